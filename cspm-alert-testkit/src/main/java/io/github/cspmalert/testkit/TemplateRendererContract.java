package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TemplateRenderer} of SLS's template language must do, as tests to inherit. Say how to make yours:
 *
 * <pre>{@code
 * class MyTemplateRendererTest extends TemplateRendererContract {
 *     @Override
 *     protected TemplateRenderer renderer() {
 *         return new MyTemplateRenderer();
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
@Timeout(60)
public abstract class TemplateRendererContract {

    private static final String HOSTILE = "<script>alert(1)</script> & \"double\" 'single'";

    private static final List<String> TEMPLATE_LIKE = List.of(
            "{{ alert.secret }}",
            "{% for x in alert.rows %}x{% endfor %}",
            "{# gone #}",
            "{{ 7 * 7 }}",
            "{{ \"{{ alert.secret }}\" }}",
            "${alert.secret}",
            "{% raw %}",
            "{{",
            "%}");

    private static final List<String> BROKEN = List.of(
            "{% for x in alert.rows %}never ended",
            "{% if alert.x %}never ended",
            "{{ alert.x | no_such_function }}",
            "{{ no_such_function(alert.x) }}",
            "{% nonsense %}");

    /** For subclasses. */
    protected TemplateRendererContract() {}

    /**
     * Makes the renderer under test.
     *
     * @return the renderer
     */
    protected abstract TemplateRenderer renderer();

    @Test
    void render_textWithoutTags_isUnchanged() {
        assertThat(text("安全组 <b> & \"x\"\n  two  \n", Map.of())).isEqualTo("安全组 <b> & \"x\"\n  two  \n");
    }

    @Test
    void render_variable_printsItsValue() {
        assertThat(text("a{{ alert.alert_name }}b", alert("alert_name", "名字"))).isEqualTo("a名字b");
        assertThat(text("{{ alert.severity }}", alert("severity", 8))).isEqualTo("8");
        assertThat(text("{{ alert.labels[\"odd:key\"] }}", alert("labels", Map.of("odd:key", "x"))))
                .isEqualTo("x");
    }

    @Test
    void render_undefined_printsNothing() {
        assertThat(text("a{{ nothing }}b{{ alert.nothing }}c{{ alert.nothing.at.all }}d", alert("x", "y")))
                .isEqualTo("abcd");
        assertThat(text("{% for row in alert.nothing %}x{% endfor %}", alert("x", "y")))
                .isEmpty();
    }

    @Test
    void render_loop_keepsTheOrder() {
        assertThat(text("{% for x in alert.list %}[{{ x }}]{% endfor %}", alert("list", List.of("b", "a", "c"))))
                .isEqualTo("[b][a][c]");
    }

    @Test
    void render_condition_takesTheRightBranch() {
        String template = "{% if alert.severity >= 8 %}bad{% elif alert.severity >= 4 %}fair{% else %}good{% endif %}";

        assertThat(text(template, alert("severity", 10))).isEqualTo("bad");
        assertThat(text(template, alert("severity", 6))).isEqualTo("fair");
        assertThat(text(template, alert("severity", 2))).isEqualTo("good");
    }

    @Test
    void render_object_isJson() {
        assertThat(text("{{ alert.labels }}", alert("labels", Map.of("team", "a \"b\""))))
                .isEqualToIgnoringWhitespace("{\"team\": \"a \\\"b\\\"\"}");
        assertThat(text("{{ alert.rows }}", alert("rows", List.of(Map.of("n", 1), Map.of("n", 2)))))
                .isEqualToIgnoringWhitespace("[{\"n\": 1}, {\"n\": 2}]");
    }

    @Test
    void render_valueInHtml_isEscaped() {
        String rendered = html("<p title=\"{{ alert.x }}\">{{ alert.x }}</p>", alert("x", HOSTILE));

        assertThat(rendered)
                .startsWith("<p title=\"&lt;script&gt;")
                .endsWith("</p>")
                .contains("&amp;")
                .doesNotContain("<script>", "& ", "\"double", "'single");
    }

    @Test
    void render_objectInHtml_isEscaped() {
        assertThat(html("{{ alert.labels }}", alert("labels", Map.of("a", HOSTILE))))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>", "\"");
    }

    @Test
    void render_valueInALoopInHtml_isEscaped() {
        assertThat(html("{% for x in alert.list %}{{ x }}{% endfor %}", alert("list", List.of(HOSTILE))))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void render_valueEscapedByTheTemplate_isEscapedOnce() {
        assertThat(html("{{ alert.x | escape_html }}", alert("x", "<a> & b")))
                .contains("&lt;a&gt; &amp; b")
                .doesNotContain("&amp;lt;", "&amp;amp;");
    }

    @Test
    void render_valueInText_isUnchanged() {
        assertThat(text("{{ alert.x }}", alert("x", HOSTILE))).isEqualTo(HOSTILE);
    }

    @Test
    void render_valueThatLooksLikeATemplate_isNotInterpreted() {
        for (String value : TEMPLATE_LIKE) {
            assertThat(text("a {{ alert.x }} b", Map.of("alert", Map.of("x", value, "secret", "hidden"))))
                    .isEqualTo("a " + value + " b");
        }
    }

    @Test
    void render_epochSeconds_areADateInUtcPlusEight() {
        assertThat(text("{{ alert.alert_time | format_date }}", alert("alert_time", 1_629_820_800)))
                .isEqualTo("2021-08-25 00:00:00");
    }

    @Test
    void render_articlesTemplate_listsEveryRow() {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("alert_name", "CSPM check items not passed");
        alert.put("annotations", Map.of("desc", "Check items of CSPM that were not passed in the last 24 hours"));
        alert.put(
                "results",
                List.of(Map.of(
                        "raw_results",
                        Samples.rows().stream().map(row -> row.values()).toList())));
        alert.put("alert_time", 1_795_420_800);

        assertThat(html(Samples.TEMPLATE, Map.of("alert", alert)))
                .isEqualToIgnoringWhitespace(Samples.message().content());
    }

    @Test
    void render_brokenTemplate_throwsNamingIt() {
        TemplateRenderer renderer = renderer();
        for (String template : BROKEN) {
            assertThatThrownBy(() -> renderer.render(named(template), alert("x", "y")))
                    .as(template)
                    .isInstanceOfSatisfying(TemplateException.class, failure -> assertThat(failure.retryable())
                            .isFalse())
                    .hasMessageContaining("the broken one");
        }
    }

    @Test
    void render_afterABrokenTemplate_works() {
        TemplateRenderer renderer = renderer();
        assertThatThrownBy(() -> renderer.render(named("{% if alert.x %}"), alert("x", "y")))
                .isInstanceOf(TemplateException.class);

        assertThat(renderer.render(named("{{ alert.x }}"), alert("x", "y"))).isEqualTo("y");
    }

    @Test
    void check_goodTemplate_isAccepted() {
        TemplateRenderer renderer = renderer();

        assertThatCode(() -> renderer.check(new TemplateText("sample", Samples.TEMPLATE, ContentFormat.HTML)))
                .doesNotThrowAnyException();
    }

    @Test
    void render_fromSeveralThreads_givesEachItsOwnText() {
        TemplateRenderer renderer = renderer();

        Contracts.together(8, number -> {
            for (int i = 0; i < 20; i++) {
                assertThat(renderer.render(named("{{ alert.x }}"), alert("x", number)))
                        .isEqualTo(Integer.toString(number));
            }
        });
    }

    private String text(String template, Map<String, ?> variables) {
        return renderer().render(new TemplateText("contract, text", template, ContentFormat.TEXT), variables);
    }

    private String html(String template, Map<String, ?> variables) {
        return renderer().render(new TemplateText("contract, HTML", template, ContentFormat.HTML), variables);
    }

    private static TemplateText named(String template) {
        return new TemplateText("the broken one", template, ContentFormat.TEXT);
    }

    private static Map<String, Object> alert(String name, Object value) {
        return Map.of("alert", Map.of(name, value));
    }
}
