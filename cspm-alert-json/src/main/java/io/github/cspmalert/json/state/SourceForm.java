package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.SourceState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of how far results were read. */
final class SourceForm {

    private static final int VERSION = 1;

    private SourceForm() {}

    static String write(SourceState state) {
        ObjectNode document = Documents.begin(VERSION);
        document.putObject("origin")
                .put("region", state.origin().region())
                .put("project", state.origin().project())
                .put("store", state.origin().store());
        document.put("beganAt", state.beganAt().toString());
        document.put("readTo", state.readTo().toString());
        document.put("caughtUp", state.caughtUp());
        Instant lastRecord = state.lastRecord();
        document.put("lastRecord", lastRecord == null ? null : lastRecord.toString());
        write(state.open(), document.putObject("open"));
        ArrayNode run = document.putArray("run");
        ScanRun current = state.run();
        if (current != null) {
            write(current, run.addObject());
        }
        ArrayNode runs = document.putArray("runs");
        state.runs().forEach(each -> write(each, runs.addObject()));
        ArrayNode sweep = document.putArray("sweep");
        SourceState.Sweep under = state.sweep();
        if (under != null) {
            sweep.addObject()
                    .put("notSeenSince", under.notSeenSince().toString())
                    .put("after", under.after());
        }
        return Documents.text(document);
    }

    static void write(OpenCounts counts, ObjectNode into) {
        into.put("high", counts.high())
                .put("medium", counts.medium())
                .put("low", counts.low())
                .put("other", counts.other());
    }

    private static void write(ScanRun run, ObjectNode into) {
        into.put("start", run.start().toString())
                .put("end", run.end().toString())
                .put("records", run.records())
                .put("findings", run.findings());
        ArrayNode checks = into.putArray("checks");
        run.checks().stream().sorted().forEach(checks::add);
        ArrayNode products = into.putArray("products");
        run.products().stream().sorted().forEach(products::add);
    }

    static SourceState read(String document) {
        return Documents.read(
                "how far results were read",
                VERSION,
                document,
                fields -> new SourceState(
                        fields.object(
                                "origin",
                                origin -> new LogOrigin(
                                        origin.text("region"), origin.text("project"), origin.text("store"))),
                        fields.instant("beganAt"),
                        fields.instant("readTo"),
                        fields.bool("caughtUp"),
                        fields.instantOrNull("lastRecord"),
                        fields.object("open", SourceForm::counts),
                        firstOrNull(fields.objects("run", SourceForm::run)),
                        fields.objects("runs", SourceForm::run),
                        firstOrNull(fields.objects(
                                "sweep",
                                sweep -> new SourceState.Sweep(sweep.instant("notSeenSince"), sweep.text("after"))))));
    }

    static String write(HealthState state) {
        ObjectNode document = Documents.begin(VERSION);
        document.put("failingSince", text(state.failingSince()));
        document.put("failure", state.failure());
        document.put("told", state.told().name());
        document.put("toldAt", text(state.toldAt()));
        document.put("watchedSince", text(state.watchedSince()));
        return Documents.text(document);
    }

    static HealthState readHealth(String document) {
        return Documents.read(
                "the health of results",
                VERSION,
                document,
                fields -> new HealthState(
                        fields.instantOrNull("failingSince"),
                        fields.text("failure"),
                        fields.word("told", SourceHealth.Status.class),
                        fields.instantOrNull("toldAt"),
                        fields.instantOrNull("watchedSince")));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static <T> @Nullable T firstOrNull(List<T> list) {
        return list.isEmpty() ? null : list.get(0);
    }

    static OpenCounts counts(Fields fields) {
        return new OpenCounts(
                fields.longInteger("high"),
                fields.longInteger("medium"),
                fields.longInteger("low"),
                fields.longInteger("other"));
    }

    private static ScanRun run(Fields fields) {
        return new ScanRun(
                fields.instant("start"),
                fields.instant("end"),
                fields.longInteger("records"),
                fields.longInteger("findings"),
                set(fields.texts("checks")),
                set(fields.texts("products")));
    }

    private static Set<String> set(List<String> list) {
        return new LinkedHashSet<>(list);
    }
}
