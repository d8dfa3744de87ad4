package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HostileTemplateTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.class }}",
                "{{ ''['class'] }}",
                "{{ alert.class.forName }}",
                "{{ alert['get' + 'Class'] }}",
                "{{ [].class.protectionDomain }}",
                "{{ 1.0.class }}",
                "{{ ____int3rpr3t3r____ }}",
                "{{ alert['____int' + '3rpr3t3r____'] }}",
                "{{ alert['filter:' + 'upper'] }}",
                "{{ alert[alert.key] }}",
                "{{ this }}{{ self }}{{ request }}{{ config }}{{ context }}",
                "{{ alert.__class__.__mro__ }}",
                "{{ parse_json('{\"@class\": \"java.io.File\", \"x\": 1}').class }}",
                "{{ parse_date(0).zone }}{{ parse_date(0).class }}",
            })
    void classes_bySomeName_areNotThere(String template) {
        Map<String, ?> variables = Map.of("alert", Map.of("key", "filter:upper"));

        assertThat(renderer.render(text(template), variables)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ alert.getClass() }}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "{{ ''.__class__.__mro__[1].__subclasses__() }}",
                "{{ alert.items().stream() }}",
                "{{ T(java.lang.Runtime).getRuntime() }}",
                "{% include '/etc/passwd' %}",
                "{% import 'x' as y %}",
                "{{ range(1, 999999999) }}",
                "{{ lipsum() }}",
                "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
                "{{ v | attr('class') }}",
                "{{ v | safe }}",
            })
    void constructs_thatReachFurther_areRefused(String template) {
        assertThatThrownBy(() -> renderer.check(text(template))).isInstanceOf(TemplateException.class);
    }

    @Test
    void expression_nestedDeep_isRefused() {
        for (String open : List.of("(", "[", "-", "not ", "length(", "{'a':", "x[")) {
            String close = open.replaceAll("[^(\\[{]", "")
                    .replace("(", ")")
                    .replace("[", "]")
                    .replace("{", "}");
            String nested = "{{ " + open.repeat(400) + "1" + close.repeat(400) + " }}";

            assertThatThrownBy(() -> renderer.check(text(nested)))
                    .as(open)
                    .isInstanceOf(TemplateException.class)
                    .hasMessageFindingMatch("nested more than 50 levels deep|more than 1000 parts");
        }
        assertThatThrownBy(() -> renderer.check(text("{% if 1 %}".repeat(60) + "{% endif %}".repeat(60))))
                .hasMessageContaining("the tags are nested more than 50 levels deep");
    }

    @Test
    void expression_long_isRefusedOrFitsASmallStack() throws Exception {
        assertThatThrownBy(() -> renderer.check(text("{{ 1" + " + 1".repeat(5_000) + " }}")))
                .hasMessageContaining("the expression has more than 1000 parts");
        FutureTask<String> task = new FutureTask<>(() -> renderer.render(
                text("{{ 1" + " + 1".repeat(499) + " }}{{ x" + ".y".repeat(499) + " }}{{ 'x'" + " | upper".repeat(499)
                        + " }}{{ " + "[".repeat(41) + "]".repeat(41) + " }}"),
                Map.of()));
        new Thread(null, task, "small stack", 256 * 1024).start();

        assertThat(task.get(20, TimeUnit.SECONDS)).startsWith("500X[[[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ indent('', 999999999) }}",
                "{{ indent('x', 9223372036854775807) }}",
                "{{ indent(replace(big, 'x', '\n'), 1000) }}",
                "{{ replace(big, 'x', big) }}",
                "{{ replace(replace(replace(big, 'x', mid), 'x', mid), 'x', mid) }}",
                "{{ big + big + big }}",
                "{{ join([big, big, big], '') }}",
                "{{ join(list(mid), big) }}",
                "{{ to_json([big, big, big]) }}",
                "{{ [big, big, big] }}",
                "{{ url_encoding(replace(big, 'x', '!')) }}",
                "{{ truncate('abc', 1, end=replace(big, 'x', 'xxx')) }}",
                "{{ to_list([big, big, big]) }}",
                "{{ big }}{{ big }}{{ big }}",
                "{% for a in list(mid) %}{% for b in list(mid) %}{{ mid }}{% endfor %}{% endfor %}",
            })
    void text_growing_isStopped(String template) {
        Map<String, ?> variables = Map.of("big", "x".repeat(500_000), "mid", "x".repeat(1_000));

        assertThatThrownBy(() -> renderer.render(html(template), variables))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the limit of 1048576 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ length(list(big)) }}",
                "{{ length(split(big, 'x')) }}",
                "{% for c in big %}{% endfor %}",
                "{{ length([list(half), list(half)]) }}",
                "{% for a in half %}{% for b in half %}{% endfor %}{% endfor %}",
            })
    void lists_growing_areStopped(String template) {
        Map<String, ?> variables = Map.of("big", "x".repeat(500_000), "half", "x".repeat(60_000));

        assertThatThrownBy(() -> renderer.render(html(template), variables))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the limit of 100000 ");
    }

    @Test
    void texts_madeAndThrownAway_areStopped() {
        String wasteful = "{{ length([" + "upper(big),".repeat(150) + "]) }}";
        // On a busy machine the time would be over before.
        SlsTemplateRenderer patient =
                SlsTemplateRenderer.builder().timeLimit(Duration.ofMinutes(5)).build();

        assertThatThrownBy(() -> patient.render(text(wasteful), Map.of("big", "x".repeat(1_000_000))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("makes more than 50 times the limit of 1048576 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{{ word in big }}                            ~ false",
                "{{ word in big + word }}                     ~ true",
                "{{ length(replace(big, word, '')) }}         ~ 500000",
                "{{ length(split(big + word + 'x', word)) }}  ~ 2",
            })
    void search_forALongWordInALongText_takesNoLongerThanTheirLengths(String template, String expected) {
        Map<String, ?> variables = Map.of("big", "a".repeat(500_000), "word", "a".repeat(200_000) + "b");

        assertThat(renderer.render(text(template), variables)).isEqualTo(expected);
    }

    @Test
    void comparison_ofStructuresThatDouble_isStoppedByTheTimeLimit() {
        SlsTemplateRenderer hasty =
                SlsTemplateRenderer.builder().timeLimit(Duration.ofMillis(200)).build();
        StringBuilder template = new StringBuilder("{% for a0 in [1] %}{% for b0 in [1] %}");
        for (int i = 0; i < 20; i++) {
            template.append(
                    "{%% for a%2$d in [[a%1$d, a%1$d, a%1$d, a%1$d]] %%}{%% for b%2$d in [[b%1$d, b%1$d, b%1$d, b%1$d]] %%}"
                            .formatted(i, i + 1));
        }
        template.append(
                "{% for a in [[a20, a20]] %}{% for b in [[b20, b20]] %}{{ [[a, a], [a, a]] == [[b, b], [b, b]] }}");
        template.append("{% endfor %}".repeat(44));

        assertThatThrownBy(() -> hasty.render(text(template.toString()), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the time limit of PT0.2S");
    }

    /** Lengths of what the function makes of digits and a letter, of blanks and a letter, and of digits with dots: 0, 0.0, nothing. */
    @ParameterizedTest
    @CsvSource({
        "int,1 1 1",
        "float,3 3 3",
        "format_date,0 0 0",
        "parse_date,0 0 0",
        "timestamp,0 0 0",
        "format_duration,0 0 0",
        "wordcount,1 1 1",
        "trim,1000001 1 1000000"
    })
    void text_madeToTryAPattern_isReadInOnePass(String function, String lengths) {
        Map<String, ?> variables = Map.of(
                "digits", "1".repeat(1_000_000) + "x",
                "blanks", " ".repeat(1_000_000) + "x",
                "dots", "1.".repeat(500_000));

        String read = renderer.render(
                text(
                        "{{ length(string(%1$s(digits))) }} {{ length(string(%1$s(blanks))) }} {{ length(string(%1$s(dots))) }}"
                                .formatted(function)),
                variables);

        assertThat(read).isEqualTo(lengths);
    }

    @Test
    void json_nestedDeep_isNothing() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(renderer.render(text("{{ parse_json(v) }}"), Map.of("v", deep)))
                .isEmpty();
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
    void noise_atRandom_isRenderedOrRefusedAndNothingElse() {
        long seed = 7_202_406L;
        java.util.Random random = new java.util.Random(seed);
        String[] pieces = {
            "{{", "}}", "{%", "%}", "{#", "#}", "-", "${", "}", " ", "if", "for", "in", "x", "endif", "endfor", "raw",
            "endraw", "'", "\"", "\\", "(", ")", "[", "]", "{", "|", "upper", "1", ".", ",", "=", "==", "\n", "else",
            "alert", "<", "é", "\0"
        };
        for (int i = 0; i < 30_000; i++) {
            StringBuilder template = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                template.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                renderer.render(html(template.toString()), Map.of("x", List.of("1")));
            } catch (TemplateException expected) {
                assertThat(expected.line())
                        .as("seed %d, template %s", seed, template)
                        .isNotEmpty();
            }
        }
    }
}
