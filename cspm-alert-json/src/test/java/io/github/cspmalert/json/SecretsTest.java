package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SecretsTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "TOKEN", "t0ken", "_U2", "https://example.com/hush", "EMPTY", "", "BLANK", " ", "ODD", "${TOKEN} $1 \\");
    private static final DefinitionsMapper MAPPER =
            DefinitionsMapper.ofDefaults().withEnvironment(VARIABLES::get);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DefinitionsMapper.class);

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @ParameterizedTest
    @CsvSource({
        "'${_U2}', https://example.com/hush",
        "'https://e/?access_token=${TOKEN}&a=${TOKEN}', https://e/?access_token=t0ken&a=t0ken",
        "'https://e/$${TOKEN}', 'https://e/${TOKEN}'",
        "'https://e/$$${TOKEN}', 'https://e/$${TOKEN}'",
        "'https://e/$TOKEN$', 'https://e/$TOKEN$'",
        "'https://e/${ODD}', 'https://e/${TOKEN} $1 \\'",
    })
    void read_url_hasItsVariables(String written, String secret) {
        if (secret.contains(" ")) {
            assertThat(header(written)).isEqualTo(Secret.of(secret));
        } else {
            assertThat(webhook("url: '" + written + "'").url()).isEqualTo(Secret.of(secret));
        }
    }

    @Test
    void read_everySecretField_hasItsVariables() {
        Webhook lark = MAPPER.readYaml(
                        "version: 1\nwebhooks: [{id: w, type: lark, url: 'https://e/', signingSecret: '${TOKEN}'}]")
                .webhooks()
                .get(0);

        assertThat(lark.signingSecret()).contains(Secret.of("t0ken"));
        assertThat(header("Bearer ${TOKEN}")).isEqualTo(Secret.of("Bearer t0ken"));
    }

    @Test
    void read_otherFields_keepTheVariablesOfTheService() {
        AlertDefinitions read = MAPPER.readYaml(
                """
                version: 1
                templates:
                  - id: t
                    contents: {email: {subject: "${MISSING}", content: "$${x} ${"}}""");

        ContentTemplate.Content content =
                read.templates().get(0).content(Channel.EMAIL).orElseThrow();
        assertThat(content.subject().text()).isEqualTo("${MISSING}");
        assertThat(content.content().text()).isEqualTo("$${x} ${");
    }

    @ParameterizedTest
    @CsvSource({"MISSING, missing", "EMPTY, empty", "BLANK, empty"})
    void read_variableThatSaysNothing_isRefusedByName(String name, String what) {
        assertThatThrownBy(() -> webhook("url: 'https://e/hush/${%s}'".formatted(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2, column 48: webhooks[0].url: the environment variable %s is %s; set it"
                        .formatted(name, what));
        assertThatThrownBy(() -> header("${" + name + "}"))
                .hasMessageContaining("webhooks[0].headers.Authorization: the environment variable %s is %s; set it"
                        .formatted(name, what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${}", "${", "${a b}", "${1A}", "${A", "${A-B}", "${{A}}"})
    void read_variableWithoutAName_isRefusedWithTheWayOut(String text) {
        assertThatThrownBy(() -> webhook("url: 'https://e/hush" + text + "'"))
                .hasMessage("line 2, column 48: webhooks[0].url: has '${' without the name of an environment variable "
                        + "and '}' behind it; write $${ for the two characters themselves");
    }

    @Test
    void write_secretWithTheTwoCharacters_isReadBack() {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .addWebhook(Webhook.builder("w", WebhookType.CUSTOM, "https://e/${TOKEN}$${x}$")
                        .build())
                .build();

        assertThat(MAPPER.writeJson(definitions)).contains("https://e/$${TOKEN}$$${x}$");
        assertThat(MAPPER.readJson(MAPPER.writeJson(definitions))).isEqualTo(definitions);
        assertThat(MAPPER.readYaml(MAPPER.writeYaml(definitions))).isEqualTo(definitions);
    }

    @Test
    void readFile_secretInClearText_isWarnedOfByItsKey(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("hooks.yaml"),
                """
                version: 1
                webhooks:
                  - {id: a, type: lark, url: "https://e/hush", signingSecret: hush}
                  - {id: b, type: custom, url: "https://e/${TOKEN}", headers: {Authorization: hush, Content-Type: text/plain}}
                """);

        MAPPER.read(file);

        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        warning("webhooks[0].url", file + ", line 3, column 30"),
                        warning("webhooks[0].signingSecret", file + ", line 3, column 63"),
                        warning("webhooks[1].headers.Authorization", file + ", line 4, column 79"));
    }

    @Test
    void readFile_headerWhoseNameEndsLikeAHarmlessOne_isWarnedOf(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("hooks.yaml"),
                """
                version: 1
                webhooks:
                  - {id: a, type: custom, url: "https://e/${TOKEN}", headers: {X.Accept: hush}}
                """);

        MAPPER.read(file);

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(warning("webhooks[0].headers.X.Accept", file + ", line 3, column 74"));
    }

    @Test
    void readText_secretInClearText_isNotWarnedOf() {
        webhook("url: https://e/hush");

        assertThat(logged.list).isEqualTo(List.of());
    }

    private static String warning(String field, String at) {
        return "A secret stands in clear text in a file; put it into an environment variable and write ${NAME} instead [field=%s, at=%s]"
                .formatted(field, at);
    }

    private static Secret header(String value) {
        return webhook("url: https://e/, headers: {Authorization: '" + value + "'}")
                .headers()
                .get("Authorization");
    }

    private static Webhook webhook(String fields) {
        return MAPPER.readYaml("version: 1\nwebhooks: [{id: w, type: custom, name: n, " + fields + "}]")
                .webhooks()
                .get(0);
    }
}
