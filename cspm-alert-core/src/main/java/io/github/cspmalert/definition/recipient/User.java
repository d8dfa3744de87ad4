package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or a team behind one address, who is told of alerts; SLS's user. Immutable and thread-safe; its
 * {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public final class User {

    private final String id;
    private final String name;
    private final Map<Channel, List<String>> addresses;
    private final @Nullable PhoneNumber phone;
    private final boolean enabled;
    private final boolean smsEnabled;
    private final boolean voiceEnabled;

    private User(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.addresses = Map.copyOf(builder.addresses);
        this.phone = builder.phone;
        this.enabled = builder.enabled;
        this.smsEnabled = builder.smsEnabled;
        this.voiceEnabled = builder.voiceEnabled;
    }

    /**
     * Starts a user.
     *
     * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.recordId("user id", id));
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
     * Returns where the user is reached on a channel.
     *
     * @param channel the channel
     * @return the addresses, in the order given; empty if there is none, or the user does not want this channel
     */
    public List<Address> addresses(Channel channel) {
        List<String> values = addresses.getOrDefault(channel, List.of());
        if (phone != null
                && (channel.equals(Channel.SMS) && smsEnabled || channel.equals(Channel.VOICE) && voiceEnabled)) {
            values = List.of(phone.toString());
        }
        return values.stream().map(value -> new Address(id, name, value)).toList();
    }

    /** {@return the channels on which addresses were added, in no order; short messages and calls are not among them} */
    public List<Channel> channels() {
        return List.copyOf(addresses.keySet());
    }

    /** {@return the mail addresses, in the order given} */
    public List<String> emails() {
        return addresses.getOrDefault(Channel.EMAIL, List.of());
    }

    /** {@return the telephone number} */
    public Optional<PhoneNumber> phone() {
        return Optional.ofNullable(phone);
    }

    /** {@return whether the user is told anything at all} */
    public boolean enabled() {
        return enabled;
    }

    /** {@return whether the user gets short messages} */
    public boolean smsEnabled() {
        return smsEnabled;
    }

    /** {@return whether the user gets calls} */
    public boolean voiceEnabled() {
        return voiceEnabled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof User that && id.equals(that.id) && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<Object> values() {
        return List.of(name, addresses, phone(), enabled, smsEnabled, voiceEnabled);
    }

    /** {@return the id; not the addresses, which are personal data} */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }

    /** Puts a user together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Map<Channel, List<String>> addresses = new LinkedHashMap<>();
        private String name = "";
        private @Nullable PhoneNumber phone;
        private boolean enabled = true;
        private boolean smsEnabled = true;
        private boolean voiceEnabled = true;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the name that people read. Default: empty; SLS then shows the id.
         *
         * @param name the name, in any script; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of user '" + id + "'", name);
            return this;
        }

        /**
         * Adds a mail address.
         *
         * @param address the bare address, such as {@code ops@example.com}
         * @return this builder
         * @throws IllegalArgumentException if no mail server could be asked for it, by the rules of {@link EmailAddress}; or
         *     if the user has it already
         */
        public Builder addEmail(String address) {
            return addAddress(Channel.EMAIL, address);
        }

        /**
         * Adds an address on any channel but those of the telephone, which has one number; see {@link #phone}. SLS itself
         * knows mail addresses and one telephone number only.
         *
         * @param channel the channel
         * @param address the address in the channel's own form; one line, not blank
         * @return this builder
         * @throws IllegalArgumentException if the channel is {@link Channel#SMS} or {@link Channel#VOICE}, the address is
         *     blank or not one line, or is a mail address as {@link #addEmail} does not take it; or if the user has it on
         *     this channel already
         */
        public Builder addAddress(Channel channel, String address) {
            if (channel.equals(Channel.SMS) || channel.equals(Channel.VOICE)) {
                throw new IllegalArgumentException(
                        "channel '%s' of user '%s' has no addresses; set the number with phone(..)"
                                .formatted(channel, id));
            }
            String checked =
                    channel.equals(Channel.EMAIL) ? emailAddress(address) : new Address(id, name, address).value();
            List<String> all = new ArrayList<>(addresses.getOrDefault(channel, List.of()));
            if (all.contains(checked)) {
                // The address is not shown: that of a webhook is a secret.
                throw new IllegalArgumentException(
                        "user '%s' has this address on channel '%s' already; add each once".formatted(id, channel));
            }
            all.add(checked);
            addresses.put(channel, List.copyOf(all));
            return this;
        }

        // Kept as it is written, for the service and for whoever reads the definitions.
        private String emailAddress(String address) {
            EmailAddress.parse("email of user '" + id + "'", address);
            return address;
        }

        /**
         * Sets the telephone number for short messages and calls. Default: none.
         *
         * @param countryCode the country code without {@code +}, such as {@code 86}; 1 to 4 digits
         * @param number the number without the country code; 1 to 20 digits
         * @return this builder
         * @throws IllegalArgumentException if one of them has another form
         */
        public Builder phone(String countryCode, String number) {
            this.phone = new PhoneNumber(countryCode, number);
            return this;
        }

        /**
         * Sets whether the user is told anything at all. Default: yes.
         *
         * @param enabled whether
         * @return this builder
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Sets whether the user gets short messages. Default: yes.
         *
         * @param smsEnabled whether
         * @return this builder
         */
        public Builder smsEnabled(boolean smsEnabled) {
            this.smsEnabled = smsEnabled;
            return this;
        }

        /**
         * Sets whether the user gets calls. Default: yes.
         *
         * @param voiceEnabled whether
         * @return this builder
         */
        public Builder voiceEnabled(boolean voiceEnabled) {
            this.voiceEnabled = voiceEnabled;
            return this;
        }

        /**
         * Builds the user and leaves this builder as it is.
         *
         * @return the user
         */
        public User build() {
            return new User(this);
        }
    }
}
