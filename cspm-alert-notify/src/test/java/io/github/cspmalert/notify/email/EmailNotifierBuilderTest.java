package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.Receipt.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set up, and what is said of that which cannot. */
class EmailNotifierBuilderTest {

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com,mail.example.com:587,STARTTLS",
        "smtp://mail.example.com/,mail.example.com:587,STARTTLS",
        "smtp://mail.example.com?starttls=required,mail.example.com:587,STARTTLS",
        "smtp://user:password@mail.example.com:2525,mail.example.com:2525,STARTTLS",
        "SMTPS://user:password@mail.example.com,mail.example.com:465,IMPLICIT_TLS",
        "smtp://localhost?starttls=none,localhost:25,NONE",
        "smtp://user:password@localhost:2525?starttls=none,localhost:2525,NONE",
        "smtp://user:password@127.0.0.1:2525?starttls=none,127.0.0.1:2525,NONE",
        "smtp://user:password@[::1]:2525?starttls=none,::1:2525,NONE"
    })
    void url_wellFormed_isRead(String url, String server, SmtpSecurity security) {
        try (EmailNotifier email =
                EmailNotifier.builder(url).from("alerts@example.com").build()) {
            assertThat(email)
                    .hasToString(
                            "EmailNotifier[server=" + server + ", security=" + security + ", from=alerts@example.com]");
        }
    }

    @Test
    void url_percentEncodedUserAndPassword_areDecoded() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain().answer("EHLO", "250-test\r\n250 AUTH PLAIN");
                EmailNotifier email = EmailNotifier.builder("smtp://us%40er:p%3a%2F%3F%23%25+w%C3%B6rd@127.0.0.1:"
                                + server.port() + "?starttls=none")
                        .from("alerts@example.com")
                        .build()) {
            assertThat(email.send(Notifications.html("s", "x", "ops@example.com"))
                            .with(Status.ACCEPTED))
                    .hasSize(1);
            String login = server.commands("AUTH PLAIN ").get(0).substring("AUTH PLAIN ".length());
            assertThat(new String(Base64.getDecoder().decode(login), StandardCharsets.UTF_8))
                    .isEqualTo("us@er\0us@er\0p:/?#%+wörd");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail.example.com",
                "http://user:s3cret@mail.example.com",
                "smtp://",
                "smtp://user:s3cret@",
                "smtp://user:s3cret/x@mail.example.com",
                "smtp://user:s3cret#x@mail.example.com",
                "smtp://user:s3cret?x@mail.example.com",
                "smtp://user:s3cret%zz@mail.example.com",
                "smtp://user:s3cret%2@mail.example.com",
                "smtp://user:s3cret@mail.example.com:port",
                "smtp://user:s3cret@mail.example.com:0",
                "smtp://user:s3cret@mail.example.com:99999",
                "smtp://user:s3cret@mail.example.com/path",
                "smtp://user:s3cret@mail.example.com?starttls=optional",
                "smtp://user:s3cret@mail.example.com?timeout=1",
                "smtps://user:s3cret@mail.example.com?starttls=none",
                "smtp://user:s3cret@mail.example.com\r\nx",
                "smtp://us\r\ner:s3cret@mail.example.com",
                "smtp://user:%20@mail.example.com"
            })
    void url_malformed_isRefusedWithoutBeingShown(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder(url))
                .withNoCause()
                .withMessageNotContaining("s3cret");
    }

    @Test
    void build_nothingSet_namesEverythingThatIsMissing() {
        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(() -> EmailNotifier.builder().build())
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "host is missing; set the mail server",
                                "from is missing; set the address of the sender"));
    }

    @Test
    void build_twoKindsOfSecretAndNoUsername_namesBoth() {
        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(() -> complete()
                        .password(Secret.of("s3cret"))
                        .oauth2(() -> Secret.of("t0ken"))
                        .build())
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "password and oauth2 are both set; keep one",
                                "username is missing although there is a password or oauth2; set it"));
    }

    @Test
    void build_usernameWithoutSecret_isRefused() {
        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(() -> complete().username("user").build())
                .withMessageContaining("username is set without a password or oauth2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.com", "10.0.0.1", "localhost.example.com", "128.0.0.1", "127.example.com"})
    void build_unprotectedLoginToAnotherMachine_isRefusedUnlessAllowed(String host) {
        EmailNotifierBuilder builder = complete()
                .host(host)
                .security(SmtpSecurity.NONE)
                .username("user")
                .password(Secret.of("s3cret"));

        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("the login would go unprotected to " + host)
                .withMessageNotContaining("s3cret");
        builder.plaintextLoginAllowed(true).build().close();
    }

    @Test
    void build_unprotectedWithoutLogin_isAllowed() {
        try (EmailNotifier email = complete().security(SmtpSecurity.NONE).build()) {
            assertThat(email.toString()).contains("security=NONE");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3_600_001})
    void timeouts_outOfBounds_areRefused(long millis) {
        Duration timeout = Duration.ofMillis(millis);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().connectTimeout(timeout))
                .withMessage("connectTimeout must be 1 ms to 1 h, but is " + timeout);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().readTimeout(timeout))
                .withMessageStartingWith("readTimeout must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().sendTimeout(timeout))
                .withMessageStartingWith("sendTimeout must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().idleTimeout(timeout))
                .withMessageStartingWith("idleTimeout must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/x",
                "/unsubscribe",
                "https:///unsubscribe",
                "mailto:nobody",
                "javascript:alert(1)",
                "unsubscribe@example.com"
            })
    void listUnsubscribe_neitherPageNorAddress_isRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().listUnsubscribe(URI.create(uri)))
                .withMessageStartingWith("listUnsubscribe must be an address such as")
                .withMessageContaining("'" + uri + "'");
    }

    @Test
    void from_lettersOutsideOfAsciiBeforeTheAtSign_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().from("設定@example.com"))
                .withMessageStartingWith("from must be in ASCII before the '@', but is '設定@example.com'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().replyTo("dörte@example.com"))
                .withMessageStartingWith("replyTo must be in ASCII before the '@'");
    }

    @Test
    void numbers_outOfBounds_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().port(0))
                .withMessage("port must be 1 to 65535, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().maxMailBytes(8191))
                .withMessage("maxMailBytes must be at least 8192, but is 8191");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().maxConnections(0))
                .withMessage("maxConnections must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().maxRecipients(0))
                .withMessage("maxRecipients must be at least 1, but is 0");
    }

    @Test
    void build_twice_givesIndependentNotifiers() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain()) {
            EmailNotifierBuilder builder =
                    complete().host("127.0.0.1").port(server.port()).security(SmtpSecurity.NONE);
            builder.build().close();

            try (EmailNotifier second = builder.build()) {
                assertThat(second.send(Notifications.html("s", "x", "ops@example.com"))
                                .with(Status.ACCEPTED))
                        .hasSize(1);
            }
        }
    }

    private static EmailNotifierBuilder complete() {
        return EmailNotifier.builder().host("mail.example.com").from("alerts@example.com");
    }
}
