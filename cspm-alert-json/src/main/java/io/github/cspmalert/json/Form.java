package io.github.cspmalert.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How values of one type stand in a document. Reading, writing and the schema come from the same description, so that they
 * cannot differ.
 */
interface Form<V> {

    /**
     * Makes the value of a node.
     *
     * @throws IllegalArgumentException if the node does not fit; the message begins with the place
     */
    V read(Node node);

    /** {@return what {@link #read} makes the value of} */
    JsonNode write(V value);

    /** {@return the schema of what {@link #read} takes} */
    ObjectNode schema(Schema all);
}
