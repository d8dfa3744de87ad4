package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS: required, verified, and never given up silently. */
class SmtpSecurityTest {

    @TempDir
    static Path folder;

    private static TestTls local;
    private static TestTls elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        local = TestTls.forHosts(folder, "dns:localhost,ip:127.0.0.1");
        elsewhere = TestTls.forHosts(folder, "dns:mail.example.com");
    }

    @Test
    void send_startTls_saysNothingBeforeTheUpgrade() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.startTls(local.server())) {
            Receipt receipt = send(trusting(local, server, SmtpSecurity.STARTTLS));

            assertThat(receipt.with(Status.ACCEPTED)).hasSize(1);
            List<String> commands = server.commands();
            assertThat(commands.get(0)).startsWith("EHLO ");
            assertThat(commands.get(1)).isEqualTo("STARTTLS");
            assertThat(commands.get(2)).startsWith("EHLO ");
            assertThat(commands.get(3)).startsWith("MAIL FROM:<alerts@example.com>");
        }
    }

    @Test
    void send_implicitTlsWithLogin_delivers() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.implicitTls(local.server())) {
            server.answer("EHLO", "250-test\r\n250 AUTH PLAIN");

            Receipt receipt = send(trusting(local, server, SmtpSecurity.IMPLICIT_TLS)
                    .username("user")
                    .password(Secret.of("password")));

            assertThat(receipt.with(Status.ACCEPTED)).hasSize(1);
            assertThat(server.commands("AUTH PLAIN ")).hasSize(1);
        }
    }

    @Test
    void send_startTlsNotOffered_saysNothingMore() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain()) {
            NotificationException failure = failure(trusting(local, server, SmtpSecurity.STARTTLS)
                    .username("user")
                    .password(Secret.of("password")));

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("does not offer STARTTLS")
                    .hasMessageContaining("use IMPLICIT_TLS");
            assertThat(server.commands()).hasSize(1).allMatch(command -> command.startsWith("EHLO "));
        }
    }

    @ParameterizedTest
    @CsvSource({"454 TLS not available right now,false", "502 no such command,true", "554 no,true"})
    void send_startTlsRefused_saysNothingMore(String reply, boolean broken) throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.startTls(local.server())) {
            server.answer("STARTTLS", reply);

            NotificationException failure = failure(trusting(local, server, SmtpSecurity.STARTTLS));

            assertThat(failure.channelBroken()).isEqualTo(broken);
            assertThat(failure).hasMessageContaining("refuses STARTTLS: " + reply);
            assertThat(server.commands("MAIL")).isEmpty();
        }
    }

    @Test
    void send_serverHangsUpOnStartTls_isRetryable() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.startTls(local.server())) {
            server.answer("STARTTLS", "220 go on" + ScriptedSmtpServer.CLOSE);

            assertThat(failure(trusting(local, server, SmtpSecurity.STARTTLS)).retryable())
                    .isTrue();
        }
    }

    @Test
    void send_serverSpeaksUnprotectedAfterStartTls_isNotTrusted() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.startTls(local.server())) {
            server.answer("STARTTLS", "220 go on\r\n250 injected");

            assertThat(failure(trusting(local, server, SmtpSecurity.STARTTLS)))
                    .hasMessageContaining("spoke unprotected after TLS was agreed on");
            assertThat(server.commands("MAIL")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS", "IMPLICIT_TLS"})
    void send_unknownCertificate_isRefused(SmtpSecurity security) throws Exception {
        try (ScriptedSmtpServer server = server(security, local)) {
            NotificationException failure = failure(trusting(elsewhere, server, security));

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure).hasMessageContaining("is not trusted, or is for another host name");
            assertThat(server.commands("MAIL")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS", "IMPLICIT_TLS"})
    void send_certificateOfAnotherHost_isRefused(SmtpSecurity security) throws Exception {
        try (ScriptedSmtpServer server = server(security, elsewhere)) {
            NotificationException failure = failure(trusting(elsewhere, server, security));

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure).hasMessageContaining("is not trusted, or is for another host name");
            assertThat(server.commands("MAIL")).isEmpty();
        }
    }

    @Test
    void send_selfSignedCertificateAndNoFactory_isRefused() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.implicitTls(local.server())) {
            NotificationException failure = failure(
                    EmailNotifier.builder("smtps://127.0.0.1:" + server.port()).from("alerts@example.com"));

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure).hasMessageContaining("sslSocketFactory(...)");
            assertThat(server.commands()).isEmpty();
        }
    }

    @Test
    void send_implicitTlsToAPlainServer_saysWhichPortIsWhich() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain()) {
            NotificationException failure = failure(trusting(local, server, SmtpSecurity.IMPLICIT_TLS));

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure).hasMessageContaining("587 is usually STARTTLS, 465 is IMPLICIT_TLS");
        }
    }

    @Test
    void send_startTlsToATlsServer_isAFailureAfterTheReadTimeout() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.implicitTls(local.server())) {
            NotificationException failure =
                    failure(trusting(local, server, SmtpSecurity.STARTTLS).readTimeout(Duration.ofMillis(200)));

            assertThat(failure).hasMessageContaining("check host, port and security");
        }
    }

    private static ScriptedSmtpServer server(SmtpSecurity security, TestTls tls) throws Exception {
        return security == SmtpSecurity.STARTTLS
                ? ScriptedSmtpServer.startTls(tls.server())
                : ScriptedSmtpServer.implicitTls(tls.server());
    }

    private static EmailNotifierBuilder trusting(TestTls tls, ScriptedSmtpServer server, SmtpSecurity security)
            throws Exception {
        return EmailNotifier.builder()
                .host("127.0.0.1")
                .port(server.port())
                .security(security)
                .sslSocketFactory(tls.client().getSocketFactory())
                .from("alerts@example.com");
    }

    private static Receipt send(EmailNotifierBuilder builder) {
        try (EmailNotifier email = builder.build()) {
            return email.send(html("CSPM", "<p>x</p>", "ops@example.com"));
        }
    }

    private static NotificationException failure(EmailNotifierBuilder builder) {
        return catchThrowableOfType(NotificationException.class, () -> send(builder));
    }
}
