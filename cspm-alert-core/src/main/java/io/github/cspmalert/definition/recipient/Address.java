package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;

/**
 * Where one recipient is reached on one channel.
 *
 * @param recipientId the id of the recipient
 * @param name the recipient's name for people to read; may be empty, never more than one line
 * @param value the address in the channel's own form, such as {@code ops@example.com}; one line, not blank
 */
public record Address(String recipientId, String name, String value) {

    /**
     * Checks the parts.
     *
     * @param recipientId the id of the recipient
     * @param name the recipient's name
     * @param value the address
     * @throws IllegalArgumentException if the address is blank, or a part has a line break or a control character
     */
    public Address {
        Checks.oneLine("recipientId", recipientId);
        Checks.oneLine("name", name);
        Checks.notBlank("address", Checks.oneLine("address", value));
    }

    /** {@return the id of the recipient; not the address, which is personal data} */
    @Override
    public String toString() {
        return recipientId;
    }
}
