package io.github.cspmalert.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.cspmalert.json.Place.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one JSON or YAML document into nodes. Refuses, besides what the grammars do not have: names that stand twice in an
 * object, lone surrogates, a byte order mark, nesting deeper than 64, texts longer than {@value #LONGEST} characters, and of
 * YAML aliases, tags and further documents. Messages never show the text, which may hold secrets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2</a>
 */
final class DocumentReader {

    /** The most characters of a text, or bytes of a file: three mebibytes, which YAML's parser sets. */
    static final int LONGEST = 3 * 1024 * 1024;

    private static final int DEEPEST = 64;

    private final JsonParser parser;
    private final Document document;
    private int depth;

    private DocumentReader(JsonParser parser, Document document) {
        this.parser = parser;
        this.document = document;
    }

    static Node read(Format format, String text, Document document) {
        Place start = new Place(document, "", 1, 1);
        if (text.length() > LONGEST) {
            throw start.problem("is longer than %d characters; split it into several files".formatted(LONGEST));
        }
        format.requireReadable(text, start);
        try (JsonParser parser = format.factory().createParser(text)) {
            return new DocumentReader(parser, document).whole();
        } catch (JsonProcessingException | YAMLException e) {
            throw format.problem(e, start);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text is read without any
        }
    }

    private Node whole() throws IOException {
        if (parser.nextToken() == null) {
            throw here("").problem("is empty; it must be an object with a version");
        }
        Place at = here("");
        Node node = node(at, at);
        if (parser.nextToken() != null) {
            throw here("").problem(
                            "has something behind its end; a file holds one document, so put the rest into another");
        }
        return node;
    }

    private Node node(Place key, Place at) throws IOException {
        refuseYamlOnly(at);
        return new Node(
                key,
                at,
                switch (parser.currentToken()) {
                    case START_OBJECT -> object(at);
                    case START_ARRAY -> list(at);
                    case VALUE_STRING -> wholeText(parser.getText(), at);
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Number(parser.getText());
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case VALUE_NULL -> null;
                    default -> throw at.problem("is not a value");
                });
    }

    private Map<String, Node> object(Place at) throws IOException {
        descend(at);
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wholeText(parser.currentName(), at);
            Place key = place(at, name);
            refuseYamlOnly(key);
            Node before = fields.get(name);
            if (before != null) {
                throw key.problem("stands twice in its object, first in %s; take one away".formatted(before.key()));
            }
            parser.nextToken();
            fields.put(name, node(key, place(at, name)));
        }
        depth--;
        return fields;
    }

    private List<Node> list(Place at) throws IOException {
        descend(at);
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Place item = here(at.path() + "[" + items.size() + "]");
            items.add(node(item, item));
        }
        depth--;
        return items;
    }

    private void descend(Place at) {
        if (++depth > DEEPEST) {
            throw at.problem("is nested deeper than " + DEEPEST + " levels");
        }
    }

    private void refuseYamlOnly(Place at) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw at.problem("is an alias (*name), which is not followed; write the value out");
        }
        if (parser.getTypeId() != null) {
            throw at.problem("has a tag (!type), which is not followed; leave the tag out");
        }
    }

    private static String wholeText(@Nullable String text, Place at) {
        String there = text == null ? "" : text;
        if (there.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw at.problem("has half of a pair of surrogates; write the whole character");
        }
        return there;
    }

    private Place place(Place object, String field) {
        JsonLocation location = parser.currentTokenLocation();
        return object.at(field, location.getLineNr(), location.getColumnNr());
    }

    private Place here(String path) {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(document, path, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }
}
