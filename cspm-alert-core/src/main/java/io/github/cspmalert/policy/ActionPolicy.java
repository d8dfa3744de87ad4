package io.github.cspmalert.policy;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of an alert, through which channels. Every action is carried out, each on its own: one that fails does
 * not keep the others from it. Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 */
public final class ActionPolicy {

    private final String id;
    private final List<Action> actions;

    private ActionPolicy(String id, List<Action> actions) {
        this.id = id;
        this.actions = actions;
    }

    /**
     * Starts an action policy.
     *
     * @param id the id, 2 to 64 lower-case letters, digits, {@code -} or {@code _}
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.id("action policy id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the actions, in the order given} */
    public List<Action> actions() {
        return actions;
    }

    @Override
    public String toString() {
        return "ActionPolicy[" + id + "]";
    }

    /** Puts an action policy together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final List<Action> actions = new ArrayList<>();

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Adds an action.
         *
         * @param action the action
         * @return this builder
         */
        public Builder addAction(Action action) {
            actions.add(action);
            return this;
        }

        /**
         * Builds the policy and leaves this builder as it is.
         *
         * @return the policy
         * @throws io.github.cspmalert.common.AlertConfigurationException if there is no action
         */
        public ActionPolicy build() {
            new Problems()
                    .require(
                            !actions.isEmpty(), "it has no action, so nobody would be told; add one with addAction(..)")
                    .throwIfAny("action policy '" + id + "'");
            return new ActionPolicy(id, List.copyOf(actions));
        }
    }
}
