package io.github.cspmalert.delivery;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A template cannot be used, or could not be rendered. Never retryable: the same template fails again. */
public final class TemplateException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The line, or 0. */
    private final int line;

    /** The column, or 0. */
    private final int column;

    /**
     * Creates an exception that points into the template.
     *
     * @param message what is wrong, where, and what to write instead
     * @param line the line, counted from 1, or 0 if unknown
     * @param column the column, counted from 1, or 0 if unknown
     * @param cause the cause, or null
     */
    public TemplateException(String message, int line, int column, @Nullable Throwable cause) {
        super(message, false, cause);
        this.line = line;
        this.column = column;
    }

    /** {@return the line, counted from 1, or empty if unknown} */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** {@return the column, counted from 1, or empty if unknown} */
    public OptionalInt column() {
        return column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }
}
