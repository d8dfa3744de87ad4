package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateRendererTest {

    private static final String FOLDER = "io/github/cspmalert/notify/jinja";

    private final JinjaTemplateRenderer renderer = JinjaTemplateRenderer.builder()
            .templates(JinjaTemplateRendererTest.class.getClassLoader(), FOLDER)
            .catalogue(RemediationCatalogue.of(
                    JinjaTemplateRendererTest.class.getClassLoader(), "io/github/cspmalert/notify/catalogue"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            textBlock =
                    """
                    {{ v }} → &lt;v&gt;
                    {{ v|e }} → &lt;v&gt;
                    {{ v|escape|escape_html }} → &lt;v&gt;
                    {{ v|upper }} → &lt;V&gt;
                    {{ v ~ v }} → &lt;v&gt;&lt;v&gt;
                    {{ [v, v]|join('<') }} → &lt;v&gt;&lt;&lt;v&gt;
                    {{ '<b>' }} → &lt;b&gt;
                    {{ v|replace('v', '<') }} → &lt;&lt;&gt;
                    {% set q %}<b>{{ v }}</b>{% endset %}{{ q }} → <b>&lt;v&gt;</b>
                    {% set q %}<b>{{ v }}</b>{% endset %}{{ q ~ v }} → &lt;b&gt;&amp;lt;v&amp;gt;&lt;/b&gt;&lt;v&gt;
                    {% import 'macros.html' as m %}{{ m.bold(v) }} → <b>&lt;v&gt;</b>
                    {% import 'macros.html' as m %}{{ m.twice(v) }} → <b>&lt;v&gt;</b><b>&lt;v&gt;</b>
                    {% import 'macros.html' as m %}{{ m.bold(m.bold(v)) }} → <b><b>&lt;v&gt;</b></b>
                    {% import 'macros.html' as m %}{{ m.bold('x')|replace('x', v) }} → &lt;b&gt;&lt;v&gt;&lt;/b&gt;
                    {% import 'macros.html' as m %}{% call m.around() %}{{ v }}{% endcall %} → <i>&lt;v&gt;</i>
                    {% from 'macros.html' import bold as b %}{{ b(v) }} → <b>&lt;v&gt;</b>
                    {% extends 'base.html' %}{% block title %}{{ super() }}{{ v }}{% endblock %} → <h1>base &lt;v&gt;&lt;v&gt;</h1>
                    {% raw %}{{ v }}{% endraw %} → {{ v }}
                    """)
    void value_inHtml_isEscapedOnceWhereverItComesFrom(String template, String printed) {
        assertThat(renderer.render(html(template), Map.of("v", "<v>")).strip()).isEqualTo(printed);
    }

    @Test
    void value_inText_isNotEscapedButNeutralised() {
        assertThat(renderer.render(text("{{ v }}"), Map.of("v", "<a> & \u202Eb\u0000\u001B[0m\nc\td\u2028e")))
                .isEqualTo("<a> & \uFFFDb\uFFFD\uFFFD[0m\nc\td e");
    }

    @Test
    void undefined_name_isReportedWithItsPlace() {
        assertThatThrownBy(
                        () -> renderer.render(text("one\n two {{ alert.nam }}"), Map.of("alert", Map.of("name", "x"))))
                .isInstanceOfSatisfying(TemplateException.class, failure -> {
                    assertThat(failure.line()).hasValue(2);
                    assertThat(failure.column()).hasValue(6);
                })
                .hasMessage(
                        "template 't', content, line 2, column 6: 'nam' is not defined; write nam|default('') if it may be missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ nothing }}",
                "{{ 'x' ~ nothing }}",
                "{{ nothing|upper }}",
                "{% if nothing %}x{% endif %}",
                "{% for x in nothing %}x{% endfor %}",
                "{% set x = alert.nothing %}",
                "{{ [nothing]|join }}",
                "{{ alert.list[7] }}",
                "{{ nothing ~ (other|default('')) }}",
            })
    void undefined_anywhere_isReported(String template) {
        assertThatThrownBy(() -> renderer.render(text(template), Map.of("alert", Map.of("list", List.of(1)))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("is not defined");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {{ nothing|default('x') }}                       ~ x
                    {{ alert.nothing|d('x') }}                       ~ x
                    {{ alert.none_yet|default('x', true) }}             ~ x
                    {% if nothing is defined %}1{% else %}2{% endif %} ~ 2
                    {% if alert.a is defined %}1{% else %}2{% endif %} ~ 1
                    {% if nothing is undefined %}1{% else %}2{% endif %} ~ 1
                    {% if nothing is not defined %}1{% else %}2{% endif %} ~ 1
                    {% if nothing is defined and nothing.more %}1{% else %}2{% endif %} ~ 2
                    {{ alert.get('nothing', 'x') }}                  ~ x
                    """)
    void undefined_askedFor_isFine(String template, String printed) {
        assertThat(renderer.render(text(template), Map.of("alert", Map.of("a", 1, "none_yet", ""))))
                .isEqualTo(printed);
    }

    @Test
    void failure_inAnIncludedFile_namesIt() {
        assertThatThrownBy(() -> renderer.render(text("{% include 'broken.html' %}"), Map.of()))
                .hasMessageStartingWith(
                        "template 't', content, in broken.html, line 2, column 1: 'nothing' is not defined");
    }

    @Test
    void file_thatIsNotThere_saysWhereWasLooked(@TempDir Path folder) {
        JinjaTemplateRenderer own =
                JinjaTemplateRenderer.builder().templates(folder).build();

        for (String template :
                List.of("{% include 'nope.html' %}", "{% extends 'nope.html' %}", "{% import 'nope.html' as x %}")) {
            assertThatThrownBy(() -> own.render(text(template), Map.of()))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("template 'nope.html' was not found; looked in the folder " + folder
                            + ", the class path under io/github/cspmalert/notify/");
            assertThatThrownBy(() -> own.check(text(template))).hasMessageContaining("'nope.html' was not found");
        }
    }

    @Test
    void file_outsideOfTheFolder_isNotReached(@TempDir Path folder) throws Exception {
        Path inside = Files.createDirectories(folder.resolve("inside"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(inside.resolve("link.txt"), folder.resolve("secret.txt"));
        Files.writeString(inside.resolve("fine.txt"), "fine");
        JinjaTemplateRenderer own =
                JinjaTemplateRenderer.builder().templates(inside).build();

        assertThat(own.render(text("{% include 'fine.txt' %}"), Map.of())).isEqualTo("fine");
        for (String name : List.of(
                "../secret.txt",
                "link.txt",
                folder.resolve("secret.txt").toString(),
                "x/../../secret.txt",
                "..\\secret.txt")) {
            assertThatThrownBy(() -> own.render(text("{% include name %}"), Map.of("name", name)))
                    .as(name)
                    .isInstanceOf(TemplateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for x in alert.rows %}never ended",
                "{% if alert.x %}never ended",
                "{{ alert.x | no_such_filter }}",
                "{% if alert.x | no_such_filter %}{% endif %}",
                "{% set x = alert.x | no_such_filter %}",
                "{% nonsense %}",
                "{{ 1 + }}",
                "{{ 'a }}",
                "{% set x = ( %}",
                "{{ ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1 }}",
            })
    void check_ofABrokenTemplate_refusesIt(String template) {
        assertThatThrownBy(() -> renderer.check(text(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("template 't', content");
    }

    @Test
    void times_areInTheZoneAndLanguage() {
        JinjaTemplateRenderer tokyo =
                JinjaTemplateRenderer.builder().zone(ZoneId.of("Asia/Tokyo")).build();

        assertThat(tokyo.render(
                        text("{{ t|format_time }}, {{ format_time(t, 'd. MMMM', 'de') }}, [{{ 0|format_time }}]"),
                        Map.of("t", 1_629_820_800)))
                .isEqualTo("2021-08-25 01:00, 25. August, []");
        assertThatThrownBy(() -> tokyo.render(text("{{ 1|format_time('bbb') }}"), Map.of()))
                .hasMessageContaining("a time takes a pattern such as yyyy-MM-dd HH:mm, but has 'bbb'");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ecs.console.aliyun.com/#/x, true",
        "https://oss.console.alibabacloud.com/bucket?a=b, true",
        "https://ECS.CONSOLE.ALIYUN.COM/, true",
        "http://ecs.console.aliyun.com/, false",
        "https://console.aliyun.com/, false",
        "https://evilconsole.aliyun.com/, false",
        "https://ecs.console.aliyun.com.evil.example/, false",
        "https://evil.example/ecs.console.aliyun.com, false",
        "https://user@ecs.console.aliyun.com/, false",
        "https://ecs.console.aliyun.com:8443/, false",
        "https://evil.example#.console.aliyun.com, false",
        "https://evil.example\\.console.aliyun.com, false",
        "javascript:alert(1), false",
        "//ecs.console.aliyun.com/, false",
        "'https://ecs.console.aliyun.com/ x', false",
    })
    void link_ofADetail_leadsToTheConsoleOrNowhere(String link, boolean kept) {
        String json = "{\"Checks\":[{\"A\":{\"value\":\"v\",\"link\":\"" + link.replace("\\", "\\\\") + "\"}}]}";

        assertThat(details(json)).isEqualTo("A=v;" + (kept ? link : "") + "|");
    }

    @Test
    void details_areNamedByTheirColumns() {
        assertThat(details(PostureSamples.DETAILS))
                .isEqualTo(
                        "Security group=sg-bp1;https://ecs.console.aliyun.com/#/securityGroupDetail/region/cn-hangzhou/groupId/sg-bp1|"
                                + "Port=22/22;|Source=0.0.0.0/0;|");
    }

    @Test
    void details_cutAnywhere_keepWhatWasReadBefore() {
        String json = PostureSamples.DETAILS;
        int complete = json.indexOf("}", json.indexOf("22/22"));
        for (int end = 0; end <= json.length(); end++) {
            String read = details(json.substring(0, end));

            assertThat(read).as("cut at %d", end).matches(end < complete ? ".*" : "(?s).*(PortShow|Port)=22/22;.*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "nonsense",
                "{\"Checks\":{}}",
                "{\"Checks\":[[[]]]}",
                "{\"Checks\":[{\"A\":[1]}]}",
                "{\"Checks\":null}"
            })
    void details_ofOtherJson_areNone(String json) {
        assertThat(details(json)).isEmpty();
    }

    @Test
    void details_deepOrLarge_areBounded() {
        String deep = "{\"Checks\":[{\"A\":{\"value\":\"v\"}},{\"B\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}]}";
        String many = "{\"Checks\":[" + "{\"A\":{\"value\":\"v\"}},".repeat(4_000) + "{}]}";

        assertThat(details(deep)).isEmpty();
        assertThat(details(many)).isEqualTo("A=v;|".repeat(20));
    }

    @Test
    void remediation_isFoundByIdThenByName() {
        String template =
                "{% for x in checks %}{% set fix = remediation(x[0], x[1], x[2]) %}{% if fix %}{{ fix.wrong }}{% else %}none{% endif %};{% endfor %}";
        List<List<String>> checks = List.of(
                List.of("11", "anything", "en"),
                List.of("", "  origin FETCH configuration ", "en"),
                List.of("99", "Ensure that 'virtual machine\u2019s disk' are encrypted", "en"),
                List.of("", PostureSamples.SSH, "ja"),
                List.of("11", "", "ja"),
                List.of("12", "Something else", "en"));

        assertThat(renderer.render(text(template), Map.of("checks", checks)).split(";"))
                .containsExactly(
                        "The origin server answers everyone, not only the service in front of it.",
                        "The origin server answers everyone, not only the service in front of it.",
                        "The disk is not encrypted.",
                        "セキュリティグループのルールが、SSH ポートをインターネット全体に公開しています。",
                        "The origin server answers everyone, not only the service in front of it.",
                        "none");
    }

    @Test
    void plurals_andRisks_areSaid() {
        assertThat(renderer.render(
                        text(
                                "{{ 1|plural('day', 'days') }} {{ plural(2, 'day', 'days') }} {{ 'HIGH'|risk_label }} {{ risk_label('low', 'ja') }} {{ risk_label('MEDIUM', 'zh') }} {{ risk_label('?') }}"),
                        Map.of()))
                .isEqualTo("day days High 低 中危 Unknown");
    }

    @Test
    void builder_withValuesThatCannotBe_isRefused() {
        assertThatThrownBy(() -> JinjaTemplateRenderer.builder().maxOutput(0))
                .hasMessage("maxOutput must be positive, but is 0");
        assertThatThrownBy(() -> JinjaTemplateRenderer.builder().templates(Path.of("no-such-folder")))
                .hasMessage("templates must be a folder that exists, but is no-such-folder");
    }

    private String details(String json) {
        return renderer.render(
                text("{% for d in v|instance_details %}{{ d.name }}={{ d.value }};{{ d.link }}|{% endfor %}"),
                Map.of("v", json));
    }
}
