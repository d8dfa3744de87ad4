package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.TrendState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of what is remembered for posture rules. */
final class PostureForm {

    private static final int VERSION = 1;

    private PostureForm() {}

    static String write(PostureState state) {
        ObjectNode document = Documents.begin(VERSION);
        document.put("evaluatedTo", text(state.evaluatedTo()));
        ArrayNode sources = document.putArray("sources");
        state.sources().stream().sorted().forEach(sources::add);
        document.put("waivers", state.waivers());
        document.put("waived", state.waived());
        document.put("filter", state.filter());
        return Documents.text(document);
    }

    static PostureState readState(String document) {
        return Documents.read(
                "the state of a posture rule",
                VERSION,
                document,
                fields -> new PostureState(
                        fields.instantOrNull("evaluatedTo"),
                        new LinkedHashSet<>(fields.texts("sources")),
                        fields.text("waivers"),
                        fields.longInteger("waived"),
                        // Older versions kept none.
                        Objects.requireNonNullElse(fields.textOrNull("filter"), "")));
    }

    static String write(NewsEntry entry) {
        ObjectNode document = Documents.begin(VERSION);
        write(entry.before(), document.putObject("before"));
        document.put("source", entry.source());
        document.put("since", entry.since().toString());
        return Documents.text(document);
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
        ObjectNode document = Documents.begin(VERSION);
        document.put("kind", entry.kind().name());
        document.put("number", entry.number());
        document.put("openedAt", text(entry.openedAt()));
        document.put("waiver", entry.waiver());
        return Documents.text(document);
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
        ObjectNode document = Documents.begin(VERSION);
        ArrayNode points = document.putArray("points");
        state.points()
                .forEach(point -> SourceForm.write(
                        point.open(), points.addObject().put("at", point.at().toString())));
        return Documents.text(document);
    }

    static TrendState readTrend(String document) {
        return Documents.read(
                "a trend",
                VERSION,
                document,
                fields -> new TrendState(fields.objects(
                        "points", point -> new TrendState.Point(point.instant("at"), SourceForm.counts(point)))));
    }

    private static void write(Stand stand, ObjectNode into) {
        RiskLevel risk = stand.risk();
        into.put("state", stand.state().name()).put("risk", risk == null ? null : risk.text());
    }

    private static Stand stand(Fields fields) {
        FindingState state = fields.word("state", FindingState.class);
        String risk = fields.textOrNull("risk");
        return new Stand(state, risk == null ? null : RiskLevel.of(risk));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
