package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.interpret.OutputTooBigException;
import java.io.Serial;

/**
 * A rendering passed one of its bounds. It is of the one kind of exception that jinjava hands on instead of going on
 * without the value.
 */
final class BoundExceededException extends OutputTooBigException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String bound;

    BoundExceededException(String bound) {
        super(0, 0);
        this.bound = bound;
    }

    @Override
    public String getMessage() {
        return bound;
    }
}
