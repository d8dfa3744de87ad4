package io.github.cspmalert.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** A JSON Schema while it is put together. Not thread-safe. */
final class Schema {

    private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

    /** {@return the schema of documents of a form} */
    static ObjectNode of(String title, Form<?> form) {
        Schema all = new Schema();
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        schema.setAll(form.schema(all));
        schema.set("$defs", all.definitions);
        return schema;
    }

    static ObjectNode type(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** {@return a reference to a schema with a name, which is written once} */
    ObjectNode reference(String name, Supplier<ObjectNode> schema) {
        if (!definitions.has(name)) {
            definitions.putObject(name); // forms may hold themselves
            definitions.set(name, schema.get());
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
    }
}
