package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.notify.PostureTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java is the code that runs here, apart from white space. */
class ReadmeTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/main/java/io/github/cspmalert/examples");

    private static final Path TESTS = Path.of("src/test/java/io/github/cspmalert/examples");

    private final List<String> blocks = JAVA_BLOCK
            .matcher(Files.readString(Path.of("../README.md")))
            .results()
            .map((MatchResult block) -> squeeze(block.group(1)))
            .filter(block ->
                    !block.contains("classFirstStep")) // an application of its own, which .ci/outside builds and runs
            .toList();

    ReadmeTest() throws IOException {}

    @Test
    void ledgerFirstScreen_javaBlock_isTheCodeOfLedgerFirstScreen() throws IOException {
        assertBlockIn(source("LedgerFirstScreen.java"));
    }

    @Test
    void firstScreen_javaBlock_isTheCodeOfFirstScreen() throws IOException {
        assertBlockIn(source("FirstScreen.java"));
    }

    @Test
    void provisioning_javaBlock_isTheCodeOfProvisionArticleAlert() throws IOException {
        assertBlockIn(source("ProvisionArticleAlert.java"));
    }

    @Test
    void definitionsInAFile_javaBlock_isTheCodeOfAlertFromFile() throws IOException {
        assertBlockIn(source("quickstart/AlertFromFile.java"));
    }

    @Test
    void definitionsInAFile_yamlBlock_isTheFile() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```yaml\n" + Files.readString(Path.of("alerts/cspm-not-passed.yaml")) + "```");
    }

    @Test
    void postureRules_yamlBlock_isTheFileAndCanBeRead() throws IOException {
        Path file = Path.of("posture/findings.yaml");

        assertThat(Files.readString(Path.of("../README.md"))).contains("```yaml\n" + Files.readString(file) + "```");
        AlertDefinitions definitions = DefinitionsMapper.ofDefaults()
                .read(code -> code.addTemplate(PostureTemplates.email(Locale.ENGLISH)), file);
        assertThat(definitions.postureRules())
                .extracting(PostureRule::id)
                .containsExactly("internet-exposed", "weekly-digest");
        assertThat(definitions.waivers()).hasSize(1);
    }

    @Test
    void onCall_yamlBlock_isTheFileAndCanBeRead() throws IOException {
        Path file = Path.of("oncall/night.yaml");

        assertThat(Files.readString(Path.of("../README.md"))).contains("```yaml\n" + Files.readString(file) + "```");
        AlertDefinitions definitions = DefinitionsMapper.ofDefaults().read(file);
        assertThat(definitions.oncallGroups()).hasSize(1);
        assertThat(definitions.lint()).isEmpty();
    }

    @Test
    void ownNotifier_javaBlock_isTheCodeOfConsoleNotifier() throws IOException {
        String withoutComments =
                Files.readString(SOURCES.resolve("ConsoleNotifier.java")).replaceAll("(?s)/\\*\\*.*?\\*/", "");
        assertBlockIn(squeeze(withoutComments));
    }

    @Test
    void contractTest_javaBlock_isTheCodeOfConsoleNotifierTest() throws IOException {
        assertBlockIn(squeeze(Files.readString(TESTS.resolve("ConsoleNotifierTest.java"))));
    }

    @Test
    void embeddedSls_javaBlock_isTheCodeOfFirstScreenTest() throws IOException {
        assertBlockIn(squeeze(Files.readString(TESTS.resolve("FirstScreenTest.java"))));
    }

    @Test
    void beforeAChange_javaBlock_isTheCodeOfReplayThresholds() throws IOException {
        assertBlockIn(source("ReplayThresholds.java"));
    }

    @Test
    void commands_headings_haveOneFencedLineEach() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        for (String heading : List.of(
                "## Get it",
                "## Run it",
                "## Let Simple Log Service run it",
                "## Definitions in a file",
                "## Restarts and replicas",
                "## Test it")) {
            String section = readme.substring(readme.indexOf("\n" + heading + "\n") + heading.length() + 2);
            section = section.substring(0, section.indexOf("\n## "));
            assertThat(section.split("```sh\n")).as(heading).hasSize(2);
            assertThat(section.split("```sh\n")[1].split("```")[0].strip().lines())
                    .as(heading)
                    .hasSize(1);
        }
    }

    @Test
    void silences_javaBlock_isTheCodeOfSilencing() throws IOException {
        assertBlockIn(source("Silencing.java"));
    }

    @Test
    void javaBlocks_areAsManyAsTheTestsAbove() {
        assertThat(blocks).doesNotHaveDuplicates().hasSize(9);
    }

    private void assertBlockIn(String code) {
        assertThat(blocks).anyMatch(code::contains);
    }

    private static String source(String name) throws IOException {
        return squeeze(Files.readString(SOURCES.resolve(name)));
    }

    private static String squeeze(String code) {
        return code.replaceAll("\\s+", "");
    }
}
