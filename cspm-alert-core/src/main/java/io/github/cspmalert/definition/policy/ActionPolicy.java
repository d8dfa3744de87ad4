package io.github.cspmalert.definition.policy;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of an alert, through which channels, and who is told next if nothing happens. Every action is carried out,
 * each on its own: one that fails does not stop the others. Immutable and thread-safe; its
 * {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public final class ActionPolicy {

    /** The policy of rules that name none: it tells nobody. Definitions do not hold it. */
    public static final ActionPolicy NOBODY = new ActionPolicy(new Builder("nobody"));

    private final String id;
    private final String name;
    private final List<PolicyStatement> statements;
    private final List<PolicyStatement> secondary;
    private final Escalation escalation;

    private ActionPolicy(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.statements = List.copyOf(builder.statements);
        this.secondary = List.copyOf(builder.secondary);
        this.escalation = builder.escalation;
    }

    /**
     * Starts an action policy.
     *
     * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.recordId("action policy id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read; may be empty} */
    public String name() {
        return name;
    }

    /** {@return the first list: what is done when an alert is told, in order} */
    public List<PolicyStatement> statements() {
        return statements;
    }

    /** {@return the second list: what is done when an escalation is due; empty if it is the first list once more} */
    public List<PolicyStatement> secondary() {
        return secondary;
    }

    /** {@return what is done when an escalation is due: the second list or, if that is empty, the first once more} */
    public List<PolicyStatement> escalated() {
        return secondary.isEmpty() ? statements : secondary;
    }

    /** {@return whether an escalation may be due at all} */
    public boolean escalates() {
        return !escalation.equals(Escalation.NONE);
    }

    /** {@return when the second list is carried out} */
    public Escalation escalation() {
        return escalation;
    }

    /** {@return the actions of the first list, also those in branches, in order} */
    public List<Action> actions() {
        return actions(statements);
    }

    /** {@return the actions of both lists, also those in branches, in order} */
    public List<Action> allActions() {
        return Stream.concat(actions().stream(), actions(secondary).stream()).toList();
    }

    /** {@return the actions of what is done when an escalation is due, also those in branches, in order} */
    public List<Action> escalatedActions() {
        return actions(escalated());
    }

    private static List<Action> actions(List<PolicyStatement> statements) {
        List<Action> actions = new ArrayList<>();
        for (PolicyStatement statement : statements) {
            if (statement instanceof Action action) {
                actions.add(action);
            } else if (statement instanceof Branch branch) {
                actions.addAll(actions(branch.statements()));
            }
        }
        return List.copyOf(actions);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionPolicy that && id.equals(that.id) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<Object> values() {
        return List.of(name, statements, secondary, escalation);
    }

    @Override
    public String toString() {
        return "ActionPolicy[" + id + "]";
    }

    /** Puts an action policy together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final List<PolicyStatement> statements = new ArrayList<>();
        private final List<PolicyStatement> secondary = new ArrayList<>();
        private String name = "";
        private Escalation escalation = Escalation.NONE;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the name that people read. Default: empty; SLS then shows the id.
         *
         * @param name the name; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of action policy '" + id + "'", name);
            return this;
        }

        /**
         * Adds an action to the first list.
         *
         * @param action the action
         * @return this builder
         */
        public Builder addAction(Action action) {
            return addStatement(action);
        }

        /**
         * Adds any statement to the first list.
         *
         * @param statement the statement
         * @return this builder
         */
        public Builder addStatement(PolicyStatement statement) {
            statements.add(Objects.requireNonNull(statement, "statement"));
            return this;
        }

        /**
         * Adds a statement to the second list. Without any, the second list is the first once more, since SLS drops the
         * notifications of a policy that has an empty one ({@code ActionPolicyEmpty}).
         *
         * @param statement the statement
         * @return this builder
         * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-errorcode">SLS: alert error codes</a>
         */
        public Builder addSecondary(PolicyStatement statement) {
            secondary.add(Objects.requireNonNull(statement, "statement"));
            return this;
        }

        /**
         * Sets when the second list is carried out. Default: {@link Escalation#NONE}.
         *
         * @param escalation when
         * @return this builder
         */
        public Builder escalation(Escalation escalation) {
            this.escalation = Objects.requireNonNull(escalation, "escalation");
            return this;
        }

        /**
         * Builds the policy and leaves this builder as it is.
         *
         * @return the policy
         * @throws io.github.cspmalert.common.AlertConfigurationException if a list has no action
         */
        public ActionPolicy build() {
            new Problems()
                    .require(
                            !actions(statements).isEmpty(),
                            "it has no action, so nobody would be told; add one with addAction(..)")
                    .require(
                            secondary.isEmpty() || !actions(secondary).isEmpty(),
                            "its second list has no action, so nobody would be told; add one with addSecondary(..)")
                    .throwIfAny("action policy '" + id + "'");
            return new ActionPolicy(this);
        }
    }
}
