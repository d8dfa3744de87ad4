package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.util.regex.Pattern;

/**
 * A first look at a mail address, so that a mistyped one is found when it is written down. The mail notifier looks
 * closer.
 */
final class EmailAddresses {

    // No white space of any script, and nothing invisible: control, format and unassigned characters, lone surrogates.
    private static final String PART = "[^\\s\\p{Z}\\p{C}@,;:<>()\\[\\]\\\\\"]+";

    private static final Pattern BARE = Pattern.compile(PART + "@" + PART);

    private EmailAddresses() {}

    static String require(String name, String address) {
        if (address.length() > 254 || !BARE.matcher(address).matches()) {
            throw new IllegalArgumentException("%s must be one bare address such as ops@example.com, but is '%s'"
                    .formatted(name, Checks.printable(address)));
        }
        return address;
    }
}
