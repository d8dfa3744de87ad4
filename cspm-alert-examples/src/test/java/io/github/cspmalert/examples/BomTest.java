package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The bill of materials has no parent, so what it repeats is held to the parent here. */
class BomTest {

    private final Document parent = read("../pom.xml");
    private final Document bom = read("../cspm-alert-bom/pom.xml");
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    @Test
    void bom_modules_areAllThatArePublished() throws XPathExpressionException {
        List<String> published = texts(parent, "/project/modules/module").stream()
                .filter(module -> !module.equals("cspm-alert-bom") && !module.equals("cspm-alert-examples"))
                .toList();

        assertThat(texts(bom, "/project/dependencyManagement//artifactId"))
                .containsExactlyInAnyOrderElementsOf(published)
                .hasSize(7);
        assertThat(texts(bom, "/project/dependencyManagement//version")).containsOnly("${project.version}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupId",
                "version",
                "url",
                "inceptionYear",
                "licenses",
                "developers",
                "scm",
                "profiles/profile[id = 'central']//goal",
            })
    void bom_whatItRepeats_isTheParents(String element) throws XPathExpressionException {
        assertThat(texts(bom, "/project/" + element))
                .isEqualTo(texts(parent, "/project/" + element))
                .isNotEmpty()
                .doesNotContain("");
    }

    private List<String> texts(Document pom, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }

    private static Document read(String path) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of(path).toFile());
        } catch (Exception e) {
            throw new IllegalStateException(path + " cannot be read", e);
        }
    }
}
