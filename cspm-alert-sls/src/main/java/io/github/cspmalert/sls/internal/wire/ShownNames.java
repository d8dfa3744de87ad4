package io.github.cspmalert.sls.internal.wire;

import java.util.function.Consumer;

/** Names that people read: the service wants one, definitions may have none, and then the id takes its place. */
final class ShownNames {

    private ShownNames() {}

    static String write(String id, String name) {
        return name.isEmpty() ? id : name;
    }

    /** Reads a name, which definitions may refuse. */
    static void read(JsonView json, String field, String id, Consumer<String> set) {
        String name = json.text(field);
        if (!name.equals(id)) {
            Reading.attempt(json, field, "has control characters; the id is taken", () -> set.accept(name));
        }
    }
}
