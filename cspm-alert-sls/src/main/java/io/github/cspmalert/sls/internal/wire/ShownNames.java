package io.github.cspmalert.sls.internal.wire;

/** Names that people read: the service wants one, definitions may have none, and then the id takes its place. */
final class ShownNames {

    private ShownNames() {}

    static String write(String id, String name) {
        return name.isEmpty() ? id : name;
    }

    static String read(String id, String name) {
        return name.equals(id) ? "" : name;
    }
}
