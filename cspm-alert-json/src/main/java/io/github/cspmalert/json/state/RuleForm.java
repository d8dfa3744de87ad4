package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.state.RuleState;
import java.time.Instant;
import java.util.Objects;

/** The form of what is remembered of a rule. */
final class RuleForm {

    private static final int VERSION = 1;

    private RuleForm() {}

    static String write(RuleState state) {
        ObjectNode document = Documents.begin(VERSION);
        Instant evaluatedTo = state.evaluatedTo();
        document.put("evaluatedTo", evaluatedTo == null ? null : evaluatedTo.toString());
        ObjectNode hits = document.putObject("hits");
        state.hits().forEach(hits::put);
        ObjectNode firing = document.putObject("firing");
        state.firing().forEach((fingerprint, since) -> firing.put(fingerprint, Objects.toString(since)));
        return Documents.text(document);
    }

    static RuleState read(String document) {
        return Documents.read(
                "the state of a rule",
                VERSION,
                document,
                fields -> new RuleState(
                        fields.instantOrNull("evaluatedTo"), fields.integers("hits"), fields.instants("firing")));
    }
}
