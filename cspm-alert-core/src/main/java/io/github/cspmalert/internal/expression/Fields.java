package io.github.cspmalert.internal.expression;

import org.jspecify.annotations.Nullable;

/** What an expression sees of a row. */
public interface Fields {

    /** {@return the value of a field, or null if the row has none} */
    @Nullable String value(Field field);
}
