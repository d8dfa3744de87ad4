package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.wire.Wire;
import java.util.List;
import java.util.function.Predicate;

/**
 * What definitions want one object to be.
 *
 * @param key the object
 * @param name the name that people read
 * @param wire how it is written
 * @param same whether what the service has says the same, be it in other words
 */
record Wanted(ObjectKey key, String name, Wire wire, Predicate<ObjectNode> same) {

    /** Objects whose names are data, so that a name that is wanted no more is to go. */
    private static final List<String> MAPS =
            List.of("/configuration/templateConfiguration/tokens", "/configuration/templateConfiguration/annotations");

    /** {@return the fields that the definition decides, given what is there} */
    ObjectNode managed(ObjectNode live) {
        ObjectNode managed = wire.managed().deepCopy();
        for (String path : MAPS) {
            if (managed.at(path) instanceof ObjectNode wanted) {
                live.at(path).fieldNames().forEachRemaining(old -> {
                    if (!wanted.has(old)) {
                        wanted.putNull(old);
                    }
                });
            }
        }
        return managed;
    }
}
