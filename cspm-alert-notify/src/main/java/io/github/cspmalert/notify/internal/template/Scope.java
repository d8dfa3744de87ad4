package io.github.cspmalert.notify.internal.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that can be seen from a place in the template: those of its loop, then those around it. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, @Nullable Object> variables;

    Scope(Map<String, @Nullable Object> variables) {
        this(null, variables);
    }

    private Scope(@Nullable Scope outer, Map<String, @Nullable Object> variables) {
        this.outer = outer;
        this.variables = variables;
    }

    Scope inner() {
        return new Scope(this, new HashMap<>(4));
    }

    void set(String name, @Nullable Object value) {
        variables.put(name, value);
    }

    /** {@return the value of a variable, or null if there is none of this name} */
    @Nullable Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.variables.get(name);
            if (value != null || scope.variables.containsKey(name)) {
                return value;
            }
        }
        return null;
    }
}
