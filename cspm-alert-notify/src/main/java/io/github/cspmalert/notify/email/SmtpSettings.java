package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Secret;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the mail server, checked.
 *
 * @param credentials what to log in with, or null for a server that wants none
 * @param sslSocketFactory what makes TLS connections
 * @param heloName how to introduce oneself, or null for what {@link HeloName} finds
 * @param sender the address in the envelope
 */
record SmtpSettings(
        String host,
        int port,
        SmtpSecurity security,
        @Nullable Credentials credentials,
        SSLSocketFactory sslSocketFactory,
        @Nullable String heloName,
        String sender,
        Limits limits) {

    /**
     * How long things may take, and how much there may be at once.
     *
     * @param connect how long connecting may take
     * @param read how long to wait for each answer
     * @param send how long a notification may take altogether
     * @param idle how long a connection is kept that nobody uses
     * @param recipients the most recipients of one mail
     * @param connections the most connections at once
     */
    record Limits(Duration connect, Duration read, Duration send, Duration idle, int recipients, int connections) {}

    /**
     * What to log in with.
     *
     * @param secret gives the password, or the token of the moment; asked for each new connection
     * @param oauth2 whether the secret is an OAuth 2.0 token
     */
    record Credentials(String username, Supplier<Secret> secret, boolean oauth2) {

        @Override
        public String toString() {
            return "****";
        }
    }

    /** {@return the server as messages name it} */
    String server() {
        return host + ":" + port;
    }
}
