package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the alerts of a project and, kind by kind, what they name. What definitions cannot express is reported, and, if something
 * names it, declared as existing. For one thread, once.
 */
public final class Exporter {

    /** What begins so is the service's own. */
    private static final String BUILT_IN = "sls.";

    private final ServiceObjects objects;
    private final AlertDefinitionsBuilder definitions = AlertDefinitions.builder();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, Store> sources = new LinkedHashMap<>();
    private final SortedSet<ObjectKey> named = new TreeSet<>();
    private final List<Runnable> additions = new ArrayList<>();

    public Exporter(ServiceObjects objects) {
        this.objects = objects;
    }

    /** {@return the definitions, and what they cannot express} */
    public Decoded<AlertDefinitions> export() {
        // What names others is read before them, and added after them.
        List<ObjectType<?>> types = ObjectTypes.all();
        for (int i = types.size() - 1; i >= 0; i--) {
            read(types.get(i));
        }
        sources.forEach(definitions::source);
        additions.forEach(Runnable::run);
        return new Decoded<>(definitions.build(), leftOut);
    }

    private <T> void read(ObjectType<T> type) {
        List<T> values = new ArrayList<>();
        SortedSet<ObjectKey> next = type.resource().isEmpty() ? new TreeSet<>(objects.rules()) : named(type.kind());
        SortedSet<ObjectKey> seen = new TreeSet<>();
        while (seen.addAll(next)) {
            List<T> some = read(type, next);
            some.forEach(value -> type.names(value)
                    .filter(key -> !key.id().startsWith(BUILT_IN))
                    .forEach(named::add));
            // An object that another of its kind names is added before it.
            values.addAll(0, some);
            next = named(type.kind());
            next.removeAll(seen);
        }
        additions.add(0, () -> values.forEach(value -> add(type, value)));
    }

    private SortedSet<ObjectKey> named(ObjectKind kind) {
        return named.stream().filter(key -> key.kind() == kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private <T> List<T> read(ObjectType<T> type, SortedSet<ObjectKey> keys) {
        Snapshot snapshot = type.isDefinable() ? objects.read(keys) : new Snapshot(Map.of(), Map.of());
        List<T> values = new ArrayList<>();
        for (ObjectKey key : keys) {
            T value = type.isDefinable() ? read(type, key, snapshot) : null;
            if (value != null) {
                values.add(value);
            } else if (named.contains(key)) {
                definitions.existing(key.kind(), key.id());
            }
        }
        return values;
    }

    private <T> @Nullable T read(ObjectType<T> type, ObjectKey key, Snapshot snapshot) {
        Live live = snapshot.found().get(key);
        if (live == null) {
            String why = snapshot.unread().containsKey(key)
                    ? snapshot.unreadWords(key)
                    : "is named, but does not exist; the service drops what needs it";
            leftOut.add(key + ": " + why);
            return null;
        }
        ObjectNode json = live.json().orElse(null);
        if (json == null) {
            leftOut.add(key + ": its value is not a JSON object");
            return null;
        }
        Map<String, Store> stores = new LinkedHashMap<>();
        Decoded<T> decoded = type.decode(json, store -> {
            stores.put(store.toString(), store);
            return store.toString();
        });
        decoded.leftOut().forEach(sentence -> leftOut.add(key + ": " + sentence));
        if (decoded.value() != null) {
            sources.putAll(stores);
        }
        return decoded.value();
    }

    /** What the service has need not fit together: an action may be on a channel on which its user has no address. */
    private <T> void add(ObjectType<T> type, T value) {
        ObjectKey key = type.key(value);
        try {
            if (named.contains(key)) {
                AlertDefinitionsBuilder trial = definitions.build().toBuilder();
                type.add(trial, value);
                trial.build();
            }
            type.add(definitions, value);
        } catch (AlertConfigurationException e) {
            e.problems().forEach(problem -> leftOut.add(key + ": does not fit together: " + problem));
            definitions.existing(key.kind(), key.id());
        }
    }
}
