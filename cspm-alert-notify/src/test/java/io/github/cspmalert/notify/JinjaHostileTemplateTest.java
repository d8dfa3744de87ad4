package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JinjaHostileTemplateTest {

    private static final String FOLDER = "io/github/cspmalert/notify/jinja";

    private final JinjaTemplateRenderer renderer = JinjaTemplateRenderer.builder()
            .templates(JinjaHostileTemplateTest.class.getClassLoader(), FOLDER)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.class }}",
                "{{ ''['class'] }}",
                "{{ ''.getClass() }}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "{{ alert.class.forName }}",
                "{{ alert.getClass() }}",
                "{{ alert['get' + 'Class'] }}",
                "{{ alert['get' ~ 'Class']() }}",
                "{{ alert.key.class.forName('java.lang.Runtime') }}",
                "{{ alert.key.bytes }}",
                "{{ alert.key.toString() }}",
                "{{ alert.list.stream() }}",
                "{{ alert.list.append('x') }}",
                "{{ alert.list.class.protectionDomain }}",
                "{{ alert.entrySet() }}",
                "{{ alert.put('x', 'y') }}",
                "{{ alert.items().class }}",
                "{{ [].class.protectionDomain }}",
                "{{ 1.0.class }}",
                "{{ ____int3rpr3t3r____.config }}",
                "{{ ____int3rpr3t3r____.getConfig() }}",
                "{{ ____int3rpr3t3r____.render('{{ 7 * 7 }}') }}",
                "{{ alert['____int' ~ '3rpr3t3r____'].context }}",
                "{{ alert['____int3rpr3t3r____'].getContext() }}",
                "{{ filter:upper.filter('a', ____int3rpr3t3r____).class }}",
                "{{ loop.class }}",
                "{% for x in [1] %}{{ loop.class }}{% endfor %}",
                "{% for x in [1] %}{{ loop.next() }}{% endfor %}",
                "{% macro m() %}x{% endmacro %}{{ m.class }}",
                "{{ this }}",
                "{{ self }}",
                "{{ request }}",
                "{{ config }}",
                "{{ context }}",
                "{{ alert.__class__.__mro__ }}",
                "{{ T(java.lang.Runtime).getRuntime() }}",
                "{{ type(alert) }}",
                "{{ fn:list(1) }}",
                "{{ namespace() }}",
                "{{ lipsum() }}",
                "{{ alert.key | attr('class') }}",
                "{{ alert.key | safe }}",
                "{{ alert.key | render }}",
                "{{ alert.key | pprint }}",
                "{{ alert.key | fromjson }}",
                "{{ '%s' | format(alert) }}",
                "{{ alert | map(attribute='class') }}",
                "{% autoescape false %}{{ alert.key }}{% endautoescape %}",
                "{% do alert.put('x', 'y') %}",
                "{% print alert.class %}",
                "{% include '/etc/passwd' %}",
                "{% include '../../../../etc/passwd' %}",
                "{% include 'a/../macros.html' %}",
                "{% include './macros.html' %}",
                "{% include 'file:/etc/passwd' %}",
                "{% import 'no-such-file' as x %}",
            })
    void template_thatReachesFurther_isRefused(String template) {
        Map<String, ?> variables = Map.of("alert", Map.of("key", "filter:upper", "list", List.of("a")));

        assertThatThrownBy(() -> renderer.render(html(template), variables)).isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ____int3rpr3t3r____ }}",
                "{{ alert[alert.key] }}",
                "{{ alert['____int' ~ '3rpr3t3r____'] }}",
                "{{ [____int3rpr3t3r____] }}",
                "{{ {'x': ____int3rpr3t3r____} | tojson }}",
                "{{ ____int3rpr3t3r____ | tojson }}",
            })
    void objects_ofTheEngine_printNothingOfThemselves(String template) {
        String printed = renderer.render(text(template), Map.of("alert", Map.of("key", "filter:upper")));

        assertThat(printed).isIn("", "[\"\"]", "{\"x\": \"\"}", "\"\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ big }}{{ big }}{{ big }}",
                "{{ (big ~ big ~ big)|length }}",
                "{% set s = 'x' %}" + "{% set s = s ~ s %}",
                "{{ mid | replace('x', mid) | replace('x', mid) }}",
                "{{ range(0, 999) | join(mid ~ mid ~ mid) }}",
                "{{ [big, big, big] }}",
                "{{ [big, big, big] | tojson }}",
                "{% for a in range(0, 900) %}{% for b in range(0, 900) %}{{ mid }}{% endfor %}{% endfor %}",
                "{% for a in range(0, 900) %}{% for b in range(0, 900) %}{% for c in range(0, 900) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% set x %}{% for a in range(0, 900) %}{% for b in range(0, 900) %}{{ mid }}{% endfor %}{% endfor %}{% endset %}",
                "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
                "{% include 'loop.html' %}",
                "{% extends 'loop.html' %}",
            })
    void template_growing_isStopped(String template) {
        Map<String, ?> variables = Map.of("big", "x".repeat(90_000), "mid", "x".repeat(1_000));
        String grown = template.contains("set s = s")
                ? template.replace("{% set s = s ~ s %}", "{% set s = s ~ s %}".repeat(40))
                : template;
        JinjaTemplateRenderer small = JinjaTemplateRenderer.builder()
                .templates(JinjaHostileTemplateTest.class.getClassLoader(), FOLDER)
                .maxOutput(200_000)
                .build();

        assertThatThrownBy(() -> small.render(html(grown), variables)).isInstanceOf(TemplateException.class);
    }

    @Test
    void range_beyondTheLimit_isCut() {
        assertThat(renderer.render(text("{{ range(1, 999999999) | length }}"), Map.of()))
                .isEqualTo("1000");
    }

    @Test
    void values_thatDouble_areStopped() {
        String sets = "{% set a = [a, a] %}{% set b = [b, b] %}".repeat(40);

        assertThatThrownBy(() ->
                        renderer.render(text("{% set a = [1] %}{% set b = [1] %}" + sets + "{{ a == b }}"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("holds more than the limit of 100000 values");
    }

    @Test
    void macros_thatDoubleTheirArguments_areStopped() {
        StringBuilder template = new StringBuilder("{% macro m40(a, b) %}{{ a == b }}{% endmacro %}");
        for (int i = 39; i >= 0; i--) {
            template.append("{%% macro m%d(a, b) %%}{{ m%d([a, a], [b, b]) }}{%% endmacro %%}".formatted(i, i + 1));
        }

        assertThatThrownBy(() -> renderer.render(text(template + "{{ m0([1], [1]) }}"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("holds more than the limit of 100000 values");
    }

    @Test
    void time_beyondTheLimit_isStopped() {
        long[] now = {0};
        JinjaTemplateRenderer hasty = JinjaTemplateRenderer.builder()
                .timeout(Duration.ofMillis(200))
                .nanoClock(() -> now[0] += 1_000_000)
                .build();

        assertThatThrownBy(() -> hasty.render(
                        text("{% for a in range(0, 900) %}{% for b in range(0, 900) %}x{% endfor %}{% endfor %}"),
                        Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the time limit of PT0.2S");
    }

    @Test
    void steps_beyondTheLimit_areStopped() {
        JinjaTemplateRenderer renderer =
                JinjaTemplateRenderer.builder().maxSteps(100).build();

        assertThat(renderer.render(text("{% for a in range(0, 50) %}x{% endfor %}"), Map.of()))
                .hasSize(50);
        assertThatThrownBy(() -> renderer.render(text("{% for a in range(0, 101) %}x{% endfor %}"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("more parts than the limit of 100");
    }

    @Test
    void expression_nestedDeep_isRefused() {
        assertThatThrownBy(() ->
                        renderer.render(text("{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}"), Map.of()))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() ->
                        renderer.render(text("{% if 1 %}".repeat(20_000) + "{% endif %}".repeat(20_000)), Map.of()))
                .isInstanceOf(TemplateException.class);
        assertThat(renderer.render(text("{{ 1 }}"), Map.of())).isEqualTo("1");
    }

    @Test
    void variables_thatHoldThemselves_areRefused() {
        Map<String, Object> map = new HashMap<>();
        map.put("list", new ArrayList<>(List.of(map)));

        assertThatThrownBy(() -> renderer.render(text("{{ x }}"), Map.of("x", map)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("variable 'x' is nested more than 50 levels deep");
    }

    @Test
    void variables_thatCannotBeRead_areRefusedWithoutTellingValues() {
        List<String> changing = new AbstractList<>() {
            @Override
            public String get(int index) {
                throw new IllegalStateException("hunter2");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertThatThrownBy(() -> renderer.render(text("{{ x }}"), Map.of("x", changing)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the variables cannot be read: java.lang.IllegalStateException")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void failure_ofAnExpression_doesNotTellValues() {
        assertThatThrownBy(() -> renderer.render(text("{{ v * 2 }}"), Map.of("v", "hunter2")))
                .isInstanceOf(TemplateException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void noise_atRandom_isRenderedOrRefusedAndNothingElse() {
        long seed = 7_202_406L;
        Random random = new Random(seed);
        String[] pieces = {
            "{{", "}}", "{%", "%}", "{#", "#}", "-", "${", "}", " ", "if", "for", "in", "x", "endif", "endfor", "raw",
            "endraw", "'", "\"", "\\", "(", ")", "[", "]", "{", "|", "upper", "1", ".", ",", "=", "==", "\n", "else",
            "alert", "<", "é", "\0", "set", "macro", "include", "block", "extends", "import"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder template = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                template.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                renderer.render(html(template.toString()), Map.of("x", List.of("1")));
                renderer.check(html(template.toString()));
            } catch (TemplateException expected) {
                assertThat(expected).as("seed %d, template %s", seed, template).hasMessageContaining("template 't'");
            }
        }
    }
}
