package io.github.cspmalert.definition.recipient;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a domain name as mail servers want it: in lower case, and in ASCII by IDNA2008 (RFC 5890 to 5894). What people type is
 * mapped as browsers do (UTS 46): {@code Ｅxample。COM} is {@code example.com}. The rules of 2003, which the platform has, would
 * take {@code straße} for {@code strasse}, which belongs to somebody else.
 */
final class DomainName {

    private static final Pattern DOTS = Pattern.compile("[.\\u3002\\uFF0E\\uFF61]");
    // No top-level domain is a number (RFC 3696, 2), so nothing that ends with one is a name.
    private static final Pattern MACHINE = Pattern.compile("\\[.*|(.*\\.)?[0-9]+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    // RFC 5892: letters, digits and marks that mapping leaves as they are, with its exceptions, and without what nobody
    // sees.
    private static final Pattern VALID = Pattern.compile("[[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}"
            + "\\-\\u06FD\\u06FE\\u0F0B\\u3007\\u00B7\\u30FB\\u200C\\u200D]"
            + "&&[^\\u0640\\u07FA\\u302E\\u302F\\u3031-\\u3035\\u303B\\u034F\\u1100-\\u11FF\\uA960-\\uA97F\\uD7B0-\\uD7FF\\u17B4\\u17B5\\u180B-\\u180F"
            + "\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]]+");
    // RFC 5892, A.3: Catalan has it between two l.
    private static final Pattern STRAY_DOT = Pattern.compile("(?<!l)\\u00B7|\\u00B7(?!l)");
    private static final Pattern BEGINS_WITH_MARK = Pattern.compile("\\p{M}.*");
    private static final Set<UnicodeScript> LOOK_ALIKE =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.ARMENIAN);
    private static final String PREFIX = "xn--";
    private static final int LONGEST_LABEL = 63;

    private DomainName() {}

    /**
     * {@return the domain in ASCII and lower case}
     *
     * @throws IllegalArgumentException if it is none; the message is the end of a sentence and says why
     */
    static String ascii(String domain) {
        String ascii = domain.startsWith("[")
                ? domain
                : Arrays.stream(DOTS.split(domain, -1)).map(DomainName::label).collect(Collectors.joining("."));
        if (MACHINE.matcher(ascii).matches()) {
            throw new IllegalArgumentException("after '@' stands the number of a machine; write a domain");
        }
        return ascii;
    }

    private static String label(String typed) {
        String label = mapped(typed);
        if (label.isEmpty()) {
            throw new IllegalArgumentException("its domain begins or ends with a dot, or has two in a row");
        }
        if (!label.chars().allMatch(c -> c < 0x80)) {
            return international(label);
        }
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    "a part of its domain has something else than letters, digits and '-', begins or"
                            + " ends with '-', or is longer than 63");
        }
        if (label.startsWith(PREFIX)) {
            String decoded = Punycode.decode(label.substring(PREFIX.length()));
            if (decoded == null || !isValid(decoded) || !encoded(decoded).equals(label)) {
                throw new IllegalArgumentException(
                        "a part of its domain begins with 'xn--' but is no label of IDNA2008; write it in its own script");
            }
        }
        return label;
    }

    private static String international(String label) {
        if (!isValid(label)) {
            throw new IllegalArgumentException(
                    "a part of its domain has characters, or an order of them, that IDNA2008 does not have");
        }
        String ascii = encoded(label);
        if (ascii.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("a part of its domain is longer than 63 when written in ASCII");
        }
        if (label.codePoints()
                        .mapToObj(UnicodeScript::of)
                        .filter(LOOK_ALIKE::contains)
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("a part of its domain mixes letters of scripts that look alike; write "
                    + ascii + " if it is meant to");
        }
        return ascii;
    }

    private static String encoded(String label) {
        return PREFIX + Punycode.encode(label);
    }

    // Character by character: in a whole word, a sigma at the end would become another letter.
    private static String mapped(String label) {
        String lower = Normalizer.normalize(folded(label), Normalizer.Form.NFKC)
                .codePoints()
                .mapToObj(c -> Character.toString(c).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    // Where case folding, which the platform has not, is more than lower case.
    private static String folded(String label) {
        return label.replace('\u03F2', '\u03C3').replace('\u03F9', '\u03C3').replace('\u0345', '\u03B9');
    }

    private static boolean isValid(String label) {
        return VALID.matcher(label).matches()
                && mapped(label).equals(label)
                && !label.chars().allMatch(c -> c < 0x80)
                && !label.startsWith("-")
                && !label.endsWith("-")
                && !label.startsWith("--", 2)
                && !STRAY_DOT.matcher(label).find()
                && !BEGINS_WITH_MARK.matcher(label).matches()
                && hasOneDirection(label)
                && joinersJoin(label);
    }

    // RFC 5893, 2.
    private static boolean hasOneDirection(String label) {
        int[] directions = label.codePoints().map(Character::getDirectionality).toArray();
        boolean rightToLeft = Arrays.stream(directions).anyMatch(DomainName::isRightToLeft);
        boolean arabicDigits = Arrays.stream(directions).anyMatch(d -> d == Character.DIRECTIONALITY_ARABIC_NUMBER);
        if (!rightToLeft) {
            return !arabicDigits;
        }
        return isRightToLeft(directions[0])
                && Arrays.stream(directions).noneMatch(d -> d == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
    }

    private static boolean isRightToLeft(int direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    // RFC 5892, A.1 and A.2: behind a virama; the one that keeps letters apart also between Arabic letters.
    private static boolean joinersJoin(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c != '\u200C' && c != '\u200D') {
                continue;
            }
            int before = i == 0 ? 0 : label.codePointBefore(i);
            int after = i + 1 == label.length() ? 0 : label.codePointAt(i + 1);
            boolean arabic = c == '\u200C' && isArabic(before) && isArabic(after);
            if (!arabic && !String.valueOf(Character.getName(before)).contains("VIRAMA")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isArabic(int codePoint) {
        return UnicodeScript.of(codePoint) == UnicodeScript.ARABIC;
    }
}
