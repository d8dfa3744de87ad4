package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.state.SourceState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Writes the ledger as JSON, in the form that {@code docs/posture-report.md} describes. */
final class JsonForm {

    static final int VERSION = 1;

    private final ReportSettings settings;

    JsonForm(ReportSettings settings) {
        this.settings = settings;
    }

    void write(OutputStream out) throws IOException {
        Instant now = settings.now();
        LedgerReader reader = new LedgerReader(settings);
        WaiverUse waivers = new WaiverUse(settings.waivers(), now);
        try (JsonGenerator json =
                JsonFields.generator(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)))) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("title", settings.title());
            json.writeStringField("generatedAt", now.toString());
            json.writeStringField("zone", settings.zone().getId());
            sources(json, reader.sources());
            json.writeArrayFieldStart("findings");
            reader.findings(waivers, entry -> finding(json, entry));
            json.writeEndArray();
            waivers(json, waivers);
            json.writeEndObject();
        }
    }

    private static void sources(JsonGenerator json, Map<String, SourceState> sources) throws IOException {
        JsonFields.objects(json, "accounts", sources.entrySet(), entry -> {
            SourceState state = entry.getValue();
            json.writeStringField("name", entry.getKey());
            JsonFields.instant(json, "readFrom", state.beganAt());
            JsonFields.instant(json, "readTo", state.readTo());
            JsonFields.instant(json, "lastRecord", state.lastRecord());
            OpenCounts open = state.open();
            json.writeObjectFieldStart("open");
            json.writeNumberField("high", open.high());
            json.writeNumberField("medium", open.medium());
            json.writeNumberField("low", open.low());
            json.writeNumberField("other", open.other());
            json.writeEndObject();
        });
    }

    private static void finding(JsonGenerator json, LedgerEntry entry) throws IOException {
        Finding finding = entry.finding();
        json.writeStartObject();
        identity(json, finding);
        json.writeStringField("state", finding.state().name());
        json.writeStringField("risk", finding.risk().map(RiskLevel::text).orElse(null));
        JsonFields.strings(json, "owners", entry.owners());
        JsonFields.strings(
                json, "waivers", entry.waivers().stream().map(Waiver::id).toList());
        JsonFields.strings(json, "standards", finding.standards());
        JsonFields.instant(json, "firstSeen", finding.firstSeen());
        JsonFields.instant(json, "openedAt", finding.openedAt().orElse(null));
        JsonFields.instant(json, "lastSeen", finding.lastSeen());
        JsonFields.instant(json, "closedAt", finding.closedAt().orElse(null));
        json.writeNumberField("timesReopened", finding.timesReopened());
        json.writeStringField("details", finding.details());
        JsonFields.objects(json, "history", finding.history(), outcome -> {
            JsonFields.instant(json, "checkedAt", outcome.checkedAt());
            json.writeStringField("status", outcome.status().text());
            json.writeStringField("risk", outcome.risk().text());
        });
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, Finding finding) throws IOException {
        FindingKey key = finding.key();
        json.writeStringField("id", key.id());
        json.writeStringField("account", key.source());
        json.writeStringField("vendor", key.vendor().text());
        json.writeStringField("checkId", key.checkId());
        json.writeStringField("checkItemName", finding.checkItemName());
        json.writeStringField("product", key.instanceType().text());
        json.writeStringField("subType", key.instanceSubType().text());
        json.writeStringField("region", key.regionId());
        json.writeStringField("resourceId", key.instanceId());
        json.writeStringField("resourceName", finding.instanceName());
    }

    private static void waivers(JsonGenerator json, WaiverUse waivers) throws IOException {
        JsonFields.objects(json, "waivers", waivers.open().entrySet(), entry -> {
            Waiver waiver = entry.getKey();
            json.writeStringField("id", waiver.id());
            json.writeStringField("reason", waiver.reason());
            json.writeStringField("author", waiver.author());
            JsonFields.instant(json, "until", waiver.until());
            json.writeStringField("state", waivers.stand(waiver).name());
            json.writeNumberField("openFindings", entry.getValue());
        });
    }
}
