package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One rendering: prints values the way SLS does, and ends when its time is over. */
final class BoundedInterpreter extends JinjavaInterpreter {

    private final Environment environment;
    private final Duration timeLimit;
    private final long begin = System.nanoTime();

    BoundedInterpreter(
            Jinjava jinjava, Context context, JinjavaConfig config, Environment environment, Duration timeLimit) {
        super(jinjava, context, config);
        this.environment = environment;
        this.timeLimit = timeLimit;
    }

    static Environment environment() {
        return ((BoundedInterpreter) JinjavaInterpreter.getCurrent()).environment;
    }

    @Override
    public String getAsString(@Nullable Object object) {
        return Values.text(object);
    }

    @Override
    public @Nullable Object resolveELExpression(String expression, int lineNumber) {
        if (System.nanoTime() - begin > timeLimit.toNanos()) {
            throw new BoundExceededException("rendering took longer than " + timeLimit);
        }
        return super.resolveELExpression(expression, lineNumber);
    }
}
