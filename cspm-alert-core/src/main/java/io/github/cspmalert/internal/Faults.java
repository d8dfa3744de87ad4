package io.github.cspmalert.internal;

import io.github.cspmalert.common.CspmAlertException;
import java.util.function.Function;

/** What the engine does with what plugged-in code throws. */
public final class Faults {

    private Faults() {}

    /**
     * Makes an exception of what plugged-in code threw, so that it can be absorbed and told. Errors are absorbed too: a
     * missing class or a stack overflow in one notifier must not keep the others from sending.
     *
     * @throws VirtualMachineError if nothing in this JVM can be trusted any more
     */
    public static RuntimeException absorb(Throwable thrown, Function<Error, RuntimeException> wrap) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        if (thrown instanceof Error error) {
            return wrap.apply(error);
        }
        return (RuntimeException) thrown;
    }

    /** {@return what may be told of a fault: only our own exceptions promise messages without secrets} */
    public static String describe(Throwable thrown) {
        return thrown instanceof CspmAlertException
                ? String.valueOf(thrown.getMessage())
                : thrown.getClass().getName();
    }
}
