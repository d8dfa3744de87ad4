package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.ScriptedSmtpServer.TORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How we log in, and that the password appears nowhere, whatever a server repeats. */
class SmtpLoginTest {

    private static final String PASSWORD = "s3cret-Pa55wörd";

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250 AUTH LOGIN",
                "250 AUTH=LOGIN",
                "250 auth=login",
                "250-AUTH=LOGIN\r\n250 AUTH DIGEST-MD5",
                "250 AUTH  LOGIN CRAM-MD5",
                "250 AUTH\tLOGIN",
                "250 AUTH=DIGEST-MD5,LOGIN",
                "250-AUTH CRAM-MD5\r\n250-AUTH=\r\n250 AUTH=LOGIN"
            })
    void login_offeredInEitherSpelling_logsIn(String offer) {
        server.answer("EHLO", "250-test\r\n" + offer)
                .answer("AUTH", "334 VXNlcm5hbWU6")
                .answer(base64("user"), "334 UGFzc3dvcmQ6")
                .answer(base64(PASSWORD), "235 welcome");

        assertThat(send().with(Status.ACCEPTED)).hasSize(1);
        assertThat(server.commands("AUTH")).containsExactly("AUTH LOGIN");
    }

    @Test
    void plain_offeredToo_isPreferred() {
        server.answer("EHLO", "250-test\r\n250-AUTH=LOGIN\r\n250 AUTH PLAIN");

        assertThat(send().with(Status.ACCEPTED)).hasSize(1);
        assertThat(server.commands("AUTH PLAIN ")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, 535",
        "AUTH, 454",
        "AUTH, 220",
        "AUTH, 421",
        "MAIL, 550",
        "MAIL, 451",
        "MAIL, 354",
        "DATA, 250",
        "'.', 550 5.7.60",
        "'.', 220",
        "RCPT, 530",
        "greeting, 554",
        "EHLO, 504"
    })
    void secret_repeatedInAnyAnswer_standsInNoException(String command, String code) {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer(command, code + " " + echo());

        StringWriter all = new StringWriter();
        catchThrowable(this::send).printStackTrace(new PrintWriter(all));

        assertClean(all.toString());
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550", "RCPT, 451", "'.', 554", "DATA, 451"})
    void secret_repeatedInAnyAnswer_standsInNoReceipt(String command, String code) {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer(command, code + " " + echo());

        assertClean(send().outcomes().get(0).detail());
    }

    @Test
    void secret_repeatedInTwoPieces_standsInNoException() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer("AUTH", TORN + "535 bad " + PASSWORD + " here");

        assertThat(catchThrowable(this::send)).hasMessageContaining("535 bad **** here");
    }

    @Test
    void secret_repeatedAndCut_isMaskedAsFarAsItGoes() {
        Scrubber scrubber =
                Scrubber.of(new SmtpSettings.Credentials("user", () -> Secret.of(PASSWORD), false), PASSWORD);
        String plain = base64("user\0user\0" + PASSWORD);

        assertThat(scrubber.scrub("no such command: AUTH PLAIN " + plain.substring(0, 20) + "... sorry"))
                .isEqualTo("no such command: AUTH PLAIN ****... sorry");
        assertThat(scrubber.scrub(PASSWORD + PASSWORD + "x")).isEqualTo("********x");
        assertThat(scrubber.scrub("500 " + PASSWORD.toUpperCase(Locale.ROOT) + "?"))
                .isEqualTo("500 ****?");
        assertThat(scrubber.scrub("nothing to see")).isEqualTo("nothing to see");
    }

    private static String echo() {
        return PASSWORD + " " + base64(PASSWORD) + " " + base64("user\0user\0" + PASSWORD) + " "
                + base64("\0user\0" + PASSWORD);
    }

    private static void assertClean(String text) {
        assertThat(text)
                .contains("****")
                .doesNotContain(
                        PASSWORD, base64(PASSWORD), base64("user\0user\0" + PASSWORD), base64("\0user\0" + PASSWORD));
    }

    private Receipt send() {
        try (EmailNotifier email =
                server.client().username("user").password(Secret.of(PASSWORD)).build()) {
            return email.send(Notifications.html("s", "x", "ann@example.com"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
