package io.github.cspmalert.notify.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes a text as the body of a mail or of a part (RFC 2045): as it is if every mail system takes it so, else as
 * quoted-printable, or as base64 if most of it is not ASCII. What comes out is ASCII, its lines short enough.
 */
final class MimeText {

    private static final int LONGEST_PLAIN_LINE = 998;
    private static final int LONGEST_ENCODED_LINE = 76;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private MimeText() {}

    /** Appends the header fields that describe the text, an empty line, and the text. */
    static void append(StringBuilder out, String subtype, String text) {
        String body = crlf(text);
        int unsafe = unsafe(body);
        boolean plain = unsafe == 0 && longestLine(body) <= LONGEST_PLAIN_LINE;
        boolean base64 = unsafe > body.length() / 2;
        out.append("Content-Type: text/").append(subtype).append("; charset=UTF-8\r\nContent-Transfer-Encoding: ");
        out.append(plain ? "7bit" : base64 ? "base64" : "quoted-printable").append("\r\n\r\n");
        if (plain) {
            out.append(body);
        } else if (base64) {
            out.append(Base64.getMimeEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        } else {
            quotedPrintable(out, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@return the text with every kind of line end made CR LF} */
    static String crlf(String text) {
        StringBuilder out = new StringBuilder(text.length() + text.length() / 16 + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                out.append(text, from, i).append("\r\n");
                i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
                from = i + 1;
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    // Control characters count too: some mail systems take them out, or take them for something.
    private static int unsafe(String body) {
        int unsafe = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            unsafe += c > '~' || c < ' ' && c != '\r' && c != '\n' && c != '\t' ? 1 : 0;
        }
        return unsafe;
    }

    private static int longestLine(String body) {
        int longest = 0;
        int from = 0;
        for (int end = body.indexOf("\r\n"); end >= 0; end = body.indexOf("\r\n", from)) {
            longest = Math.max(longest, end - from);
            from = end + 2;
        }
        return Math.max(longest, body.length() - from);
    }

    private static void quotedPrintable(StringBuilder out, byte[] body) {
        int column = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\r') {
                out.append("\r\n");
                column = 0;
                i++;
                continue;
            }
            int width = isLiteral(body, i) ? 1 : 3;
            // The last column is for the "=" that joins the line with the next.
            if (column + width >= LONGEST_ENCODED_LINE) {
                out.append("=\r\n");
                column = 0;
            }
            column += width;
            if (width == 1) {
                out.append((char) body[i]);
            } else {
                out.append('=').append(HEX[body[i] >> 4 & 0xF]).append(HEX[body[i] & 0xF]);
            }
        }
    }

    // Mail systems may drop blanks at the end of a line.
    private static boolean isLiteral(byte[] body, int i) {
        byte b = body[i];
        boolean blank = b == ' ' || b == '\t';
        return blank ? i + 1 < body.length && body[i + 1] != '\r' : b > ' ' && b <= '~' && b != '=';
    }
}
