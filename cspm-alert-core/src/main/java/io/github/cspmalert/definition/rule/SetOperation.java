package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.expression.Expression;
import java.util.Objects;

/**
 * How the rows of a query are put together with those of the queries before it.
 *
 * @param type the operation
 * @param condition which rows fit together, such as {@code $0.host == $1.ip}; empty for the types that take none
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: set operations</a>
 */
public record SetOperation(Type type, String condition) {

    /** The operations of SLS. */
    public enum Type {
        /** Only the first query is evaluated; the others are there for templates. */
        NO_JOIN(false),
        /** Every pair of rows. */
        CROSS_JOIN(false),
        /** The rows of both, one after the other. */
        CONCAT(false),
        /** The rows of both that fit together. */
        INNER_JOIN(true),
        /** All rows of the first, with what fits of the second. */
        LEFT_JOIN(true),
        /** All rows of the second, with what fits of the first. */
        RIGHT_JOIN(true),
        /** All rows of both, put together where they fit. */
        FULL_JOIN(true),
        /** The rows of the first that fit none of the second. */
        LEFT_EXCLUDE(true),
        /** The rows of the second that fit none of the first. */
        RIGHT_EXCLUDE(true);

        private final boolean conditional;

        Type(boolean conditional) {
            this.conditional = conditional;
        }

        /** {@return whether the operation needs a condition} */
        public boolean conditional() {
            return conditional;
        }
    }

    /**
     * Checks the parts.
     *
     * @param type the operation
     * @param condition which rows fit together
     * @throws IllegalArgumentException if the condition is missing where the type needs one, given where it takes none, or
     *     cannot be read; the message names the character
     */
    public SetOperation {
        Objects.requireNonNull(type, "type");
        Checks.oneLine("condition", condition);
        if (type.conditional() == condition.isBlank()) {
            throw new IllegalArgumentException("condition of set operation %s must %s, but is '%s'"
                    .formatted(
                            type, type.conditional() ? "be given, such as $0.host == $1.host" : "be empty", condition));
        }
        if (type.conditional()) {
            Expression.parse("condition of set operation " + type, condition);
        }
    }

    /**
     * Creates an operation without a condition.
     *
     * @param type {@link Type#NO_JOIN}, {@link Type#CROSS_JOIN} or {@link Type#CONCAT}
     * @return the operation
     * @throws IllegalArgumentException if the type needs a condition
     */
    public static SetOperation of(Type type) {
        return new SetOperation(type, "");
    }
}
