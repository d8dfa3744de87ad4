package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.wire.Wire;
import java.util.function.Predicate;

/**
 * What definitions want one object to be.
 *
 * @param key the object
 * @param name the name that people read
 * @param wire how it is written
 * @param same whether what the service has says the same, be it in other words
 */
record Wanted(ObjectKey key, String name, Wire wire, Predicate<ObjectNode> same) {}
