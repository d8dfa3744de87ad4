package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.lib.fn.MacroFunction;
import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function of the language as jinjava calls one that takes arguments by position and by name. */
final class FunctionMacro extends MacroFunction {

    private final SlsFunction function;

    FunctionMacro(String name, SlsFunction function) {
        super(List.of(), name, new LinkedHashMap<>(), true, null, -1, -1);
        this.function = function;
    }

    @Override
    public @Nullable Object doEvaluate(Map<String, Object> argMap, Map<String, Object> kwargMap, List<Object> varArgs) {
        return function.body().apply(new Arguments(getName(), varArgs, kwargMap, BoundedInterpreter.environment()));
    }
}
