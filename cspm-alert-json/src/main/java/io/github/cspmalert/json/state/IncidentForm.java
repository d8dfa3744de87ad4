package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        ObjectNode document = Documents.begin(VERSION)
                .put("rule", state.ruleId())
                .put("actionPolicy", state.actionPolicy())
                .put("openedAt", state.openedAt().toString())
                .put("phase", state.phase().name())
                .put("since", state.since().toString())
                .put("by", state.by());
        ArrayNode escalated = document.putArray("escalated");
        state.escalated().stream().sorted().forEach(stage -> escalated.add(stage.name()));
        ArrayNode alerts = document.putArray("alerts");
        state.alerts().forEach(entry -> write(entry, alerts.addObject()));
        return Documents.text(document);
    }

    private static void write(IncidentState.Entry entry, ObjectNode object) {
        OutboxForm.write(entry.alert(), object.putObject("alert"));
        ArrayNode messages = object.putArray("messages");
        for (IncidentState.Prepared prepared : entry.messages()) {
            ObjectNode each = messages.addObject()
                    .put("action", prepared.action())
                    .put("channel", prepared.channel().id());
            OutboxForm.write(prepared.to(), each.putArray("to"));
            OutboxForm.write(prepared.message(), each.putObject("message"));
        }
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
