package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import org.jspecify.annotations.Nullable;

/** {@code is defined}: asking for a name is no error. */
final class DefinedTest implements ExpTest {

    @Override
    public String getName() {
        return "defined";
    }

    @Override
    public boolean evaluate(@Nullable Object value, JinjavaInterpreter interpreter, Object... arguments) {
        if (value == null) {
            GuardedInterpreter.rendering(interpreter).forgive();
        }
        return value != null;
    }
}
