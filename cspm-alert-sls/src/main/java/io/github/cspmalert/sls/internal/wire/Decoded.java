package io.github.cspmalert.sls.internal.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read back.
 *
 * @param value the definition, or null if it cannot be expressed at all
 * @param leftOut what could not be expressed, one sentence each, naming the field
 */
public record Decoded<T>(@Nullable T value, List<String> leftOut) {

    /** Copies the list. */
    public Decoded {
        leftOut = List.copyOf(leftOut);
    }
}
