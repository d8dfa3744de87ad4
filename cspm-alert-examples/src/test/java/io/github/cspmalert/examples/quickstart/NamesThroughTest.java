package io.github.cspmalert.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hostile names on the whole way, from a record to the mail that arrives: nothing is injected, and nothing is lost. */
@Tag("fuzz")
class NamesThroughTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129L);
    private static final int NAMES_OF_A_MAIL = 40;
    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String HTML =
            """
            <!DOCTYPE html><html><body><table>
            {% for row in alert.results[0].raw_results %}
            <tr><td title="{{ row.instance_name }}">row{{ row.instance_id }}x:{{ row.instance_name }}:x{{ row.instance_id }}row</td></tr>
            {% endfor %}
            </table></body></html>
            """;
    private static final Pattern ROW = Pattern.compile("row(\\d+)x:(.*?):x\\1row", Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("<td title=\"([^\"<>]*)\">");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d+)|#x([0-9a-f]+)|([a-z]+));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private EmbeddedSls server;
    private SlsConnection sls;

    @BeforeEach
    void start() {
        mailServer.start();
        server = EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
        sls = SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
    }

    @AfterEach
    void stop() {
        sls.close();
        server.close();
        mailServer.stop();
    }

    @Test
    void mail_hostileNames_hasEachOfThemAndNothingElse() throws Exception {
        System.out.printf("NamesThroughTest: %d inputs, fuzz.seed=%d%n", INPUTS, SEED);
        HostileNames hostile = new HostileNames(new Random(SEED));
        ReceivedMail harmless = mailOf("harmless", Collections.nCopies(NAMES_OF_A_MAIL, "web"));
        for (int from = 0; from < INPUTS; from += NAMES_OF_A_MAIL) {
            List<String> names =
                    Stream.generate(hostile::next).limit(NAMES_OF_A_MAIL).toList();
            ReceivedMail mail = mailOf("batch" + from, names);
            String shown = "inputs %d to %d of fuzz.seed=%d".formatted(from, from + NAMES_OF_A_MAIL - 1, SEED);

            assertThat(mail.headers().keySet())
                    .as(shown)
                    .containsExactlyInAnyOrderElementsOf(harmless.headers().keySet());
            assertThat(mail.headers().get("To")).as(shown).isEqualTo("sec-ops@example.com");
            assertThat(mail.headers().get("Subject"))
                    .as(shown)
                    .matches("CSPM: \\P{Cc}*")
                    .satisfies(subject -> assertShows(subject, names.get(0), shown));
            assertThat(tags(mail)).as(shown).isEqualTo(tags(harmless));
            assertThat(mail.html()).as(shown).doesNotContainPattern("&(?!#?[0-9a-z]+;)");
            assertAllShown(rows(unescaped(mail.html())), names, shown + ", HTML");
            assertAllShown(titles(mail), names, shown + ", attributes");
            assertAllShown(rows(mail.text()), names, shown + ", text");
        }
    }

    private ReceivedMail mailOf(String batch, List<String> names) throws Exception {
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            records.add(record(batch, i, names.get(i)));
        }
        server.put(PROJECT, "sas-log", records);
        try (EmailNotifier mail = EmailNotifier.builder(
                                "smtp://127.0.0.1:" + mailServer.getSmtp().getPort() + "?starttls=none")
                        .from("cspm@example.com")
                        .build();
                CspmAlerts alerts = alerts(batch, mail)) {
            alerts.check("names");
        }
        MimeMessage[] received = mailServer.getReceivedMessages();
        assertThat(received).as(batch).hasSize(1);
        ByteArrayOutputStream eml = new ByteArrayOutputStream();
        received[0].writeTo(eml);
        mailServer.purgeEmailFromAllMailboxes();
        return MailReader.read(eml.toByteArray());
    }

    private static Map<String, String> record(String batch, int number, String name) {
        Map<String, String> record = new HashMap<>();
        record.put("__topic__", "sas-cspm-log");
        record.put(
                "__time__",
                String.valueOf(
                        Clock.systemUTC().instant().minus(Duration.ofHours(1)).getEpochSecond()));
        record.put("status", "NOT_PASS");
        record.put("check_id", batch);
        record.put("instance_id", String.valueOf(number));
        record.put("instance_name", name);
        return record;
    }

    private CspmAlerts alerts(String batch, EmailNotifier mail) {
        return CspmAlerts.builder()
                .source(SlsLogSource.of(sls, PROJECT, "sas-log"))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(User.builder("sec-ops").addEmail("sec-ops@example.com").build())
                .addTemplate(ContentTemplate.builder("names")
                        .email("CSPM: {{ alert.annotations.desc }}", HTML)
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("sec-ops")
                                .template("names")
                                .build())
                        .build())
                .addRule(AlertRule.builder("names")
                        .query("status:NOT_PASS AND check_id:" + batch
                                + " | SELECT instance_id, instance_name ORDER BY cast(instance_id AS bigint)")
                        .timeSpan(TimeSpan.relative(Duration.ofHours(24)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                        .addAnnotation("desc", "${instance_name}")
                        .actionPolicy("mail")
                        .build())
                .build();
    }

    /** Tags and comments, without the titles of cells, which are compared by themselves. */
    private static List<String> tags(ReceivedMail mail) {
        return Pattern.compile("<[^>]*>")
                .matcher(TITLE.matcher(mail.html()).replaceAll("<td>"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> rows(String text) {
        return ROW.matcher(text).results().map(row -> row.group(2)).toList();
    }

    private static List<String> titles(ReceivedMail mail) {
        return TITLE.matcher(mail.html())
                .results()
                .map(title -> unescaped(title.group(1)))
                .toList();
    }

    private static String unescaped(String html) {
        return ENTITY.matcher(html).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMED.get(entity.group(3));
        }
        return Character.toString(
                entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16));
    }

    private static void assertAllShown(List<String> shown, List<String> names, String where) {
        assertThat(shown).as(where).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            assertShows(shown.get(i), names.get(i), where);
        }
    }

    /** Each character that can be seen is there, in its order; what cannot be seen may be left out, or shown somehow. */
    private static void assertShows(String shown, String name, String where) {
        int at = 0;
        for (int c : name.codePoints().filter(NamesThroughTest::isSeen).toArray()) {
            at = shown.indexOf(c, at);
            assertThat(at)
                    .as("%s: U+%04X of '%s' in '%s'", where, c, name, shown)
                    .isNotNegative();
            at += Character.charCount(c);
        }
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != 0xFFFD;
        };
    }
}
