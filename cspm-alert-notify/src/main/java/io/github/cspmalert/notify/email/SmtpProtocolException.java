package io.github.cspmalert.notify.email;

import java.io.IOException;
import java.io.Serial;

/** The server does not speak SMTP as agreed. */
final class SmtpProtocolException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    SmtpProtocolException(String message) {
        super(message);
    }
}
