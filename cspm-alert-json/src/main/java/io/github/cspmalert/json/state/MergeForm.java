package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.state.MergeState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of what is remembered of alerts that are merged. In version 1 nothing was silenced or held others back. */
final class MergeForm {

    private static final int VERSION = 2;

    private MergeForm() {}

    static String write(MergeState state) {
        ObjectNode document = Documents.begin(VERSION);
        write(state.told(), document.putObject("told"));
        document.put("toldAt", text(state.toldAt()));
        write(state.waiting(), document.putObject("waiting"));
        document.put("opens", text(state.opens()));
        sorted(state.notifications(), document.putArray("notifications"));
        sorted(state.fresh(), document.putArray("fresh"));
        sorted(state.silenced(), document.putArray("silenced"));
        ObjectNode sources = document.putObject("sources");
        new TreeMap<>(state.sources()).forEach((source, until) -> sources.put(source, until.toString()));
        return Documents.text(document);
    }

    private static void sorted(Set<String> texts, ArrayNode array) {
        texts.stream().sorted().forEach(array::add);
    }

    private static void write(Map<String, AlertStatus> statuses, ObjectNode object) {
        statuses.forEach((fingerprint, status) -> object.put(fingerprint, status.name()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
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
                        fields.version() == 1 ? Map.of() : sources(fields.textsByName("sources"))));
    }

    private static Map<String, Instant> sources(Map<String, String> texts) {
        Map<String, Instant> sources = new LinkedHashMap<>();
        texts.forEach((source, until) -> sources.put(source, Instant.parse(until)));
        return sources;
    }

    private static Map<String, AlertStatus> statuses(Map<String, String> texts) {
        Map<String, AlertStatus> statuses = new LinkedHashMap<>();
        texts.forEach((fingerprint, status) -> statuses.put(fingerprint, AlertStatus.valueOf(status)));
        return statuses;
    }
}
