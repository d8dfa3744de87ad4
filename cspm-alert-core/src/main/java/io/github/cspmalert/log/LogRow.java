package io.github.cspmalert.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result: values by column, all of them text, in the order of the columns. Immutable and thread-safe.
 *
 * <p>SLS writes SQL's NULL as the text {@code null}; it is kept as it comes. A cell without a value, such as JSON's
 * {@code null}, is absent.
 */
public final class LogRow {

    private final Map<String, String> values;

    private LogRow(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Creates a row.
     *
     * @param values the values by column; the order is kept
     * @return the row
     * @throws NullPointerException if the map, a column or a value is null; the message names the column
     */
    public static LogRow of(Map<String, String> values) {
        Map<String, String> copy = new LinkedHashMap<>(values.size() * 2);
        values.forEach((column, value) -> copy.put(
                Objects.requireNonNull(column, "a column's name is null; every column needs a name"),
                Objects.requireNonNull(
                        value, () -> "the value of column '" + column + "' is null; use \"\" or \"null\"")));
        return new LogRow(Collections.unmodifiableMap(copy));
    }

    /**
     * Returns one value.
     *
     * @param column the column
     * @return the value, or empty if the row has no such column
     */
    public Optional<String> get(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** {@return the values by column, unmodifiable, in the order of the columns} */
    public Map<String, String> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogRow that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the columns of the row and how many there are, but no value, since rows are confidential} */
    @Override
    public String toString() {
        return "LogRow" + values.keySet();
    }
}
