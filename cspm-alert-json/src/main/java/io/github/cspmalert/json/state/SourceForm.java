package io.github.cspmalert.json.state;

import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.SourceState;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of how far results were read. */
final class SourceForm {

    private static final int VERSION = 1;

    private SourceForm() {}

    // A run and a sweep that may not be there are lists of one or none.
    static String write(SourceState state) {
        return Documents.write(VERSION, document -> document.object("origin", origin -> write(state.origin(), origin))
                .put("beganAt", state.beganAt())
                .put("readTo", state.readTo())
                .put("caughtUp", state.caughtUp())
                .put("lastRecord", state.lastRecord())
                .object("open", open -> write(state.open(), open))
                .objects("run", oneOrNone(state.run()), SourceForm::write)
                .objects("runs", state.runs(), SourceForm::write)
                .objects("sweep", oneOrNone(state.sweep()), SourceForm::write));
    }

    private static void write(LogOrigin origin, FieldsWriter fields) {
        fields.put("region", origin.region()).put("project", origin.project()).put("store", origin.store());
    }

    static void write(OpenCounts counts, FieldsWriter fields) {
        fields.put("high", counts.high())
                .put("medium", counts.medium())
                .put("low", counts.low())
                .put("other", counts.other());
    }

    private static void write(ScanRun run, FieldsWriter fields) {
        fields.put("start", run.start())
                .put("end", run.end())
                .put("records", run.records())
                .put("findings", run.findings())
                .sorted("checks", run.checks())
                .sorted("products", run.products());
    }

    private static void write(SourceState.Sweep sweep, FieldsWriter fields) {
        fields.put("notSeenSince", sweep.notSeenSince()).put("after", sweep.after());
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
        return Documents.write(VERSION, document -> document.put("failingSince", state.failingSince())
                .put("failure", state.failure())
                .put("told", state.told())
                .put("toldAt", state.toldAt())
                .put("watchedSince", state.watchedSince()));
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

    private static <T> List<T> oneOrNone(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
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
                new LinkedHashSet<>(fields.texts("checks")),
                new LinkedHashSet<>(fields.texts("products")));
    }
}
