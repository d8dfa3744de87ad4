package io.github.cspmalert.notify.email;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server said, cleaned for people to read: one line, short, the code once.
 *
 * @param code the reply code, 200 to 599
 * @param status the enhanced status code without its class, such as {@code 7.8} of {@code 5.7.8}, or nothing (RFC 3463)
 * @param text the code with the text
 */
record SmtpReply(int code, String status, String text) {

    private static final Pattern STATUS = Pattern.compile("^[245]\\.([0-9]{1,3}\\.[0-9]{1,3})\\b");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>]+");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final int LONGEST = 200;
    private static final int EXCEEDED_STORAGE = 552;
    private static final Pattern TOO_LONG = Pattern.compile(
            "(message|mail|data|content)\\b.{0,20}\\b(too (big|large|long)|exceeds)|size limit|maximum (message )?size");

    /** {@return the reply with these lines, which have no code} */
    static SmtpReply of(int code, List<String> lines) {
        Matcher status = STATUS.matcher(lines.get(0));
        String line = Text.oneLine(code + " " + String.join(" ", lines));
        String text = Text.shorten(SPACES.matcher(line).replaceAll(" ").strip(), LONGEST);
        return new SmtpReply(code, status.find() ? status.group(1) : "", text);
    }

    /** {@return whether the server did what a mail command asked for; 220, 235 and their like answer something else} */
    boolean isDone() {
        return code >= 250 && code <= 259;
    }

    boolean isTemporary() {
        return code >= 400 && code <= 499;
    }

    boolean isPermanent() {
        return code >= 500 && code <= 599;
    }

    /** {@return whether it refuses a content for its length (RFC 3463, X.2.3 and X.3.4), as far as it says so} */
    boolean isAboutLength() {
        boolean bare = code == EXCEEDED_STORAGE && status.isEmpty();
        return isPermanent() && (bare || status.equals("3.4") || status.equals("2.3") || says(TOO_LONG));
    }

    /** {@return whether the server is about to close the connection} */
    boolean isGoodbye() {
        return code == 421;
    }

    /** {@return whether the text, in lower case and without addresses, has something that fits} */
    boolean says(Pattern words) {
        return words.matcher(withoutAddresses().toLowerCase(Locale.ROOT)).find();
    }

    /** {@return the text without the addresses in it, for exceptions} */
    String withoutAddresses() {
        return ADDRESS.matcher(text).replaceAll("(address)");
    }
}
