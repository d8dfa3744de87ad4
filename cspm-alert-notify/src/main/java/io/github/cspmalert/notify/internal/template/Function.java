package io.github.cspmalert.notify.internal.template;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language.
 *
 * @param name its name
 * @param parameters its parameters in order
 * @param filter whether {@code x | name} may be written
 * @param takesNothing whether it has a say when its first argument is nothing; if not, the result is nothing too
 * @param body what it does
 */
record Function(String name, List<Parameter> parameters, boolean filter, boolean takesNothing, Body body) {

    /** What a function does. */
    @FunctionalInterface
    interface Body {
        @Nullable Object call(Arguments arguments);
    }

    /**
     * A parameter of a function.
     *
     * @param name its name
     * @param required whether it must be given
     * @param defaultValue its value if it is not given
     */
    record Parameter(String name, boolean required, @Nullable Object defaultValue) {

        static Parameter required(String name) {
            return new Parameter(name, true, null);
        }

        static Parameter optional(String name, @Nullable Object defaultValue) {
            return new Parameter(name, false, defaultValue);
        }
    }

    @Nullable Object call(Arguments arguments) {
        return arguments.raw(0) == null && !takesNothing ? null : body.call(arguments);
    }

    /** {@return the function as the documentation writes it, such as {@code indent(v, n=…)}} */
    String signature() {
        return parameters.stream()
                .map(parameter -> parameter.required() ? parameter.name() : parameter.name() + "=…")
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
