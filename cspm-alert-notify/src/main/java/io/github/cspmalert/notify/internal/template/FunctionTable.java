package io.github.cspmalert.notify.internal.template;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the language by name.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions in
 *     alert templates</a>
 */
public final class FunctionTable {

    private static final Map<String, SlsFunction> ALL = new TreeMap<>();

    static {
        NumberFunctions.addTo(ALL);
        TextFunctions.addTo(ALL);
        ListFunctions.addTo(ALL);
        EncodingFunctions.addTo(ALL);
        DateFunctions.addTo(ALL);
        AlertFunctions.addTo(ALL);
    }

    private FunctionTable() {}

    /**
     * A function of the language.
     *
     * @param body what it does
     * @param filter whether it may be used as a filter, too
     */
    record SlsFunction(Function<Arguments, @Nullable Object> body, boolean filter) {}

    /** {@return the functions by name} */
    static Map<String, SlsFunction> all() {
        return ALL;
    }

    static void filter(Map<String, SlsFunction> table, String name, Function<Arguments, @Nullable Object> body) {
        table.put(name, new SlsFunction(body, true));
    }

    static void function(Map<String, SlsFunction> table, String name, Function<Arguments, @Nullable Object> body) {
        table.put(name, new SlsFunction(body, false));
    }
}
