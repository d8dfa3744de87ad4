package io.github.cspmalert.definition.policy;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of an action policy: tell these users, groups or this webhook through this channel with this template; SLS's
 * {@code fire(..)}. Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 */
public final class Action implements PolicyStatement {

    private final Channel channel;
    private final List<String> users;
    private final List<String> groups;
    private final List<String> oncallGroups;
    private final @Nullable String webhook;
    private final String template;
    private final Period period;

    private Action(Builder builder) {
        this.channel = builder.channel;
        this.users = builder.users;
        this.groups = builder.groups;
        this.oncallGroups = builder.oncallGroups;
        this.webhook = builder.webhook;
        this.template = Objects.requireNonNull(builder.template);
        this.period = builder.period;
    }

    /**
     * Starts an action.
     *
     * @param channel the channel
     * @return a new builder
     */
    public static Builder builder(Channel channel) {
        return new Builder(Objects.requireNonNull(channel, "channel"));
    }

    /** {@return the channel} */
    public Channel channel() {
        return channel;
    }

    /** {@return the ids of the users, in the order given} */
    public List<String> users() {
        return users;
    }

    /** {@return the ids of the user groups, in the order given} */
    public List<String> groups() {
        return groups;
    }

    /** {@return the ids of the on-call groups, in the order given} */
    public List<String> oncallGroups() {
        return oncallGroups;
    }

    /** {@return the id of the webhook} */
    public Optional<String> webhook() {
        return Optional.ofNullable(webhook);
    }

    /** {@return the id of the content template} */
    public String template() {
        return template;
    }

    /** {@return when it may tell anybody} */
    public Period period() {
        return period;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Action that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(channel, users, groups, oncallGroups, webhook(), template, period);
    }

    @Override
    public String toString() {
        String to = webhook == null ? "users=" + users + ", groups=" + groups : "webhook=" + webhook;
        return "Action[channel=%s, %s, template=%s]".formatted(channel, to, template);
    }

    /** Puts an action together. Not thread-safe. */
    public static final class Builder {

        private final Channel channel;
        private List<String> users = List.of();
        private List<String> groups = List.of();
        private List<String> oncallGroups = List.of();
        private @Nullable String webhook;
        private @Nullable String template;
        private Period period = Period.ANY;

        private Builder(Channel channel) {
            this.channel = channel;
        }

        /**
         * Sets which users are told. Replaces what was set before.
         *
         * @param users the ids of the users
         * @return this builder
         * @throws IllegalArgumentException if an id is blank or not one line
         */
        public Builder users(String... users) {
            this.users = Checks.references("users", List.of(users));
            return this;
        }

        /**
         * Sets which user groups are told. Replaces what was set before.
         *
         * @param groups the ids of the groups
         * @return this builder
         * @throws IllegalArgumentException if an id is blank or not one line
         */
        public Builder groups(String... groups) {
            this.groups = Checks.references("groups", List.of(groups));
            return this;
        }

        /**
         * Sets which on-call groups are told. They are made in SLS's console; the definitions name them as existing.
         * Replaces what was set before.
         *
         * @param oncallGroups the ids of the on-call groups
         * @return this builder
         * @throws IllegalArgumentException if an id is blank or not one line
         */
        public Builder oncallGroups(String... oncallGroups) {
            this.oncallGroups = Checks.references("oncallGroups", List.of(oncallGroups));
            return this;
        }

        /**
         * Sets the webhook that is told. Needs the channel of a {@link WebhookType}, and an action without users and
         * groups.
         *
         * @param webhook the id of the webhook
         * @return this builder
         * @throws IllegalArgumentException if the id is blank or not one line
         */
        public Builder webhook(String webhook) {
            this.webhook = Checks.reference("webhook", webhook);
            return this;
        }

        /**
         * Sets the content template. Required.
         *
         * @param template the id of the template, such as {@code sls.builtin.en} for SLS's own
         * @return this builder
         * @throws IllegalArgumentException if the id is blank or not one line
         */
        public Builder template(String template) {
            this.template = Checks.reference("template", template);
            return this;
        }

        /**
         * Sets when the action may tell anybody. Default: {@link Period#ANY}.
         *
         * @param period the period
         * @return this builder
         */
        public Builder period(Period period) {
            this.period = Objects.requireNonNull(period, "period");
            return this;
        }

        /**
         * Builds the action and leaves this builder as it is.
         *
         * @return the action
         * @throws io.github.cspmalert.common.AlertConfigurationException if nobody is told, somebody is named twice, a
         *     webhook is named together with users or groups, or the template is missing
         */
        public Action build() {
            boolean people = !users.isEmpty() || !groups.isEmpty() || !oncallGroups.isEmpty();
            new Problems()
                    .require(
                            people || webhook != null,
                            "nobody is told; name users with users(..), user groups with groups(..) or a webhook with webhook(..)")
                    .require(
                            !people || webhook == null,
                            "webhook '%s' is named together with users or groups; give it an action of its own"
                                    .formatted(webhook))
                    .require(once(users), "users " + users + " names one twice; name each once")
                    .require(once(groups), "groups " + groups + " names one twice; name each once")
                    .require(once(oncallGroups), "oncallGroups " + oncallGroups + " names one twice; name each once")
                    .require(template != null, "template is missing; name one with template(..)")
                    .throwIfAny("action on channel '" + channel + "'");
            return new Action(this);
        }

        private static boolean once(List<String> ids) {
            return ids.stream().distinct().count() == ids.size();
        }
    }
}
