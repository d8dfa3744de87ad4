package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import java.util.Locale;
import java.util.Map;

/** What stores are called that nobody gave a name. */
final class SourceNames {

    private SourceNames() {}

    /** {@return the name of a store, which is added if it has none} */
    static String of(Map<String, Store> named, Store store) {
        for (Map.Entry<String, Store> source : named.entrySet()) {
            if (source.getValue().equals(store)) {
                return source.getKey();
            }
        }
        // A Logstore and a Metricstore of a project may have one name.
        String kind = " (" + store.type().name().toLowerCase(Locale.ROOT) + ")";
        String name = store.type() == StoreType.METRIC ? store + kind : store.toString();
        while (named.containsKey(name)) {
            name += kind;
        }
        named.put(name, store);
        return name;
    }
}
