package io.github.cspmalert.notify.email;

/** How the connection to the mail server is protected. There is no "encrypt if possible": it protects nothing. */
public enum SmtpSecurity {
    /** The connection begins in plain text and must be upgraded with STARTTLS before anything is said; port 587. */
    STARTTLS(587),
    /** TLS from the first byte; port 465. */
    IMPLICIT_TLS(465),
    /** No protection at all; for a server on the same machine, and for tests; port 25. */
    NONE(25);

    private final int defaultPort;

    SmtpSecurity(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }
}
