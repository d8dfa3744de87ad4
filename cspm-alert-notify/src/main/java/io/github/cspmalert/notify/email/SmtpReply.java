package io.github.cspmalert.notify.email;

import java.util.regex.Pattern;

/**
 * What the server said, cleaned for people to read: one line, short, the code once.
 *
 * @param code the reply code, or a number below 200 if the server said nothing intelligible
 * @param text the code with the text
 */
record SmtpReply(int code, String text) {

    private static final Pattern MORE_LINES = Pattern.compile("^([0-9]{3})-");
    private static final Pattern REPEATED_CODE = Pattern.compile("[\\r\\n]+[0-9]{3}[ -]");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>]+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final int LONGEST = 200;

    static SmtpReply of(int code, String reply) {
        String joined = REPEATED_CODE
                .matcher(MORE_LINES.matcher(reply).replaceFirst("$1 "))
                .replaceAll(" ");
        String line = Text.oneLine(joined);
        return new SmtpReply(
                code, Text.shorten(SPACES.matcher(line).replaceAll(" ").strip(), LONGEST));
    }

    boolean isIntelligible() {
        return code >= 200 && code <= 599;
    }

    boolean isSuccess() {
        return code >= 200 && code <= 299;
    }

    boolean isPermanent() {
        return code >= 500 && code <= 599;
    }

    /** {@return whether the server is about to close the connection} */
    boolean isGoodbye() {
        return code == 421;
    }

    /** {@return the text without the addresses in it, for exceptions} */
    String withoutAddresses() {
        return ADDRESS.matcher(text).replaceAll("(address)");
    }
}
