package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.sls.internal.limits.ServiceLimits;
import io.github.cspmalert.sls.internal.provision.Wanted.Understood;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            all.add(new Wanted(
                    type.key(each),
                    type.name(each),
                    type.encode(each, definitions.sources()),
                    type.names(each).collect(Collectors.toUnmodifiableSet()),
                    live -> understood(type, each, live, definitions.sources()),
                    each instanceof AlertRule rule ? ServiceLimits.advice(rule) : ""));
        }
    }

    private static <T> Understood understood(
            ObjectType<T> type, T wanted, ObjectNode live, Map<String, Store> sources) {
        Map<String, Store> named = new LinkedHashMap<>(sources);
        Decoded<T> read = type.decode(live, store -> SourceNames.of(named, store));
        T value = read.value();
        return new Understood(
                read.equals(new Decoded<>(wanted, List.of())),
                value == null ? null : type.encode(value, named).managed(),
                read.leftOut());
    }
}
