package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import org.jspecify.annotations.Nullable;

/** {@code is defined} and {@code is undefined}: asking for a name is no error. */
final class DefinedTest implements ExpTest {

    private final boolean defined;

    DefinedTest(boolean defined) {
        this.defined = defined;
    }

    @Override
    public String getName() {
        return defined ? "defined" : "undefined";
    }

    @Override
    public boolean evaluate(@Nullable Object value, JinjavaInterpreter interpreter, Object... arguments) {
        if (value == null) {
            GuardedInterpreter.rendering(interpreter).forgive();
        }
        return (value != null) == defined;
    }
}
