package io.github.cspmalert.json.state;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.TrendState;
import java.util.LinkedHashSet;

/** The forms of what is remembered for posture rules. In version 1 the state of a rule did not say by which filter. */
final class PostureForm {

    private static final int VERSION = 1;
    private static final int VERSION_OF_STATE = 2;

    private PostureForm() {}

    static String write(PostureState state) {
        return Documents.write(VERSION_OF_STATE, document -> document.put("evaluatedTo", state.evaluatedTo())
                .sorted("sources", state.sources())
                .put("waivers", state.waivers())
                .put("waived", state.waived())
                .put("filter", state.filter()));
    }

    static PostureState readState(String document) {
        return Documents.read(
                "the state of a posture rule",
                VERSION_OF_STATE,
                document,
                fields -> new PostureState(
                        fields.instantOrNull("evaluatedTo"),
                        new LinkedHashSet<>(fields.texts("sources")),
                        fields.text("waivers"),
                        fields.longInteger("waived"),
                        fields.version() == 1 ? "" : fields.text("filter")));
    }

    static String write(NewsEntry entry) {
        return Documents.write(VERSION, document -> document.object("before", before -> write(entry.before(), before))
                .put("source", entry.source())
                .put("since", entry.since()));
    }

    static NewsEntry readNews(String document) {
        return Documents.read(
                "the news of a finding",
                VERSION,
                document,
                fields -> new NewsEntry(
                        fields.object("before", PostureForm::stand), fields.text("source"), fields.instant("since")));
    }

    static String write(ReminderEntry entry) {
        return Documents.write(VERSION, document -> document.put("kind", entry.kind())
                .put("number", entry.number())
                .put("openedAt", entry.openedAt())
                .put("waiver", entry.waiver()));
    }

    static ReminderEntry readReminder(String document) {
        return Documents.read(
                "a reminder of a finding",
                VERSION,
                document,
                fields -> new ReminderEntry(
                        fields.word("kind", ReminderEntry.Kind.class),
                        fields.integer("number"),
                        fields.instantOrNull("openedAt"),
                        fields.text("waiver")));
    }

    static String write(TrendState state) {
        return Documents.write(
                VERSION,
                document -> document.objects(
                        "points",
                        state.points(),
                        (point, fields) -> SourceForm.write(point.open(), fields.put("at", point.at()))));
    }

    static TrendState readTrend(String document) {
        return Documents.read(
                "a trend",
                VERSION,
                document,
                fields -> new TrendState(fields.objects(
                        "points", point -> new TrendState.Point(point.instant("at"), SourceForm.counts(point)))));
    }

    private static void write(Stand stand, FieldsWriter fields) {
        RiskLevel risk = stand.risk();
        fields.put("state", stand.state()).put("risk", risk == null ? null : risk.text());
    }

    private static Stand stand(Fields fields) {
        FindingState state = fields.word("state", FindingState.class);
        String risk = fields.textOrNull("risk");
        return new Stand(state, risk == null ? null : RiskLevel.of(risk));
    }
}
