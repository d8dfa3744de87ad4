package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a definition is written.
 *
 * @param managed the fields that a definition decides, null for a field that must not be there
 * @param creation further fields that only a new object needs, since the service wants them although no definition decides
 *     them
 */
public record Wire(ObjectNode managed, ObjectNode creation) {

    /** {@return nothing of what is written, which may hold secrets} */
    @Override
    public String toString() {
        return "Wire";
    }
}
