package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was said so far of how to log in, and whether it makes sense. */
record SmtpLogin(
        @Nullable String username,
        @Nullable Secret password,
        @Nullable Supplier<Secret> oauth2,
        boolean plaintextAllowed) {

    static final SmtpLogin NONE = new SmtpLogin(null, null, null, false);

    // Decided without asking a name server, which could lie.
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.[0-9]{1,3}){3}|::1|0(:0){6}:1");

    SmtpLogin withUsername(String name) {
        return new SmtpLogin(name, password, oauth2, plaintextAllowed);
    }

    SmtpLogin withPassword(Secret secret) {
        return new SmtpLogin(username, secret, oauth2, plaintextAllowed);
    }

    SmtpLogin withOauth2(Supplier<Secret> token) {
        return new SmtpLogin(username, password, token, plaintextAllowed);
    }

    SmtpLogin withPlaintextAllowed(boolean allowed) {
        return new SmtpLogin(username, password, oauth2, allowed);
    }

    /** {@return what the mechanism PLAIN sends, before base64 (RFC 4616)} */
    static String plain(String username, String password) {
        return username + "\0" + username + "\0" + password;
    }

    /** {@return what the mechanism XOAUTH2 sends, before base64} */
    static String xoauth2(String username, String token) {
        return "user=" + username + "\1auth=Bearer " + token + "\1\1";
    }

    /** {@return what is wrong with it for this server} */
    List<String> problems(@Nullable String host, SmtpSecurity security) {
        List<String> problems = new ArrayList<>();
        boolean secret = password != null || oauth2 != null;
        if (password != null && oauth2 != null) {
            problems.add("password and oauth2 are both set; keep one");
        }
        if (username != null && !secret) {
            problems.add("username is set without a password or oauth2; add one, or leave out the username");
        }
        if (username == null && secret) {
            problems.add("username is missing although there is a password or oauth2; set it");
        }
        boolean plaintext = security == SmtpSecurity.NONE && !plaintextAllowed;
        if (secret && plaintext && host != null && !LOOPBACK.matcher(host).matches()) {
            problems.add("security is NONE, so the login would go unprotected to " + host
                    + "; use STARTTLS or IMPLICIT_TLS, or allow it with plaintextLoginAllowed(true)");
        }
        return problems;
    }

    /** {@return what to log in with, or null for no login} */
    @Nullable Credentials credentials() {
        Secret fixed = password;
        if (username == null) {
            return null;
        }
        if (oauth2 != null) {
            return new Credentials(username, oauth2, true);
        }
        return fixed == null ? null : new Credentials(username, () -> fixed, false);
    }
}
