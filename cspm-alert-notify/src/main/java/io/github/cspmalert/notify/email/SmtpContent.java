package io.github.cspmalert.notify.email;

/** A mail as it goes over the line after {@code DATA}: a dot at the start of a line is doubled, and a dot alone ends it. */
final class SmtpContent {

    private static final byte[] END = {'.', '\r', '\n'};

    private SmtpContent() {}

    /** {@return the mail, whose lines end with CR LF, with the dot that ends it (RFC 5321, 4.5.2)} */
    static byte[] of(byte[] mail) {
        boolean ends = mail.length >= 2 && mail[mail.length - 2] == '\r' && mail[mail.length - 1] == '\n';
        byte[] content = new byte[mail.length + dots(mail) + (ends ? 0 : 2) + END.length];
        int at = 0;
        for (int i = 0; i < mail.length; i++) {
            if (isDotAtLineStart(mail, i)) {
                content[at++] = '.';
            }
            content[at++] = mail[i];
        }
        if (!ends) {
            content[at++] = '\r';
            content[at++] = '\n';
        }
        System.arraycopy(END, 0, content, at, END.length);
        return content;
    }

    private static int dots(byte[] mail) {
        int dots = 0;
        for (int i = 0; i < mail.length; i++) {
            dots += isDotAtLineStart(mail, i) ? 1 : 0;
        }
        return dots;
    }

    private static boolean isDotAtLineStart(byte[] mail, int i) {
        return mail[i] == '.' && (i == 0 || mail[i - 1] == '\n');
    }
}
