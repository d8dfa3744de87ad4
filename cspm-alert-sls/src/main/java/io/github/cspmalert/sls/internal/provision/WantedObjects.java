package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays definitions out as the objects that the service keeps, each after those that it names. */
public final class WantedObjects {

    private WantedObjects() {}

    /** {@return what definitions want, kind by kind} */
    public static List<Wanted> of(AlertDefinitions definitions) {
        List<Wanted> all = new ArrayList<>();
        ObjectTypes.all().forEach(type -> add(type, definitions, all));
        return all;
    }

    private static <T> void add(ObjectType<T> type, AlertDefinitions definitions, List<Wanted> all) {
        for (T each : type.in(definitions)) {
            Decoded<T> wanted = new Decoded<>(each, List.of());
            all.add(new Wanted(
                    type.key(each),
                    type.name(each),
                    type.encode(each, definitions),
                    live -> wanted.equals(type.decode(live, store -> sourceName(definitions.sources(), store)))));
        }
    }

    private static String sourceName(Map<String, Store> sources, Store store) {
        return sources.entrySet().stream()
                .filter(source -> source.getValue().equals(store))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(store.toString());
    }
}
