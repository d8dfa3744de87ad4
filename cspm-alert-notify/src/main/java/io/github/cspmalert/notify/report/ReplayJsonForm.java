package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cspmalert.replay.ReplayReport;
import io.github.cspmalert.replay.RuleReplay;
import io.github.cspmalert.replay.RuleReplay.NoisyGroup;
import io.github.cspmalert.replay.Told;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes replays as JSON. */
final class ReplayJsonForm {

    static final int VERSION = 1;

    private ReplayJsonForm() {}

    static void write(List<ReplayReport> reports, OutputStream out) throws IOException {
        try (JsonGenerator json =
                JsonForm.generator(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)))) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("reports");
            for (ReplayReport report : reports) {
                report(json, report);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void report(JsonGenerator json, ReplayReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", report.name());
        json.writeStringField("from", report.from().toString());
        json.writeStringField("to", report.to().toString());
        json.writeStringField("zone", report.zone().getId());
        json.writeNumberField("evaluations", report.evaluations());
        json.writeNumberField("alerts", report.alerts());
        json.writeNumberField("notifications", report.notifications());
        json.writeNumberField("waiting", report.waiting());
        told(json, report.told());
        json.writeArrayFieldStart("rules");
        for (RuleReplay rule : report.rules()) {
            rule(json, rule);
        }
        json.writeEndArray();
        strings(json, "notes", report.notes());
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, RuleReplay rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", rule.ruleId());
        json.writeNumberField("evaluations", rule.evaluations());
        json.writeNumberField("fired", rule.fired());
        json.writeNumberField("alerts", rule.alerts());
        json.writeNumberField("notifications", rule.notifications());
        json.writeNumberField("alertsTold", rule.alertsTold());
        told(json, rule.told());
        counts(json, "heldBack", rule.heldBack());
        counts(json, "cuts", rule.cuts());
        json.writeArrayFieldStart("noisiest");
        for (NoisyGroup group : rule.noisiest()) {
            json.writeStartObject();
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : group.labels().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("fired", group.fired());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("otherGroups", rule.otherGroups());
        strings(json, "problems", rule.problems());
        json.writeEndObject();
    }

    private static void told(JsonGenerator json, List<Told> told) throws IOException {
        json.writeArrayFieldStart("told");
        for (Told each : told) {
            json.writeStartObject();
            json.writeStringField("channel", each.channel().id());
            json.writeStringField("recipientId", each.recipientId());
            counts(json, "days", each.days());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String field, Map<?, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<?, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().toString(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
