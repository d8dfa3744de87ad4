package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.PostureSamples.SSH;
import static io.github.cspmalert.notify.PostureSamples.change;
import static io.github.cspmalert.notify.PostureSamples.everyChange;
import static io.github.cspmalert.notify.PostureSamples.many;
import static io.github.cspmalert.notify.PostureSamples.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostureTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JinjaTemplateRenderer renderer = JinjaTemplateRenderer.builder()
            .catalogue(RemediationCatalogue.of(
                    PostureTemplatesTest.class.getClassLoader(), "io/github/cspmalert/notify/catalogue"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    en ~ changes   ~ 2 new HIGH findings: Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 — 23 open
                    ja ~ changes   ~ リスク高の新しい検出結果 2 件：Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 — 未対応 23 件
                    zh ~ changes   ~ 新增 2 个高危风险：Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 — 23 个未处理
                    en ~ baseline  ~ Baseline: 23 open findings, 4 HIGH
                    ja ~ baseline  ~ ベースライン：未対応の検出結果 23 件（リスク高 4 件）
                    zh ~ baseline  ~ 基线：23 个未处理风险，其中高危 4 个
                    en ~ all_clear ~ Nothing changed: 23 open
                    ja ~ all_clear ~ 変化なし：未対応 23 件
                    zh ~ all_clear ~ 没有变化：23 个未处理
                    """)
    void subject_ofEachKind_saysTheMostUrgentFact(String language, String kind, String subject) {
        assertThat(renderer.render(mail(language).subject(), variables(kind, changesOf(kind))))
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    new         ~ 1 new HIGH finding: X — 23 open
                    reopened    ~ 1 HIGH finding reopened: X — 23 open
                    risk_raised ~ 1 finding raised to HIGH: X — 23 open
                    still_open  ~ Overdue: 1 HIGH finding still open: X — 23 open
                    waiver_ending ~ 1 waiver ends soon: X — 23 open
                    unobserved  ~ 1 finding no longer observed: X — 23 open
                    exempted    ~ 1 finding exempted: X — 23 open
                    fixed       ~ 1 finding fixed: X — 23 open
                    tomorrows   ~ 1 HIGH finding changed: X — 23 open
                    """)
    void subject_ofEachChange_namesIt(String change, String subject) {
        assertThat(renderer.render(
                        mail("en").subject(), variables("changes", List.of(change(change, "HIGH", "X", "a")))))
                .isEqualTo(subject);
    }

    @Test
    void subject_withoutACheckItemName_isWhole() {
        assertThat(renderer.render(mail("en").subject(), variables("changes", List.of(change("new", "LOW", "", "a")))))
                .isEqualTo("1 new LOW finding — 23 open");
    }

    @Test
    void subject_ofChangesThatWereLeftOut_saysAtLeast() {
        Map<String, Object> variables = variables("changes", List.of(change("new", "HIGH", "X", "a")));
        posture(variables).put("left_out", 300L);

        assertThat(renderer.render(mail("en").subject(), variables)).startsWith("1+ new HIGH findings: X");
    }

    @Test
    void checkItems_ofChangesThatWereLeftOut_areAtLeastAsMany() {
        Map<String, Object> variables =
                variables("changes", List.of(change("new", "HIGH", "X", "a"), change("new", "HIGH", "Y", "b")));
        posture(variables).put("left_out", 300L);

        assertThat(renderer.render(mail("en").subject(), variables))
                .startsWith("2+ new HIGH findings: X and 1+ more check items");
        assertThat(renderer.render(mail("en").content(), variables)).contains("<p>X and 1+ more check items</p>");
    }

    @Test
    void allClear_withNothingOpen_saysSo() {
        Map<String, Object> variables = variables("all_clear", List.of());
        posture(variables).put("open", Map.of("total", 0L, "high", 0L, "medium", 0L, "low", 0L, "other", 0L));

        assertThat(renderer.render(mail("en").subject(), variables)).isEqualTo("All clear: no open findings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void mail_ofEachKind_isWellFormedForReadersOfAllKinds(String language) {
        for (String kind : List.of("changes", "baseline", "all_clear")) {
            String html = renderer.render(mail(language).content(), variables(kind, changesOf(kind)));

            assertThat(html.strip()).startsWith("<!DOCTYPE html>").endsWith("</html>");
            assertThat(html)
                    .contains(
                            "<html lang=\"" + language + "\">",
                            "prefers-color-scheme:dark",
                            "name=\"color-scheme\"",
                            "width=device-width")
                    .contains("<th scope=\"col\">", "<caption>", "role=\"presentation\"")
                    .doesNotContain("<img", "<script", "http://", "null", "{{", "{%");
            assertThat(html.split("<h1>", -1)).hasSize(2);
            assertThat(html.split("<table", -1)).hasSameSizeAs(html.split("</table>", -1));
            assertThat(html.split("<li", -1)).hasSameSizeAs(html.split("</li>", -1));
            assertThat(html.split("<div", -1)).hasSameSizeAs(html.split("</div>", -1));
        }
    }

    @Test
    void mail_ofAChange_saysWhatWhereSinceWhenAndWhatToDo() {
        String html = renderer.render(mail("en").content(), variables("changes", everyChange()));

        assertThat(html)
                .contains("<b>web-1</b> <code>sg-web-1</code>", "cn-hangzhou · prod · 1234567890123456")
                .contains("open for 3 days, since Nov 25", "fix by Dec 2")
                .contains("Port: 22/22 · Source: 0.0.0.0/0")
                .contains(
                        "lets every address of the internet reach the SSH port",
                        "aliyun ecs RevokeSecurityGroup --RegionId &lt;region&gt;")
                .contains(
                        "href=\"https://ecs.console.aliyun.com/#/securityGroupDetail/region/cn-hangzhou/groupId/sg-bp1\"")
                .contains(
                        "href=\"https://sls.console.alibabacloud.com/lognext/project/sas-log-1/logsearch/sas-log?encode=base64&amp;queryString=X190b3\"")
                .contains(
                        "There is no guidance for this check item here yet",
                        "reopened 2 times",
                        "risk was Low",
                        "reminder 2",
                        "overdue")
                .contains(
                        "bastion host, ticket SEC-7",
                        "waived by lead@example.com",
                        "No longer observed",
                        "do not count as fixed")
                .contains("3 more are held back by waivers.", "was open for 3 days");
        assertThat(html.indexOf("To fix now"))
                .isLessThan(html.indexOf("Still open"))
                .isLessThan(html.indexOf("Fixed <"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void mail_ofTwoHundredChanges_isCutWithTheCount(String language) {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            changes.add(change("new", "HIGH", i + "安全组不允许从互联网访问管理端口".repeat(10), i + "机".repeat(120)));
        }
        Map<String, Object> variables = variables("changes", changes);
        posture(variables).put("left_out", 1_234L);

        String html = renderer.render(mail(language).content(), variables);

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isBetween(40_000, 90_000);
        assertThat(html.split("<li>", -1).length).isBetween(26, 101);
        assertThat(html).contains("1234");
    }

    @Test
    void mail_ofManyChangesOfOneCheck_countsWhatIsNotListed() {
        String html = renderer.render(mail("en").content(), variables("changes", many(200)));

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(90_000);
        assertThat(html).contains("To fix now <span class=\"mu\">(160)</span>", "Fixed <span class=\"mu\">(40)</span>");
        int listed = html.split("<li>", -1).length - 1;
        int notListed = Pattern.compile("and (\\d+) more, not listed here")
                .matcher(html)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .sum();
        assertThat(listed).isGreaterThanOrEqualTo(70);
        assertThat(listed + notListed).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='x",
                "{{ 7 * 7 }}",
                "{% for x in posture.changes %}x{% endfor %}",
                "{{ ____int3rpr3t3r____ }}",
                "{# gone #}",
                "=HYPERLINK(1)",
                "& &amp; &lt;",
            })
    void names_thatAreHostile_comeOutLiterally(String name) {
        Map<String, Object> change = change("new", "HIGH", name, "x");
        change.putAll(Map.of("instance_name", name, "instance_id", name + "1", "region_id", name, "source", name));
        Map<String, Object> variables = variables("changes", List.of(change));
        posture(variables).put("group", Map.of("by", "owner", "id", name, "name", name));
        String escaped = name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");

        String html = renderer.render(mail("en").content(), variables);

        assertThat(html).contains("<b>" + escaped + "</b>", "<code>" + escaped + "1</code>", " " + escaped + "</h3>");
        assertThat(renderer.render(mail("en").subject(), variables)).contains(": " + name + " — ");
        assertThat(renderer.render(text("en").content(), variables)).contains("- " + name + " (" + name + "1)");
        if (name.startsWith("<") || name.startsWith("\"")) {
            assertThat(html).doesNotContain(name);
        }
    }

    @Test
    void names_thatTurnTextOrBreakLines_areTamed() {
        Map<String, Object> change =
                change("new", "HIGH", "a\u202Etxt.exe\u2066\r\nBcc: x@example.com\u0007", "x\u2028y\u001B[31m");
        Map<String, Object> variables = variables("changes", List.of(change));

        assertThat(renderer.render(mail("en").content(), variables))
                .doesNotContain("\u202E", "\u2066", "\u0007", "\u001B", "\u2028", "\r");
        assertThat(renderer.render(mail("en").subject(), variables)).doesNotContain("\n", "\r", "\u202E", "\u0007");
        assertThat(renderer.render(text("en").content(), variables)).doesNotContain("\nBcc", "\u001B", "\u202E");
    }

    private static Map<String, Object> enriched(String instance, String remediation) {
        Map<String, Object> change = change("new", "HIGH", "Disk encryption", instance);
        change.put(
                "enrichment",
                Map.of(
                        "resource_name",
                        "Orders database " + instance,
                        "account_name",
                        "Payments (production)",
                        "standards",
                        List.of("CIS 2.3", "PCI DSS 3.4"),
                        "remediation",
                        remediation));
        return change;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    en ~ Standards:  ~ What to do:
                    ja ~ 基準： ~ 対応：
                    zh ~ 合规标准： ~ 处置建议：
                    """)
    void enrichment_ofAFinding_isShownWhereItIsLookedFor(String language, String standards, String advice) {
        List<Map<String, Object>> changes = List.of(
                enriched("db-1", "Run the module\nencrypt-disk"),
                enriched("db-2", "Run the module\nencrypt-disk"),
                enriched("db-3", "Ask Data first"));

        String html = renderer.render(mail(language).content(), variables("changes", changes));
        String text = renderer.render(text(language).content(), variables("changes", changes));

        for (String said : List.of(html, text)) {
            assertThat(said)
                    .contains("Orders database db-1", "cn-hangzhou · Payments (production) · 1234567890123456")
                    .containsOnlyOnce(standards.strip())
                    .containsOnlyOnce("CIS 2.3, PCI DSS 3.4")
                    .containsOnlyOnce("Run the module encrypt-disk")
                    .containsOnlyOnce("Ask Data first")
                    .contains(advice.strip());
        }
        assertThat(renderer.render(mail("en").content(), variables("changes", changes)))
                .doesNotContain("There is no guidance");
    }

    @Test
    void enrichment_thatIsHostileOrLong_isEscapedAndFits() {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> change = enriched("db-" + i, "<img src=x>{{ 7*7 }}\u202E" + i + "危".repeat(1_900));
            change.put("check_item_name", "Check " + i % 17);
            changes.add(change);
        }

        String html = renderer.render(mail("en").content(), variables("changes", changes));

        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(90_000);
        assertThat(html).contains("&lt;img src=x&gt;{{ 7*7 }}").doesNotContain("<img", "\u202E");
    }

    @Test
    void risk_thatIsUnknown_isShownAsThat() {
        String html = renderer.render(
                mail("en").content(), variables("changes", List.of(change("new", "CRITICAL", "X", "a"))));

        assertThat(html).contains("<span class=\"bd ot\">Unknown</span>", "1 new UNKNOWN finding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void text_ofEachKind_isPlain(String language) {
        for (String kind : List.of("changes", "baseline", "all_clear")) {
            String text = renderer.render(text(language).content(), variables(kind, changesOf(kind)));

            assertThat(text)
                    .doesNotContain("<b>", "&amp;", "{{", "{%", "null")
                    .contains("https://yundun.console.alibabacloud.com/?p=sas#/baseline/cn-hangzhou");
        }
        assertThat(renderer.render(text("en").content(), variables("changes", everyChange())))
                .contains(
                        "- web-1 (sg-web-1), cn-hangzhou · prod · 1234567890123456: open for 3 days, since Nov 25, fix by Dec 2\n  Security group: sg-bp1\n  Port: 22/22\n")
                .contains("[High] " + SSH + "\n");
    }

    @Test
    void words_ofAllLanguages_areTheSame() throws Exception {
        JsonNode english = words("en");

        for (String language : List.of("ja", "zh")) {
            JsonNode words = words(language);
            assertThat(names(words)).as(language).isEqualTo(names(english));
            for (String group : List.of("counts", "headlines", "risks")) {
                assertThat(names(words.get(group))).as(language).isEqualTo(names(english.get(group)));
            }
        }
    }

    @Test
    void block_overriddenByATemplate_takesTheBuiltInsPlace() {
        String own =
                "{% set language = \"en\" %}{% extends \"posture/mail.html\" %}{% block foot %}{{ super() }}<p>Ask {{ posture.owner }}</p>{% endblock %}";

        String html =
                renderer.render(new TemplateText("own", own, ContentFormat.HTML), variables("changes", everyChange()));

        assertThat(html).contains("You get this mail because", "<p>Ask Payments team</p>");
    }

    @Test
    void file_inAFolder_takesTheBuiltInsPlace(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("posture"));
        Files.writeString(folder.resolve("posture/subject.txt"), "Mine: {{ posture.open.total }}");
        JinjaTemplateRenderer own =
                JinjaTemplateRenderer.builder().templates(folder).build();

        assertThat(own.render(mail("en").subject(), variables("changes", everyChange())))
                .isEqualTo("Mine: 23");
        assertThat(own.render(mail("en").content(), variables("changes", everyChange())))
                .contains("To fix now");
    }

    @Test
    void language_thatIsNotThere_isRefused() {
        assertThatThrownBy(() -> PostureTemplates.email(Locale.FRENCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("language must be one of [en, ja, zh], but is 'fr'");
        assertThat(PostureTemplates.email(Locale.JAPAN).id()).isEqualTo("cspm-alert-posture-ja");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void templates_checked_areAccepted(String language) {
        for (ContentTemplate.Content content : List.of(mail(language), text(language))) {
            renderer.check(content.subject());
            renderer.check(content.content());
        }
    }

    private JsonNode words(String language) throws Exception {
        String template = "{% from \"posture/words/" + language + ".txt\" import words %}{{ words|tojson }}";
        return JSON.readTree(renderer.render(new TemplateText("words", template, ContentFormat.TEXT), Map.of()));
    }

    private static TreeSet<String> names(JsonNode words) {
        TreeSet<String> names = new TreeSet<>();
        words.fieldNames().forEachRemaining(names::add);
        assertThat(names).isNotEmpty();
        return names;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> posture(Map<String, Object> variables) {
        return (Map<String, Object>) variables.get("posture");
    }

    private static List<Map<String, Object>> changesOf(String kind) {
        return kind.equals("changes") ? everyChange() : List.of();
    }

    private static ContentTemplate.Content mail(String language) {
        return PostureTemplates.email(Locale.forLanguageTag(language))
                .content(Channel.EMAIL)
                .orElseThrow();
    }

    private static ContentTemplate.Content text(String language) {
        return PostureTemplates.text(Channel.EMAIL, Locale.forLanguageTag(language))
                .content(Channel.EMAIL)
                .orElseThrow();
    }
}
