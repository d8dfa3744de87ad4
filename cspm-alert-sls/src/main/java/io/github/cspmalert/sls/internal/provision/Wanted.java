package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.sls.internal.wire.Wire;
import java.util.function.Predicate;

/**
 * What definitions want one object to be.
 *
 * @param key the object
 * @param name the name that people read
 * @param wire how it is written
 * @param same whether what the service has means the same, even if it is written differently
 */
public record Wanted(ObjectKey key, String name, Wire wire, Predicate<ObjectNode> same) {

    /** {@return what is known of its kind} */
    ObjectType<?> type() {
        return ObjectTypes.of(key.kind());
    }

    /** {@return the fields that the definition decides, given what the service has} */
    ObjectNode managed(ObjectNode live) {
        return type().managed(wire.managed(), live);
    }
}
