package io.github.cspmalert.internal;

import io.github.cspmalert.common.CspmAlertException;
import java.util.function.Function;

/** What the engine does with what plugged-in code throws. */
public final class Faults {

    private Faults() {}

    /**
     * Makes an exception of whatever plugged-in code threw, so that it can be absorbed and told. Errors and checked
     * exceptions that were thrown past the compiler are absorbed too: one notifier that runs out of memory must not keep the
     * others from sending.
     */
    public static RuntimeException absorb(Throwable thrown, Function<Throwable, RuntimeException> wrap) {
        return thrown instanceof RuntimeException exception ? exception : wrap.apply(thrown);
    }

    /**
     * {@return what may be told of a fault, in one line: only our own exceptions promise messages without secrets, and those
     * that plugged-in code makes hold whatever it has put there}
     */
    public static String describe(Throwable thrown) {
        return thrown instanceof CspmAlertException
                ? Checks.told(String.valueOf(thrown.getMessage()))
                : thrown.getClass().getName();
    }
}
