package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * An object as the service has it.
 *
 * @param key the object
 * @param text the text of its JSON, as the service gave it
 */
record Live(ObjectKey key, String text) {

    /** What the service writes itself. */
    static final List<String> OF_THE_SERVICE = List.of("createTime", "lastModifiedTime", "status");

    /** {@return the JSON, or empty if the text is no JSON object} */
    Optional<ObjectNode> json() {
        return Json.readObject(text);
    }

    /** {@return whether the other says the same, but for what the service writes itself} */
    boolean saysTheSameAs(Live other) {
        return text.equals(other.text) || json().isPresent() && content().equals(other.content());
    }

    /** {@return the object; not its text, which may hold secrets} */
    @Override
    public String toString() {
        return "Live[" + key + "]";
    }

    private Optional<ObjectNode> content() {
        return json().map(json -> key.kind() == ObjectKind.RULE ? json.without(OF_THE_SERVICE) : json);
    }
}
