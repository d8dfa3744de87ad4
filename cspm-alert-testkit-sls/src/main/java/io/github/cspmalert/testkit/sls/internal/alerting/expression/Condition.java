package io.github.cspmalert.testkit.sls.internal.alerting.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a trigger or a set operation.
 *
 * <p>The documentation leaves some of it open; here a value that is missing, or no number where one is needed, makes what it
 * stands in untold, and what is untold does not hold.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/syntax-of-evaluate-expressions">Syntax of evaluation
 *     expressions</a>
 */
public final class Condition {

    private final String text;
    private final Part root;
    private final List<Equal> equals;

    private Condition(String text, Part root, List<Equal> equals) {
        this.text = text;
        this.root = root;
        this.equals = equals;
    }

    /**
     * Reads an expression.
     *
     * @param text the expression
     * @return it, read
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Condition of(String text) {
        ConditionParser parser = new ConditionParser(text);
        Part root = parser.parse();
        List<Equal> equals = new ArrayList<>();
        root.collect(equals);
        return new Condition(text, root, List.copyOf(equals));
    }

    /** What an expression sees of a row: the value of a field as it is written, null if there is none. */
    @FunctionalInterface
    public interface Row {

        /**
         * {@return the value of a field, or null}
         *
         * @param field its name
         */
        @Nullable String value(String field);
    }

    /**
     * Two fields that are equal wherever the expression holds.
     *
     * @param one a field
     * @param other another
     */
    public record Equal(String one, String other) {}

    /** What a part of an expression stands for. */
    enum Kind {
        NUMBER,
        TEXT,
        FIELD,
        TRUTH
    }

    /**
     * A part of an expression.
     *
     * @param kind what it stands for
     * @param value gives its value of a row: a Double, a String or a Boolean, or null if that cannot be told
     * @param shown gives its text with the values of a row
     * @param field the field that it is, empty if it is none
     * @param equal the fields that it says are equal
     * @param inner the parts that hold wherever it holds
     */
    record Part(
            Kind kind,
            Function<Row, @Nullable Object> value,
            Function<Row, String> shown,
            String field,
            @Nullable Equal equal,
            List<Part> inner) {

        static Part of(Kind kind, Function<Row, @Nullable Object> value, Function<Row, String> shown) {
            return new Part(kind, value, shown, "", null, List.of());
        }

        private void collect(List<Equal> equals) {
            if (equal != null) {
                equals.add(equal);
            }
            inner.forEach(part -> part.collect(equals));
        }
    }

    /**
     * {@return whether it holds for a row}
     *
     * @param row the row
     */
    public boolean holds(Row row) {
        return root.kind() == Kind.TRUTH && Boolean.TRUE.equals(root.value().apply(row));
    }

    /** {@return whether it is true or false at all; what is not never fires} */
    public boolean isTruth() {
        return root.kind() == Kind.TRUTH;
    }

    /**
     * {@return the expression with the values of a row in brackets, as events show it}
     *
     * @param row the row
     */
    public String with(Row row) {
        return root.shown().apply(row);
    }

    /** {@return the fields that are equal wherever it holds} */
    public List<Equal> equalFields() {
        return equals;
    }

    @Override
    public String toString() {
        return text;
    }
}
