package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeloNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"app1.example.com", "a.b", "xn--r8jz45g.jp", "[192.0.2.1]", "[IPv6:2001:db8:0:0:0:0:0:1]"})
    void heloName_nameWithDomainOrAddress_isTold(String name) throws Exception {
        assertThat(introduction(EmailNotifier.builder().heloName(name))).isEqualTo("EHLO " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app1",
                "localhost",
                "localhost.localdomain",
                "10.0.0.1",
                "a b.example.com",
                "a.b\r\nRSET",
                "[192.0.2]",
                "-a.example.com",
                "例え.jp"
            })
    void heloName_anythingElse_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder().heloName(name))
                .withMessageStartingWith("heloName must be a host name with its domain such as app1.example.com");
    }

    @Test
    void heloName_notSet_isValidAllTheSame() throws Exception {
        String name = introduction(EmailNotifier.builder()).substring("EHLO ".length());

        assertThat(HeloName.isValid(name)).as(name).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, [192.0.2.1]", "2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:1]"})
    void literal_address_standsInBrackets(String address, String literal) throws Exception {
        assertThat(HeloName.literal(InetAddress.getByName(address))).isEqualTo(literal);
    }

    @Test
    void helo_serverKnowsNoEhlo_isTriedInstead() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain().answer("EHLO", "502 no such command")) {
            assertThat(send(server, EmailNotifier.builder().heloName("app1.example.com"))
                            .commands("HELO"))
                    .containsExactly("HELO app1.example.com");
            assertThat(server.mails()).hasSize(1);
        }
    }

    private static String introduction(EmailNotifierBuilder builder) throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.plain()) {
            return send(server, builder).commands("EHLO").get(0);
        }
    }

    private static ScriptedSmtpServer send(ScriptedSmtpServer server, EmailNotifierBuilder builder) {
        try (EmailNotifier email = builder.host("127.0.0.1")
                .port(server.port())
                .security(SmtpSecurity.NONE)
                .from("alerts@example.com")
                .build()) {
            email.send(Notifications.html("s", "x", "ann@example.com"));
        }
        return server;
    }
}
