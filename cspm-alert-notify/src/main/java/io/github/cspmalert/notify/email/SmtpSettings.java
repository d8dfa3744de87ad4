package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Secret;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the mail server, checked.
 *
 * @param credentials what to log in with, or null for a server that wants none
 * @param sslSocketFactory what makes TLS connections
 */
record SmtpSettings(
        String host,
        int port,
        SmtpSecurity security,
        @Nullable Credentials credentials,
        SSLSocketFactory sslSocketFactory,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout) {

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

    Properties properties(String sender, ScheduledExecutorService writeTimer) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.from", sender);
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.connectiontimeout", Long.toString(connectTimeout.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(readTimeout.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(writeTimeout.toMillis()));
        // Without it each connection would start a thread that keeps the JVM alive.
        properties.put("mail.smtp.executor.writetimeout", writeTimer);
        addSecurity(properties);
        addAuthentication(properties);
        return properties;
    }

    private void addSecurity(Properties properties) {
        boolean starttls = security == SmtpSecurity.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == SmtpSecurity.IMPLICIT_TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.socketFactory", PromptSockets.plain());
        properties.put("mail.smtp.ssl.socketFactory", PromptSockets.over(sslSocketFactory));
    }

    private void addAuthentication(Properties properties) {
        if (credentials != null) {
            properties.setProperty("mail.smtp.auth", "true");
            properties.setProperty("mail.smtp.auth.mechanisms", credentials.oauth2() ? "XOAUTH2" : "PLAIN LOGIN");
        }
    }

    /** {@return the server as messages name it} */
    String server() {
        return host + ":" + port;
    }
}
