package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail address that a mail server can be asked for. This is the one rule for addresses: users are checked by it when they are
 * defined, and mails when they are sent. Immutable and thread-safe.
 *
 * <ul>
 *   <li>Before the {@code @}: letters and digits of any script and {@code !#$%&'*+/=?^_`{|}~-}, with single dots between them.
 *       In quotes dots may stand anywhere, as in {@code "a..b"@example.jp}; nothing else is taken that needs quotes.
 *   <li>After it: a domain, in its own script or in ASCII, which is the same by IDNA2008. Its case means nothing.
 *   <li>Lengths as in RFC 5321: 64 bytes before the {@code @}, 254 altogether.
 * </ul>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321: SMTP</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5891">RFC 5891: IDNA2008</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6531#section-3.3">RFC 6531: SMTPUTF8</a>
 */
public final class EmailAddress {

    // Of other scripts no white space and nothing invisible: control, format and unassigned characters, lone
    // surrogates.
    private static final String ATOM = "[[0-9A-Za-z!#$%&'*+/=?^_`{|}~-][^\\x00-\\x7F\\s\\p{Z}\\p{C}\\uFF20\\uFE6B]]+";
    private static final Pattern DOTTED = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern QUOTED = Pattern.compile("\"([.[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]]+)\"");
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST = 254;
    private static final String TOO_LONG = "it is longer than 254 bytes, or than 64 before the '@'";

    private final String localPart;
    private final String domain;

    private EmailAddress(String localPart, String domain) {
        this.localPart = localPart;
        this.domain = domain;
    }

    /**
     * Reads a bare address, without a name.
     *
     * @param field what the address is for, by which the message names it
     * @param text the address
     * @return the address
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static EmailAddress parse(String field, String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s must be one bare address such as ops@example.com, but is '%s': %s"
                    .formatted(field, Checks.printable(text), e.getMessage()));
        }
    }

    private static EmailAddress parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            throw new IllegalArgumentException(
                    text.indexOf('\uFF20') < 0 && text.indexOf('\uFE6B') < 0
                            ? "it needs something before and after an '@'"
                            : "its '@' only looks like one; type it in ASCII");
        }
        String localPart = localPart(text.substring(0, at));
        String domain = DomainName.ascii(text.substring(at + 1));
        EmailAddress address = new EmailAddress(localPart, domain);
        if (bytes(localPart) > LONGEST_LOCAL_PART || bytes(address.value()) > LONGEST) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        return address;
    }

    private static String localPart(String text) {
        Matcher quoted = QUOTED.matcher(text);
        String plain = quoted.matches() ? quoted.group(1) : text;
        if (DOTTED.matcher(plain).matches()) {
            return plain;
        }
        if (quoted.matches()) {
            return text;
        }
        throw new IllegalArgumentException(
                QUOTED.matcher('"' + text + '"').matches()
                        ? "dots at an end or in a row need quotes, as in \"a..b\"@example.com"
                        : "what stands before the '@' has blanks, or characters that mail addresses do not have");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** {@return the domain in ASCII and lower case} */
    public String domain() {
        return domain;
    }

    /**
     * {@return whether there are letters outside of ASCII before the {@code @}, for which each mail server on the way must offer
     * SMTPUTF8}
     */
    public boolean needsUtf8() {
        return localPart.length() != bytes(localPart);
    }

    /** {@return the address as it is given to a mail server; equal for addresses that mean the same mailbox} */
    public String value() {
        return localPart + "@" + domain;
    }

    /** {@return the domain; not the address, which is personal data} */
    @Override
    public String toString() {
        return "EmailAddress[@" + domain + "]";
    }
}
