package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.Function.Body;
import io.github.cspmalert.notify.internal.template.Function.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects functions by name. */
final class Library {

    private final Map<String, Function> functions = new TreeMap<>();

    /** Adds a function that may be written as a filter too. */
    void filter(String name, Body body, Parameter... parameters) {
        add(new Function(name, List.of(parameters), true, false, body));
    }

    /** Adds a function that may be written as a filter too, and that makes something even of nothing. */
    void filterOfNothing(String name, Body body, Parameter... parameters) {
        add(new Function(name, List.of(parameters), true, true, body));
    }

    /** Adds a function that may not be written as a filter. */
    void function(String name, Body body, Parameter... parameters) {
        add(new Function(name, List.of(parameters), false, false, body));
    }

    private void add(Function function) {
        functions.put(function.name(), function);
    }

    Map<String, Function> functions() {
        return functions;
    }
}
