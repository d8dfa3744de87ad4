package io.github.cspmalert.definition.policy;

import java.util.List;
import java.util.Objects;

/**
 * Statements that are carried out if a condition holds; SLS's {@code if}.
 *
 * @param condition the condition
 * @param statements the statements, in order; not empty
 */
public record Branch(AlertCondition condition, List<PolicyStatement> statements) implements PolicyStatement {

    /**
     * Checks the parts and copies the statements.
     *
     * @param condition the condition
     * @param statements the statements
     * @throws IllegalArgumentException if there is no statement
     */
    public Branch {
        Objects.requireNonNull(condition, "condition");
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("statements of a branch must not be empty; say what it does");
        }
    }

    /**
     * Creates a branch.
     *
     * @param condition the condition
     * @param statements the statements, in order
     * @return the branch
     * @throws IllegalArgumentException if there is no statement
     */
    public static Branch when(AlertCondition condition, PolicyStatement... statements) {
        return new Branch(condition, List.of(statements));
    }
}
