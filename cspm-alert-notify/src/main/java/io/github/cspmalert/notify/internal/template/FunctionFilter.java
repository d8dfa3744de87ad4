package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language used as a filter.
 *
 * @param name the name
 * @param function the function
 */
record FunctionFilter(String name, SlsFunction function) implements AdvancedFilter {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] args, Map<String, Object> kwargs) {
        List<@Nullable Object> positional = new ArrayList<>();
        positional.add(value);
        positional.addAll(Arrays.asList(args));
        return function.body().apply(new Arguments(name, positional, kwargs, BoundedInterpreter.environment()));
    }

    // What was safe before a filter need not be after it.
    @Override
    public boolean preserveSafeString() {
        return false;
    }
}
