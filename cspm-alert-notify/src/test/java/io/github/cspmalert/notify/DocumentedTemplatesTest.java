package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The examples of SLS's documentation, each with its page. Lists and maps are printed as JSON, as the page on syntax says; the page
 * on functions shows them as Python writes them.
 */
class DocumentedTemplatesTest {

    private static final String PAGES = "https://www.alibabacloud.com/help/en/sls/";

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvFileSource(resources = "documented-templates.csv", delimiter = '~', quoteCharacter = '`', numLinesToSkip = 1)
    void template_ofTheDocumentation_rendersAsItSays(String page, String channel, String template, String expected) {
        assertThat(renderer.render(content(channel, template.replace('¶', '\n')), Map.of("alert", alert())))
                .as(PAGES + page)
                .isEqualTo(expected == null ? "" : expected.replace('¶', '\n'));
    }

    private static TemplateText content(String channel, String template) {
        Channel of = new Channel(channel);
        ContentFormat format = of.equals(Channel.EMAIL) ? ContentFormat.HTML : ContentFormat.TEXT;
        return ContentTemplate.builder("t")
                .content(of, format, "", template)
                .build()
                .content(of)
                .orElseThrow()
                .content();
    }

    /** The alert of the page on syntax, with times and annotations of the page on functions. */
    private static Map<String, Object> alert() {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("alert_id", "test-alert");
        alert.put("alert_name", "PV/UV Alert");
        alert.put("alert_type", "sls_pub");
        alert.put("region", "cn-hangzhou");
        alert.put("project", "project-1");
        alert.put("status", "firing");
        alert.put("severity", 6);
        alert.put("fire_time", 1629820800);
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app", "nginx");
        labels.put("host", "host-1");
        alert.put("labels", labels);
        alert.put("annotations", Map.of("__tag__:__namespace__", "kube-system"));
        alert.put(
                "results",
                List.of(
                        Map.of("project", "project-1", "query", "* | select count(*) as pv"),
                        Map.of("project", "project-2", "query", "* | select count(distinct user_id) as uv")));
        alert.put("fire_results", List.of(row("a", "8"), row("b", "7")));
        return alert;
    }

    private static Map<String, String> row(String host, String pv) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("host", host);
        row.put("pv", pv);
        return row;
    }

    // https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates: quick start
    @Test
    void quickStart_ofTheDocumentation_rendersAsItSays() {
        String template =
                """
                - Alert ID: {{ alert.alert_id }}
                - Alert Name: {{ alert.alert_name }}
                - Project: {{ alert.project }}
                - Status: {% if alert.status == "firing" %}FIRING{% else %}RESOLVED{% endif %}
                - Labels:
                {%- for key, val in alert.labels.items() %}
                    - {{ key }}: {{ val }}
                {%- endfor %}
                - Query: {{ alert.results[0].query }}
                """;

        assertThat(renderer.render(content("dingtalk", template), Map.of("alert", alert())))
                .isEqualTo(
                        """
                        - Alert ID: test-alert
                        - Alert Name: PV/UV Alert
                        - Project: project-1
                        - Status: FIRING
                        - Labels:
                            - app: nginx
                            - host: host-1
                        - Query: * | select count(*) as pv
                        """);
    }
}
