package io.github.cspmalert.json.state;

import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.RuleState.Firing;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form of what is remembered of a rule. In version 1, an alert that fires had nothing but its instant. */
final class RuleForm {

    private static final int VERSION = 2;

    private RuleForm() {}

    static String write(RuleState state) {
        return Documents.write(VERSION, document -> document.put("evaluatedTo", state.evaluatedTo())
                .object("hits", hits -> state.hits().forEach(hits::put))
                .object("firing", firing -> state.firing()
                        .forEach((fingerprint, each) -> firing.object(fingerprint, fields -> write(each, fields)))));
    }

    private static void write(Firing firing, FieldsWriter fields) {
        fields.put("since", firing.since()).put("severity", firing.severity()).textsByName("labels", firing.labels());
    }

    static RuleState read(String document) {
        return Documents.read(
                "the state of a rule",
                VERSION,
                document,
                fields -> new RuleState(fields.instantOrNull("evaluatedTo"), fields.integers("hits"), firing(fields)));
    }

    private static Map<String, Firing> firing(Fields fields) {
        if (fields.version() == 1) {
            Map<String, Firing> firing = new LinkedHashMap<>();
            fields.instants("firing")
                    .forEach((fingerprint, since) ->
                            firing.put(fingerprint, new Firing(since, Severity.MEDIUM, Map.of())));
            return firing;
        }
        return fields.objectsByName(
                "firing",
                each -> new Firing(
                        each.instant("since"), each.word("severity", Severity.class), each.textsByName("labels")));
    }
}
