package io.github.cspmalert.internal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A fault as the log may have it: its types and places and those of its causes, but the messages of our own exceptions
 * only. Others may quote a row, an address or the URL of a webhook. Listeners are given the fault itself.
 */
public final class LoggableFault extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 10;

    private LoggableFault(String message, StackTraceElement[] places, @Nullable Throwable cause) {
        super(message, cause, false, true);
        setStackTrace(places);
    }

    /** {@return the fault without the words of others, or null for null} */
    public static @Nullable Throwable of(@Nullable Throwable fault) {
        return of(fault, 0);
    }

    private static @Nullable Throwable of(@Nullable Throwable fault, int depth) {
        if (fault == null || depth > MAX_CAUSES) {
            return null;
        }
        String type = fault.getClass().getName();
        String told = Faults.describe(fault);
        return new LoggableFault(
                told.equals(type) ? type : type + ": " + told, fault.getStackTrace(), of(fault.getCause(), depth + 1));
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
