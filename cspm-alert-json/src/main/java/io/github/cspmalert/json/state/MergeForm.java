package io.github.cspmalert.json.state;

import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.state.MergeState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The form of what is remembered of alerts that are merged. In version 1 nothing was silenced or held others back. */
final class MergeForm {

    private static final int VERSION = 2;

    private MergeForm() {}

    static String write(MergeState state) {
        return Documents.write(VERSION, document -> document.object(
                        "told", told -> state.told().forEach(told::put))
                .put("toldAt", state.toldAt())
                .object("waiting", waiting -> state.waiting().forEach(waiting::put))
                .put("opens", state.opens())
                .sorted("notifications", state.notifications())
                .sorted("fresh", state.fresh())
                .sorted("silenced", state.silenced())
                .object("sources", sources -> new TreeMap<>(state.sources()).forEach(sources::put)));
    }

    static MergeState read(String document) {
        return Documents.read(
                "the state of alerts that are merged",
                VERSION,
                document,
                fields -> new MergeState(
                        fields.wordsByName("told", AlertStatus.class),
                        fields.instantOrNull("toldAt"),
                        fields.wordsByName("waiting", AlertStatus.class),
                        fields.instantOrNull("opens"),
                        Set.copyOf(fields.texts("notifications")),
                        fields.version() == 1 ? Set.of() : Set.copyOf(fields.texts("fresh")),
                        fields.version() == 1 ? Set.of() : Set.copyOf(fields.texts("silenced")),
                        fields.version() == 1 ? Map.of() : fields.instants("sources")));
    }
}
