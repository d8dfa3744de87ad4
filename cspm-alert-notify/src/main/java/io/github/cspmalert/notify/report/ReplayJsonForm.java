package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cspmalert.replay.ReplayReport;
import io.github.cspmalert.replay.RuleReplay;
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
                JsonFields.generator(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)))) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            JsonFields.objects(json, "reports", reports, report -> report(json, report));
            json.writeEndObject();
        }
    }

    private static void report(JsonGenerator json, ReplayReport report) throws IOException {
        json.writeStringField("name", report.name());
        json.writeStringField("from", report.from().toString());
        json.writeStringField("to", report.to().toString());
        json.writeStringField("zone", report.zone().getId());
        json.writeNumberField("evaluations", report.evaluations());
        json.writeNumberField("alerts", report.alerts());
        json.writeNumberField("notifications", report.notifications());
        json.writeNumberField("waiting", report.waiting());
        told(json, report.told());
        JsonFields.objects(json, "rules", report.rules(), rule -> rule(json, rule));
        JsonFields.strings(json, "notes", report.notes());
    }

    private static void rule(JsonGenerator json, RuleReplay rule) throws IOException {
        json.writeStringField("ruleId", rule.ruleId());
        json.writeNumberField("evaluations", rule.evaluations());
        json.writeNumberField("fired", rule.fired());
        json.writeNumberField("alerts", rule.alerts());
        json.writeNumberField("notifications", rule.notifications());
        json.writeNumberField("alertsTold", rule.alertsTold());
        told(json, rule.told());
        counts(json, "heldBack", rule.heldBack());
        counts(json, "cuts", rule.cuts());
        JsonFields.objects(json, "noisiest", rule.noisiest(), group -> {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : group.labels().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("fired", group.fired());
        });
        json.writeNumberField("otherGroups", rule.otherGroups());
        JsonFields.strings(json, "problems", rule.problems());
    }

    private static void told(JsonGenerator json, List<Told> told) throws IOException {
        JsonFields.objects(json, "told", told, each -> {
            json.writeStringField("channel", each.channel().id());
            json.writeStringField("recipientId", each.recipientId());
            counts(json, "days", each.days());
        });
    }

    private static void counts(JsonGenerator json, String field, Map<?, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<?, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().toString(), count.getValue());
        }
        json.writeEndObject();
    }
}
