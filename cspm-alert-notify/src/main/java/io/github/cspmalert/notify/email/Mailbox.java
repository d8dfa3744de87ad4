package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.recipient.EmailAddress;
import java.util.Optional;

/**
 * A name and an address that are safe to put into a header and into an SMTP command.
 *
 * @param name the name for people to read; may be empty
 * @param address the address; its domain is in ASCII and lower case
 * @param needsUtf8 whether the server must offer SMTPUTF8
 */
record Mailbox(String name, String address, boolean needsUtf8) {

    /**
     * Reads what somebody configured.
     *
     * @throws IllegalArgumentException if the name has characters that nobody sees, or the address is malformed or needs SMTPUTF8, without
     *     which no mail at all would go out
     */
    static Mailbox of(String field, String address, String name) {
        if (!Text.oneLine(name).equals(name)) {
            throw new IllegalArgumentException(field
                    + " name must be one line without control characters and without others that nobody sees, but is '"
                    + Text.printable(name) + "'");
        }
        Mailbox mailbox = of(name, EmailAddress.parse(field, address));
        if (mailbox.needsUtf8()) {
            throw new IllegalArgumentException(field + " must be in ASCII before the '@', but is '"
                    + Text.printable(address) + "'; few servers take another sender");
        }
        return mailbox;
    }

    /** {@return the mailbox, or empty if the address is malformed} */
    static Optional<Mailbox> parse(String name, String address) {
        try {
            return Optional.of(of(Text.oneLine(name), EmailAddress.parse("to", address)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Mailbox of(String name, EmailAddress address) {
        return new Mailbox(name, address.value(), address.needsUtf8());
    }

    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
