package io.github.cspmalert.notify.email;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name and an address that are safe to put into a header and into an SMTP command.
 *
 * @param name the name for people to read; may be empty
 * @param address the address in ASCII
 */
record Mailbox(String name, String address) {

    // RFC 5321 without quoted local parts and address literals, which no recipient of alerts has.
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_ADDRESS = 254;

    /**
     * Reads what somebody configured.
     *
     * @throws IllegalArgumentException if the name has control characters or the address is malformed
     */
    static Mailbox of(String field, String address, String name) {
        if (!Text.oneLine(name).equals(name)) {
            throw new IllegalArgumentException(
                    field + " name must be one line without control characters, but is '" + Text.printable(name) + "'");
        }
        return parse(name, address)
                .orElseThrow(() -> new IllegalArgumentException(
                        field + " must be an address such as alerts@example.com, without a name, but is '"
                                + Text.printable(address) + "'"));
    }

    /** {@return the mailbox, or empty if the address is malformed} */
    static Optional<Mailbox> parse(String name, String address) {
        int at = address.indexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART) {
            return Optional.empty();
        }
        String local = address.substring(0, at);
        return asciiDomain(address.substring(at + 1))
                .filter(domain -> LOCAL_PART.matcher(local).matches())
                .map(domain -> local + "@" + domain)
                .filter(whole -> whole.length() <= LONGEST_ADDRESS)
                .map(whole -> new Mailbox(Text.oneLine(name), whole));
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    private static Optional<String> asciiDomain(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (String label : ascii.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(ascii);
    }
}
