package io.github.cspmalert.definition.recipient;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a label of a domain name in ASCII, and reads it again (RFC 3492). The platform's own {@code java.net.IDN} does so only
 * after it has mapped the label by the rules of 2003, which turn some names into others.
 */
final class Punycode {

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int BASE = 36;
    private static final int LEAST_THRESHOLD = 1;
    private static final int MOST_THRESHOLD = 26;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST = 0x80;

    private Punycode() {}

    /** {@return the text in ASCII, without the prefix of a label} */
    static String encode(String text) {
        int[] codePoints = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        Arrays.stream(codePoints).filter(c -> c < FIRST).forEach(out::appendCodePoint);
        int basic = out.length();
        out.append(basic > 0 ? "-" : "");
        int bias = FIRST_BIAS;
        int delta = 0;
        int last = FIRST;
        for (int handled = basic; handled < codePoints.length; delta++, last++) {
            int from = last;
            int next = Arrays.stream(codePoints).filter(c -> c >= from).min().orElseThrow();
            delta += (next - last) * (handled + 1);
            last = next;
            for (int c : codePoints) {
                if (c < next) {
                    delta++;
                } else if (c == next) {
                    append(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int delta, int bias) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(DIGITS.charAt(rest));
                return;
            }
            out.append(DIGITS.charAt(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /** {@return the text that was written so, in lower case; null if none was} */
    static @Nullable String decode(String ascii) {
        int hyphen = ascii.lastIndexOf('-');
        StringBuilder out = new StringBuilder(ascii.substring(0, Math.max(hyphen, 0)));
        int bias = FIRST_BIAS;
        long codePoint = FIRST;
        long place = 0;
        int at = hyphen + 1;
        while (at < ascii.length()) {
            long before = place;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < ascii.length() ? DIGITS.indexOf(ascii.charAt(at++)) : -1;
                place += digit * weight;
                if (digit < 0 || place > Integer.MAX_VALUE) {
                    return null;
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            int length = out.codePointCount(0, out.length()) + 1;
            bias = adapt((int) (place - before), length, before == 0);
            codePoint += place / length;
            place %= length;
            if (codePoint > Character.MAX_CODE_POINT) {
                return null;
            }
            out.insert(out.offsetByCodePoints(0, (int) place), Character.toString((int) codePoint));
            place++;
        }
        return out.toString();
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, LEAST_THRESHOLD), MOST_THRESHOLD);
    }

    private static int adapt(int delta, int length, boolean first) {
        int rest = first ? delta / 700 : delta / 2;
        rest += rest / length;
        int k = 0;
        for (; rest > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2; k += BASE) {
            rest /= BASE - LEAST_THRESHOLD;
        }
        return k + (BASE - LEAST_THRESHOLD + 1) * rest / (rest + 38);
    }
}
