package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.state.SourceState;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what the script of the page shows, as JSON that may stand in a script element. */
final class PageData {

    // In this form texts are in the order of time.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final ReportSettings settings;
    private final Map<String, SourceState> sources;
    private final Figures figures;
    private final WaiverUse waivers;
    private final Rows rows;
    // Most texts are in many rows. Each is written once, and rows have its number.
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    PageData(ReportSettings settings, Map<String, SourceState> sources, Figures figures, WaiverUse waivers, Rows rows) {
        this.settings = settings;
        this.sources = sources;
        this.figures = figures;
        this.waivers = waivers;
        this.rows = rows;
    }

    void write(Writer writer) throws IOException {
        try (JsonGenerator json = JsonFields.generator(writer)) {
            json.setCharacterEscapes(new ScriptEscapes());
            json.writeStartObject();
            frame(json);
            totals(json);
            breakdowns(json);
            trend(json);
            fixTimes(json);
            waivers(json);
            sources(json);
            rows(json);
            json.writeEndObject();
        }
    }

    private void frame(JsonGenerator json) throws IOException {
        json.writeStringField("title", settings.title());
        json.writeStringField("lang", settings.words().language());
        json.writeObjectFieldStart("words");
        for (Map.Entry<String, String> each : settings.words().words().entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
        json.writeStringField("now", time(figures.now()));
        json.writeStringField("week", time(figures.bounds().week()));
        json.writeStringField("zone", zone(settings.zone()));
        json.writeBooleanField("empty", figures.isEmpty());
        json.writeNumberField("closedDays", settings.closedWithin().toDays());
        json.writeNumberField("offered", rows.offered());
        JsonFields.strings(json, "begun", figures.bounds().begun());
    }

    private static String zone(ZoneId zone) {
        if (!(zone instanceof ZoneOffset)) {
            return zone.getId();
        }
        return zone.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + zone.getId();
    }

    private void totals(JsonGenerator json) throws IOException {
        counts(json, "open", figures.open);
        counts(json, "waived", figures.waived);
        counts(json, "unobserved", figures.unobserved);
        json.writeObjectFieldStart("news");
        for (Map.Entry<Figures.News, RiskCounts> entry : figures.news.entrySet()) {
            counts(json, entry.getKey().name(), entry.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("ages");
        for (RiskCounts each : figures.ages) {
            counts(json, each);
        }
        json.writeEndArray();
    }

    private void breakdowns(JsonGenerator json) throws IOException {
        breakdown(json, "products", figures.products);
        breakdown(json, "accounts", figures.accounts);
        breakdown(json, "owners", figures.owners);
    }

    private static void breakdown(JsonGenerator json, String field, Breakdown breakdown) throws IOException {
        JsonFields.objects(json, field, breakdown.worstFirst(), entry -> {
            json.writeStringField("name", entry.getKey());
            counts(json, "counts", entry.getValue());
        });
    }

    private void trend(JsonGenerator json) throws IOException {
        JsonFields.objects(json, "trend", figures.trend.points(), point -> {
            json.writeStringField("at", time(point.at()));
            counts(json, "counts", point.open());
        });
    }

    private void fixTimes(JsonGenerator json) throws IOException {
        JsonFields.objects(json, "fixTimes", figures.fixTimes, times -> {
            json.writeNumberField("count", times.count());
            json.writeNumberField("medianHours", hours(times.median()));
            json.writeNumberField("ninetiethHours", hours(times.ninetieth()));
        });
    }

    private static double hours(Duration time) {
        return Math.round(time.toSeconds() / 360.0) / 10.0;
    }

    private void waivers(JsonGenerator json) throws IOException {
        JsonFields.objects(json, "waivers", waivers.open().entrySet(), entry -> {
            Waiver waiver = entry.getKey();
            json.writeStringField("id", waiver.id());
            json.writeStringField("reason", waiver.reason());
            json.writeStringField("author", waiver.author());
            json.writeStringField("until", time(waiver.until()));
            json.writeStringField("stand", waivers.stand(waiver).name());
            json.writeNumberField("open", entry.getValue());
        });
    }

    private void sources(JsonGenerator json) throws IOException {
        JsonFields.objects(json, "sources", sources.entrySet(), entry -> {
            SourceState state = entry.getValue();
            Instant last = state.lastRecord();
            json.writeStringField("name", entry.getKey());
            json.writeStringField("lastRecord", last == null ? null : time(last));
            json.writeNumberField(
                    "silentHours", last == null ? -1 : Math.max(0, hours(Duration.between(last, figures.now()))));
            json.writeStringField("readTo", time(state.readTo()));
            json.writeNumberField(
                    "runFindings", state.lastRun().map(run -> run.findings()).orElse(-1L));
        });
    }

    private void rows(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rows");
        for (Row row : rows.urgentFirst()) {
            row(json, row);
        }
        json.writeEndArray();
        JsonFields.strings(json, "texts", texts.keySet());
    }

    // The script names the places; see page.js.
    private void row(JsonGenerator json, Row row) throws IOException {
        json.writeStartArray();
        json.writeNumber(number(row.risk().map(RiskLevel::text).orElse("")));
        json.writeNumber(RiskCounts.place(row.risk().orElse(null)));
        json.writeNumber(number(row.state().name()));
        json.writeNumber(number(row.key().checkId()));
        json.writeNumber(number(row.checkItemName()));
        json.writeString(row.key().instanceId());
        json.writeString(row.instanceName());
        json.writeNumber(number(row.key().regionId()));
        json.writeNumber(number(row.key().instanceType().text()));
        json.writeNumber(number(row.key().instanceSubType().text()));
        json.writeNumber(number(row.key().source()));
        numbers(json, row.owners());
        json.writeString(time(row.openedAt()));
        json.writeNumber(Duration.between(row.openedAt(), row.closedAt().orElse(figures.now()))
                .toDays());
        json.writeString(row.closedAt().map(this::time).orElse(""));
        json.writeString(time(row.lastSeen()));
        json.writeNumber(row.timesReopened());
        numbers(json, row.waivers());
        json.writeNumber(number(row.news().name()));
        json.writeEndArray();
    }

    private void numbers(JsonGenerator json, List<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeNumber(number(value));
        }
        json.writeEndArray();
    }

    private int number(String text) {
        return texts.computeIfAbsent(text, each -> texts.size());
    }

    private static void counts(JsonGenerator json, String field, RiskCounts counts) throws IOException {
        json.writeFieldName(field);
        counts(json, counts);
    }

    private static void counts(JsonGenerator json, RiskCounts counts) throws IOException {
        json.writeArray(counts.all(), 0, RiskCounts.KINDS);
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(settings.zone()));
    }
}
