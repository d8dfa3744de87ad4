package io.github.cspmalert.json.state;

import io.github.cspmalert.state.HistoryEntry;

/** The form of an entry of the history. In version 1 there were no incidents, and nothing was held back as it was about to be sent. */
final class HistoryForm {

    private static final int VERSION = 2;

    private HistoryForm() {}

    static String write(HistoryEntry entry) {
        return Documents.write(VERSION, document -> document.put("at", entry.at())
                .put("rule", entry.ruleId())
                .put("kind", entry.kind())
                .texts("facts", entry.facts()));
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
