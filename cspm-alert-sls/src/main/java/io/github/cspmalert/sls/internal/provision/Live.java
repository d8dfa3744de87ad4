package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.Optional;

/**
 * An object as the service has it.
 *
 * @param key the object
 * @param text the text of its JSON, as the service gave it
 */
public record Live(ObjectKey key, String text) {

    /** {@return the JSON, or empty if the text is not a JSON object} */
    public Optional<ObjectNode> json() {
        return JsonText.readObject(text);
    }

    /** {@return what is known of its kind} */
    ObjectType<?> type() {
        return ObjectTypes.of(key.kind());
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

    /** {@return the JSON without what the service writes itself, or empty if the text is not a JSON object} */
    Optional<ObjectNode> content() {
        return json().map(json -> type().content(json));
    }
}
