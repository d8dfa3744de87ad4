package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.expression.Expression;

/**
 * When the rows of an evaluation mean an alert: which rows count, and how many of them it takes. Both are expressions of
 * SLS, 128 characters long at most; an empty one leaves nothing out. Values of rows are compared with a number as numbers, with a
 * text as text, and with each other as numbers if both are, or else as text. A row that lacks a value, or has no number where
 * one is needed, does not match.
 *
 * <p>SLS's documentation contradicts itself on what {@code __count__} counts where both are given, the rows that match or
 * all rows. In this JVM it counts the rows that match; filter in SQL instead, with {@code HAVING}, where that can matter.
 *
 * @param condition which rows count, such as {@code cnt > 10}; empty for all
 * @param countCondition how many rows it takes, such as {@code __count__ >= 5}; empty for one
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">SLS: trigger conditions</a>
 * @see <a href="https://help.aliyun.com/zh/sls/syntax-of-trigger-conditions-in-alert-rules">SLS: syntax of expressions</a>
 */
public record Trigger(String condition, String countCondition) {

    private static final Trigger DATA_IS_RETURNED = new Trigger("", "");

    /**
     * Checks the parts.
     *
     * @param condition which rows count
     * @param countCondition how many rows it takes
     * @throws IllegalArgumentException if one of them is not one line or cannot be read; the message names the character
     */
    public Trigger {
        check("condition", condition);
        check("countCondition", countCondition);
    }

    private static void check(String name, String expression) {
        Checks.oneLine(name, expression);
        if (!expression.isEmpty()) {
            Expression.parse(name, expression);
        }
    }

    /** {@return SLS's trigger "data is returned": any row at all} */
    public static Trigger dataIsReturned() {
        return DATA_IS_RETURNED;
    }

    /**
     * Creates SLS's trigger "a specific number of rows is returned".
     *
     * @param countCondition how many rows it takes, such as {@code __count__ >= 5}
     * @return the trigger
     * @throws IllegalArgumentException if the expression is not one line or cannot be read
     */
    public static Trigger rowCount(String countCondition) {
        return new Trigger("", countCondition);
    }

    /**
     * Creates SLS's trigger "data matches the expression".
     *
     * @param condition which rows count, such as {@code cnt > 10}
     * @return the trigger
     * @throws IllegalArgumentException if the expression is not one line or cannot be read
     */
    public static Trigger matches(String condition) {
        return new Trigger(condition, "");
    }

    /**
     * Creates SLS's trigger "a specific number of rows matches the expression".
     *
     * @param condition which rows count
     * @param countCondition how many of them it takes
     * @return the trigger
     * @throws IllegalArgumentException if an expression is not one line or cannot be read
     */
    public static Trigger matches(String condition, String countCondition) {
        return new Trigger(condition, countCondition);
    }
}
