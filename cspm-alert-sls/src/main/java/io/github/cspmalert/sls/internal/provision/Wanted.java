package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.sls.internal.wire.Wire;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What definitions want one object to be.
 *
 * @param key the object
 * @param name the name that people read
 * @param wire how it is written
 * @param names the other objects that it names
 * @param understand reads what the service has
 * @param note what there is to say of it; may be empty
 */
public record Wanted(
        ObjectKey key,
        String name,
        Wire wire,
        Set<ObjectKey> names,
        Function<ObjectNode, Understood> understand,
        String note) {

    /**
     * What definitions understand of what the service has.
     *
     * @param same whether it means just what is wanted, even if it is written differently
     * @param managed how it would be written; null if it cannot be expressed at all
     * @param leftOut what of it cannot be expressed
     */
    public record Understood(boolean same, @Nullable ObjectNode managed, List<String> leftOut) {}

    /** {@return what is known of its kind} */
    ObjectType<?> type() {
        return ObjectTypes.of(key.kind());
    }

    /** {@return the fields that the definition decides, given what the service has} */
    ObjectNode managed(ObjectNode live) {
        return type().managed(wire.managed(), live);
    }

    /** {@return whether what the service has means just what is wanted} */
    boolean same(ObjectNode live) {
        return understand.apply(live).same();
    }
}
