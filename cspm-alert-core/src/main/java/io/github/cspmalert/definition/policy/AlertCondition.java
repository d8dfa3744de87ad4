package io.github.cspmalert.definition.policy;

import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.Checks;
import java.util.List;
import java.util.Objects;

/**
 * What must hold of the alerts of a merge set for a branch of a policy to be taken.
 *
 * <p>SLS publishes its policy language by example only; comparisons of {@code alert.<field>} (any alert of the set) and
 * {@code alerts.<field>} (all of them) are what the examples show. Labels are written as {@code alert.labels.<name>}, as in
 * templates. Regular expressions, ranges and "exists" of the console are not published, so they are not offered.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/match-modes-of-a-conditional-node">SLS: condition
 *     nodes</a>
 */
public sealed interface AlertCondition {

    /** Of how many alerts of the set a comparison must hold. */
    enum Quantifier {
        /** One at least. */
        ANY,
        /** Every one. */
        ALL
    }

    /** How two values are compared. */
    enum Operator {
        /** Equal. */
        EQUAL("=="),
        /** Not equal. */
        NOT_EQUAL("!="),
        /** Greater. */
        GREATER(">"),
        /** Greater or equal. */
        AT_LEAST(">="),
        /** Less. */
        LESS("<"),
        /** Less or equal. */
        AT_MOST("<=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** {@return the operator as policies write it, such as {@code >=}} */
        public String sign() {
            return sign;
        }

        private boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
            };
        }
    }

    /**
     * Begins a comparison that must hold of one alert at least.
     *
     * @param field the field
     * @return the field, to be compared
     */
    static Subject any(AlertField field) {
        return new Subject(Quantifier.ANY, field);
    }

    /**
     * Begins a comparison that must hold of every alert.
     *
     * @param field the field
     * @return the field, to be compared
     */
    static Subject all(AlertField field) {
        return new Subject(Quantifier.ALL, field);
    }

    /**
     * Holds if one alert at least is as bad as this or worse.
     *
     * @param severity how bad
     * @return the condition
     */
    static AlertCondition severityAtLeast(Severity severity) {
        return any(AlertField.SEVERITY).is(Operator.AT_LEAST, severity.code());
    }

    /**
     * Holds if all of several conditions hold.
     *
     * @param conditions the conditions; two or more
     * @return the condition
     * @throws IllegalArgumentException if there are fewer than two
     */
    static AlertCondition and(AlertCondition... conditions) {
        return new Combination(true, List.of(conditions));
    }

    /**
     * Holds if one of several conditions holds.
     *
     * @param conditions the conditions; two or more
     * @return the condition
     * @throws IllegalArgumentException if there are fewer than two
     */
    static AlertCondition or(AlertCondition... conditions) {
        return new Combination(false, List.of(conditions));
    }

    /**
     * A field that is about to be compared.
     *
     * @param quantifier of how many alerts the comparison must hold
     * @param field the field
     */
    record Subject(Quantifier quantifier, AlertField field) {

        /**
         * Compares with a number.
         *
         * @param operator how
         * @param value the number
         * @return the condition
         */
        public AlertCondition is(Operator operator, long value) {
            return new Comparison(quantifier, field, operator, value);
        }

        /**
         * Compares with a text.
         *
         * @param operator how
         * @param value the text; one line without double quotes
         * @return the condition
         * @throws IllegalArgumentException if the text has a double quote, a line break or a control character
         */
        public AlertCondition is(Operator operator, String value) {
            return new Comparison(quantifier, field, operator, value);
        }

        /**
         * Holds if the field has this text.
         *
         * @param value the text; one line without double quotes
         * @return the condition
         * @throws IllegalArgumentException if the text has a double quote, a line break or a control character
         */
        public AlertCondition equalTo(String value) {
            return is(Operator.EQUAL, value);
        }
    }

    /**
     * A comparison of a field with a value.
     *
     * @param quantifier of how many alerts it must hold
     * @param field the field
     * @param operator how they are compared
     * @param value a {@link String} of one line without double quotes, or a {@link Long}
     * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits; policies match neither line breaks
     *     nor double quotes</a>
     */
    record Comparison(Quantifier quantifier, AlertField field, Operator operator, Object value)
            implements AlertCondition {

        /**
         * Checks the parts.
         *
         * @param quantifier of how many alerts it must hold
         * @param field the field
         * @param operator how they are compared
         * @param value the value
         * @throws IllegalArgumentException if the value is neither a {@link String} nor a {@link Long}, or a text with a
         *     double quote, a line break or a control character
         */
        public Comparison {
            Objects.requireNonNull(quantifier, "quantifier");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(operator, "operator");
            if (value instanceof String text) {
                Checks.oneLine("value for field '" + field + "'", text);
                if (text.indexOf('"') >= 0) {
                    throw new IllegalArgumentException(
                            "value for field '%s' must have no double quote, since SLS cannot match one"
                                    .formatted(field));
                }
            } else if (!(value instanceof Long)) {
                throw new IllegalArgumentException("value for field '%s' must be a String or a Long, but is a %s"
                        .formatted(field, value.getClass().getSimpleName()));
            }
        }

        /**
         * Tells whether it holds of a value.
         *
         * @param there what the field holds; empty if the alert has none of that name
         * @return whether it does; with a number never if the value is not a whole number of at most 18 digits
         */
        public boolean holds(String there) {
            if (value instanceof String text) {
                return operator.holds(there.compareTo(text));
            }
            return there.matches("-?[0-9]{1,18}") && operator.holds(Long.compare(Long.parseLong(there), (Long) value));
        }
    }

    /**
     * Several conditions together.
     *
     * @param conjunction whether all must hold; else one is enough
     * @param conditions the conditions; two or more
     */
    record Combination(boolean conjunction, List<AlertCondition> conditions) implements AlertCondition {

        /**
         * Checks the parts and copies the conditions.
         *
         * @param conjunction whether all must hold; else one is enough
         * @param conditions the conditions
         * @throws IllegalArgumentException if there are fewer than two
         */
        public Combination {
            conditions = List.copyOf(conditions);
            if (conditions.size() < 2) {
                throw new IllegalArgumentException(
                        "conditions must be two or more to be combined, but are " + conditions.size());
            }
        }
    }
}
