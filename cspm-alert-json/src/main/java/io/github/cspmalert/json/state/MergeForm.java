package io.github.cspmalert.json.state;

import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.state.MergeState;
import java.util.LinkedHashMap;
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
                        statuses(fields.textsByName("told")),
                        fields.instantOrNull("toldAt"),
                        statuses(fields.textsByName("waiting")),
                        fields.instantOrNull("opens"),
                        Set.copyOf(fields.texts("notifications")),
                        fields.version() == 1 ? Set.of() : Set.copyOf(fields.texts("fresh")),
                        fields.version() == 1 ? Set.of() : Set.copyOf(fields.texts("silenced")),
                        fields.version() == 1 ? Map.of() : fields.instants("sources")));
    }

    private static Map<String, AlertStatus> statuses(Map<String, String> texts) {
        Map<String, AlertStatus> statuses = new LinkedHashMap<>();
        texts.forEach((fingerprint, status) -> statuses.put(fingerprint, AlertStatus.valueOf(status)));
        return statuses;
    }
}
