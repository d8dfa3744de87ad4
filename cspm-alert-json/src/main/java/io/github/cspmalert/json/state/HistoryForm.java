package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.state.HistoryEntry;

/** The form of an entry of the history. In version 1 there were no incidents, and nothing was held back as it was about to be sent. */
final class HistoryForm {

    private static final int VERSION = 2;

    private HistoryForm() {}

    static String write(HistoryEntry entry) {
        ObjectNode document = Documents.begin(VERSION)
                .put("at", entry.at().toString())
                .put("rule", entry.ruleId())
                .put("kind", entry.kind().name());
        ArrayNode facts = document.putArray("facts");
        entry.facts().forEach(facts::add);
        return Documents.text(document);
    }

    static HistoryEntry read(String document) {
        return Documents.read(
                "an entry of the history",
                VERSION,
                document,
                fields -> new HistoryEntry(
                        fields.instant("at"),
                        fields.text("rule"),
                        fields.word("kind", HistoryEntry.Kind.class),
                        fields.texts("facts")));
    }
}
