package io.github.cspmalert.policy;

import io.github.cspmalert.internal.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of an action policy: tell these recipients through this channel with this template; SLS's {@code fire(..)}.
 * Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 */
public final class Action {

    private final Channel channel;
    private final List<String> recipients;
    private final String template;

    private Action(Channel channel, List<String> recipients, String template) {
        this.channel = channel;
        this.recipients = recipients;
        this.template = template;
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

    /** {@return the ids of the recipients, in the order given} */
    public List<String> recipients() {
        return recipients;
    }

    /** {@return the id of the content template} */
    public String template() {
        return template;
    }

    @Override
    public String toString() {
        return "Action[channel=%s, recipients=%s, template=%s]".formatted(channel, recipients, template);
    }

    /** Puts an action together. Not thread-safe. */
    public static final class Builder {

        private final Channel channel;
        private List<String> recipients = List.of();
        private @Nullable String template;

        private Builder(Channel channel) {
            this.channel = channel;
        }

        /**
         * Sets who is told. Required; replaces what was set before.
         *
         * @param recipients the ids of the recipients
         * @return this builder
         */
        public Builder recipients(String... recipients) {
            this.recipients = List.of(recipients);
            return this;
        }

        /**
         * Sets the content template. Required.
         *
         * @param template the id of the template
         * @return this builder
         */
        public Builder template(String template) {
            this.template = Objects.requireNonNull(template, "template");
            return this;
        }

        /**
         * Builds the action and leaves this builder as it is.
         *
         * @return the action
         * @throws io.github.cspmalert.common.AlertConfigurationException if there is no recipient, one is named twice, or
         *     the template is missing
         */
        public Action build() {
            new Problems()
                    .require(!recipients.isEmpty(), "recipients is empty; name at least one with recipients(..)")
                    .require(
                            recipients.stream().distinct().count() == recipients.size(),
                            "recipients " + recipients + " names one twice; name each once")
                    .require(template != null, "template is missing; name one with template(..)")
                    .throwIfAny("action on channel '" + channel + "'");
            return new Action(channel, recipients, Objects.requireNonNull(template));
        }
    }
}
