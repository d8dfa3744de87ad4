package io.github.cspmalert.notify.internal.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The functions that exist: those that SLS documents, and no other.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
final class Functions {

    private static final Map<String, Function> ALL = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Library library = new Library();
        TextFunctions.addTo(library);
        NumberFunctions.addTo(library);
        CollectionFunctions.addTo(library);
        CodingFunctions.addTo(library);
        TimeFunctions.addTo(library);
        AlertFunctions.addTo(library);
        return Collections.unmodifiableMap(library.functions());
    }

    static Function function(Token name, Source source) {
        Function function = ALL.get(name.text());
        if (function == null) {
            TreeSet<String> names = new TreeSet<>(ALL.keySet());
            names.add("dict");
            throw source.error(name.offset(), Undocumented.unknown("function", name.text(), names));
        }
        return function;
    }

    static Function filter(Token name, Source source) {
        Function function = ALL.get(name.text());
        if (function == null) {
            List<String> filters = ALL.values().stream()
                    .filter(Function::filter)
                    .map(Function::name)
                    .toList();
            throw source.error(name.offset(), Undocumented.unknown("filter", name.text(), filters));
        } else if (!function.filter()) {
            throw source.error(
                    name.offset(),
                    "SLS does not document '%s' as a filter; write %s".formatted(name.text(), function.signature()));
        }
        return function;
    }
}
