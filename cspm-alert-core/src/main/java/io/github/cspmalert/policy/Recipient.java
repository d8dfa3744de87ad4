package io.github.cspmalert.policy;

import io.github.cspmalert.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody, or a group behind one address, who is told of alerts; SLS's user. Immutable and thread-safe; its
 * {@linkplain Builder builder} is neither.
 */
public final class Recipient {

    private final String id;
    private final String name;
    private final Map<Channel, List<String>> addresses;

    private Recipient(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.addresses = Map.copyOf(builder.addresses);
    }

    /**
     * Starts a recipient.
     *
     * @param id the id, 2 to 64 lower-case letters, digits, {@code -} or {@code _}
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.id("recipient id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read; may be empty} */
    public String name() {
        return name;
    }

    /**
     * Returns where the recipient is reached on a channel.
     *
     * @param channel the channel
     * @return the addresses, in the order given; empty if there is none
     */
    public List<Address> addresses(Channel channel) {
        return addresses.getOrDefault(channel, List.of()).stream()
                .map(value -> new Address(id, name, value))
                .toList();
    }

    /** {@return the id; not the addresses, which are personal data} */
    @Override
    public String toString() {
        return "Recipient[" + id + "]";
    }

    /** Puts a recipient together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Map<Channel, List<String>> addresses = new LinkedHashMap<>();
        private String name = "";

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the name that people read. Default: empty.
         *
         * @param name the name, in any script; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of recipient '" + id + "'", name);
            return this;
        }

        /**
         * Adds a mail address.
         *
         * @param address the bare address, such as {@code ops@example.com}
         * @return this builder
         * @throws IllegalArgumentException if it is not one bare address: something before and after a single {@code @},
         *     without blanks, commas, angle brackets or control characters; or if the recipient has it already
         */
        public Builder addEmail(String address) {
            return addAddress(Channel.EMAIL, address);
        }

        /**
         * Adds an address on any channel.
         *
         * @param channel the channel
         * @param address the address in the channel's own form; one line, not blank
         * @return this builder
         * @throws IllegalArgumentException if the address is blank or not one line, or is a mail address as {@link
         *     #addEmail} does not take it; or if the recipient has it on this channel already
         */
        public Builder addAddress(Channel channel, String address) {
            String checked = channel.equals(Channel.EMAIL)
                    ? EmailAddresses.require("email of recipient '" + id + "'", address)
                    : new Address(id, name, address).value();
            List<String> all = new ArrayList<>(addresses.getOrDefault(channel, List.of()));
            if (all.contains(checked)) {
                // The address is not shown: that of a webhook is a secret.
                throw new IllegalArgumentException(
                        "recipient '%s' has this address on channel '%s' already; add each once"
                                .formatted(id, channel));
            }
            all.add(checked);
            addresses.put(channel, List.copyOf(all));
            return this;
        }

        /**
         * Builds the recipient and leaves this builder as it is.
         *
         * @return the recipient
         */
        public Recipient build() {
            return new Recipient(this);
        }
    }
}
