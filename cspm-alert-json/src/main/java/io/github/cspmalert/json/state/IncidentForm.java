package io.github.cspmalert.json.state;

import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.state.IncidentState;
import java.util.Set;

/** The form of what is remembered of an incident. */
final class IncidentForm {

    private static final int VERSION = 1;

    private IncidentForm() {}

    static String write(IncidentState state) {
        return Documents.write(VERSION, document -> document.put("rule", state.ruleId())
                .put("actionPolicy", state.actionPolicy())
                .put("openedAt", state.openedAt())
                .put("phase", state.phase())
                .put("since", state.since())
                .put("by", state.by())
                .texts(
                        "escalated",
                        state.escalated().stream().sorted().map(Enum::name).toList())
                .objects("alerts", state.alerts(), IncidentForm::write));
    }

    private static void write(IncidentState.Entry entry, FieldsWriter fields) {
        fields.object("alert", alert -> OutboxForm.write(entry.alert(), alert))
                .objects("messages", entry.messages(), IncidentForm::write);
    }

    private static void write(IncidentState.Prepared prepared, FieldsWriter fields) {
        fields.put("action", prepared.action())
                .put("channel", prepared.channel().id())
                .objects("to", prepared.to(), OutboxForm::write)
                .object("message", message -> OutboxForm.write(prepared.message(), message));
    }

    static IncidentState read(String document) {
        return Documents.read(
                "the state of an incident",
                VERSION,
                document,
                fields -> new IncidentState(
                        fields.text("rule"),
                        fields.text("actionPolicy"),
                        fields.instant("openedAt"),
                        fields.word("phase", Incident.Phase.class),
                        fields.instant("since"),
                        fields.text("by"),
                        Set.copyOf(fields.words("escalated", Escalation.Stage.class)),
                        fields.objects("alerts", IncidentForm::entry)));
    }

    private static IncidentState.Entry entry(Fields fields) {
        return new IncidentState.Entry(
                fields.object("alert", OutboxForm::alert), fields.objects("messages", IncidentForm::prepared));
    }

    private static IncidentState.Prepared prepared(Fields fields) {
        return new IncidentState.Prepared(
                fields.integer("action"),
                new Channel(fields.text("channel")),
                fields.objects("to", OutboxForm::address),
                fields.object("message", OutboxForm::message));
    }
}
