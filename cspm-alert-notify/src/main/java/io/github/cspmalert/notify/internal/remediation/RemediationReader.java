package io.github.cspmalert.notify.internal.remediation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.common.AlertConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file of remediations. What it does not know is an error: it would be a word that nobody ever sees. */
final class RemediationReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> FIELDS =
            Set.of("ids", "names", "product", "wrong", "gain", "console", "cli", "source");

    private final String file;

    private RemediationReader(String file) {
        this.file = file;
    }

    static List<Remediation> read(String file, InputStream in) throws IOException {
        try {
            return new RemediationReader(file).entries(JSON.readTree(in));
        } catch (JsonProcessingException e) {
            String problem = "line %d, column %d: %s"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage());
            throw new AlertConfigurationException(file, List.of(problem));
        }
    }

    private List<Remediation> entries(JsonNode root) {
        if (!root.isArray()) {
            throw new AlertConfigurationException(file, List.of("it must be a list of entries"));
        }
        List<Remediation> entries = new ArrayList<>();
        for (int i = 0; i < root.size(); i++) {
            entries.add(entry(i, root.get(i)));
        }
        return entries;
    }

    private Remediation entry(int index, JsonNode node) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        if (!node.isObject() || !unknown.isEmpty()) {
            throw problem(index, "it has %s; an entry has %s and no other".formatted(unknown, new TreeSet<>(FIELDS)));
        }
        List<String> names = texts(index, node, "names");
        if (names.isEmpty()) {
            throw problem(index, "'names' is empty; it must have the check item's name");
        }
        String source = text(index, node, "source");
        if (!source.startsWith("https://")) {
            throw problem(index, "'source' must start with https://");
        }
        return new Remediation(
                texts(index, node, "ids"),
                names,
                text(index, node, "product"),
                text(index, node, "wrong"),
                text(index, node, "gain"),
                text(index, node, "console"),
                anyText(index, node, "cli"),
                source);
    }

    private List<String> texts(int index, JsonNode entry, String field) {
        JsonNode list = entry.path(field);
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            texts.add(text.isTextual() ? text.textValue() : "");
        }
        if (!list.isArray() || texts.stream().anyMatch(String::isBlank)) {
            throw problem(index, "'%s' must be a list of texts, none of them blank".formatted(field));
        }
        return texts;
    }

    private String text(int index, JsonNode entry, String field) {
        String text = anyText(index, entry, field);
        if (text.isBlank()) {
            throw problem(index, "'%s' must not be blank".formatted(field));
        }
        return text;
    }

    private String anyText(int index, JsonNode entry, String field) {
        JsonNode text = entry.path(field);
        if (!text.isTextual()) {
            throw problem(
                    index,
                    "'%s' must be a text, but %s".formatted(field, text.isMissingNode() ? "is missing" : "is none"));
        }
        return text.textValue();
    }

    private AlertConfigurationException problem(int index, String problem) {
        return new AlertConfigurationException("%s, entry %d".formatted(file, index), List.of(problem));
    }
}
