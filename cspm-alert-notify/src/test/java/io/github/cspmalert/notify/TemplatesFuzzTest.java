package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Templates that are right, changed at random, over values at the edges of their kinds: each ends soon, with a text or a
 * {@link TemplateException}. {@code -Dfuzz.inputs=1000000} makes it long, {@code -Dfuzz.seed=7} takes others.
 */
@Tag("fuzz")
class TemplatesFuzzTest {

    private static final int ASKED = Integer.getInteger("fuzz.inputs", 2_000);
    // Few in the ordinary build; they are cheap, so many wherever bad input is what is tested.
    private static final int INPUTS = ASKED < 5_000 ? ASKED : Math.max(20_000, ASKED);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129L);
    private static final Duration LIMIT = Duration.ofMillis(500);
    // Of the processor's time, so that other programs on the machine do not count.
    private static final Duration TOO_LONG = Duration.ofSeconds(5);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> TEMPLATES = List.of(
            """
            Alert Name: {{ alert.alert_name }} <br>
            <ul>
            {% for raw_result in alert.results[0].raw_results %}
            <li>【{{ raw_result.instance_type }}】{{ raw_result.check_item_name }} - {{ raw_result.cnt }} resources</li>
            {% endfor %}
            </ul><br>
            Current Alert Time: {{ alert.alert_time | format_date }} <br>
            """,
            "{% if float(r.rate) < 0.5 %}LOW{% elif int(r.cnt) >= 10 and not r.ok %}{{ r.cnt | int + 1 }}{% else %}-{% endif %}",
            "<a href=\"{{ r.link }}\" title='{{ r.name }}' class={{ r.name }}>{{ r.name | truncate_ }}</a><!-- {{ r }} -->",
            "{% for k, v in dictsort(alert.labels) %}{{ k }}={{ v | upper | quote }};{%- endfor -%} {{ max(alert.numbers) }}",
            "{{ sort(alert.numbers, reverse=True) }} {{ min(alert.numbers) }} {{ sum(alert.numbers) }} {{ alert.numbers | length }}",
            "${alert_name} ${results[0].start_time} ${results[0].end_time_ts} ${fire_results_as_kv} ${A:-b} ${labels}",
            "{{ parse_json(r.json).a[0].b }} {{ to_json(parse_json(r.json)) }} {{ parse_json('[1e999, NaN, {}]') | to_list }}",
            "{{ parse_date(r.date) | format_date(tz='Pacific/Kiritimati', fmt='%Y %j %p') }} {{ timestamp(r.date) }}",
            "{{ alert.alert_time | format_date(tz=r.name) }} {{ format_duration(alert.alert_time, 'zh-CN', ', ') }}",
            "{% raw %}{{ x }}{% endraw %}{# c #}{{ split(r.name, 'a', 2) | join('-') }}{{ replace(r.name, 'a', r.name) }}",
            "{{ r.big * 2 - 1 // 3 % 5 / 7 }} {{ -r.big }} {{ abs(r.big) }} {{ round(r.rate | float, 3) }} {{ ceil(float(r.rate)) }}",
            "{{ indent(r.name, 3) | trim | title | capitalize | lower | base64_encoding | base64_decoding | url_encoding }}",
            "{% for i, x in enumerate(list(r.name), start=1) %}{{ i }}{{ x in r.name }}{{ x == r.name[0] }}{% endfor %}",
            "<td style=\"color: {{ r.name }}\" {% if r.ok %}bgcolor=\"{{ r.name }}\"{% endif %}>{{ format_severity(alert.severity) }}",
            "{{ format_status(alert.status) }}{{ annotations_to_list(alert.labels) }}{{ blockquote(r.name) | escape_html }}");
    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "-",
            "${",
            "}",
            " ",
            "|",
            "(",
            ")",
            "[",
            "]",
            "'",
            "\"",
            "\\",
            ".",
            ",",
            "==",
            "<",
            ">",
            "/",
            "//",
            "%",
            "*",
            "+",
            "not ",
            " in ",
            " and ",
            " or ",
            "0",
            "-1",
            "9223372036854775807",
            "1.5",
            "99999999999999",
            "r.name",
            "r.nan",
            "r.big",
            "r.json",
            "alert",
            "alert.numbers",
            "alert.results",
            "alert.labels",
            "r.far",
            "r.date",
            "float(",
            "int(",
            "sort(",
            "max(",
            "join(",
            "| upper",
            "| list",
            "| first",
            "| to_json",
            "| parse_json",
            "| format_date",
            "| parse_date",
            "| timestamp",
            "| format_duration",
            "| round",
            "| abs",
            "| sum",
            "| int",
            "| float",
            "| length",
            "| dictsort",
            "| escape_markdown",
            "| wordcount",
            ".items()",
            "\u00A0",
            "\u200B",
            "\uD83D\uDE00",
            "\uD800",
            "\0",
            "é",
            "<a href=",
            "<!--",
            "-->",
            "<script>",
            "style=\"",
            "</",
            "{% raw %}",
            "{% endraw %}",
            "{% if 1 %}",
            "{% endif %}",
            "{% for x in r.name %}",
            "{% endfor %}",
            "{% else %}");

    private static final KnownNames NAMES = new KnownNames(
            Map.of("alert", KnownNames.of(List.of("alert_name", "labels"), true), "r", KnownNames.ANYTHING),
            true,
            null);

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.builder()
            .timeLimit(LIMIT)
            .maxIterations(5_000)
            .maxOutputLength(100_000)
            .build();

    @Test
    void template_changedAtRandom_isRenderedOrRefusedSoon() {
        System.out.println("fuzz: " + INPUTS + " templates, seed " + SEED);
        int rendered = 0;
        for (int i = 0; i < INPUTS; i++) {
            rendered += isRendered(i) ? 1 : 0;
        }
        assertThat(rendered).as("templates that were right, of " + INPUTS).isGreaterThan(INPUTS / 20);
    }

    private boolean isRendered(int number) {
        // Each input can be tried by itself.
        Random random = new Random(SEED * 1_000_003 + number);
        ContentFormat format = random.nextBoolean() ? ContentFormat.HTML : ContentFormat.TEXT;
        Optional<Channel> channel = any(List.of(Optional.empty(), Optional.of(Channel.WECHAT)), random);
        TemplateText template = new TemplateText("template", changed(random), format, channel, ContentLocale.EN_US);
        long started = THREADS.getCurrentThreadCpuTime();
        try {
            renderer.unknownNames(template, NAMES);
            return renderer.render(template, variables(random)) != null;
        } catch (TemplateException e) {
            return false;
        } catch (Throwable e) {
            return fail("seed %d, input %d: %s".formatted(SEED, number, template), e);
        } finally {
            Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - started);
            assertThat(took).as("seed %d, input %d: %s", SEED, number, template).isLessThan(TOO_LONG);
        }
    }

    private static String changed(Random random) {
        StringBuilder text = new StringBuilder(any(TEMPLATES, random).replace("| truncate_", ""));
        for (int i = random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, any(PIECES, random));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
                case 2 -> text.replace(at, Math.min(text.length(), at + 1 + random.nextInt(6)), any(PIECES, random));
                default -> {
                    String other = any(TEMPLATES, random);
                    int from = random.nextInt(other.length());
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
                }
            }
        }
        return text.toString();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Map<String, Object> variables(Random random) {
        Object[] numbers = {
            Double.NaN,
            1L,
            -0.0,
            Double.POSITIVE_INFINITY,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0x1p53,
            (1L << 53) + 1,
            0.1,
            1e300
        };
        Map<String, Object> row = new HashMap<>();
        row.put(
                "name",
                any(List.of("", "a", "ßİ Σ", "javascript:x", "<b>&'\"", "\u0000\u202E", "x".repeat(2_000)), random));
        row.put("rate", any(List.of("NaN", "-Infinity", "1e999", "0.5", "x", "\u00A01\u3000"), random));
        row.put("cnt", any(List.of("7", "99999999999999999999", "-1", ""), random));
        row.put("big", numbers[random.nextInt(numbers.length)]);
        row.put("nan", Double.NaN);
        row.put("ok", random.nextBoolean());
        row.put(
                "far",
                any(List.of(Instant.MAX, Instant.MIN, ZonedDateTime.of(9, 1, 1, 0, 0, 0, 0, ZoneOffset.MAX)), random));
        row.put("link", any(List.of("https://x/", "javascript:alert(1)", " data:x", "a b"), random));
        row.put(
                "json",
                any(List.of("{\"a\": [{\"b\": NaN}]}", "[".repeat(60), "[1" + ",1".repeat(2_000) + "]", "{"), random));
        row.put(
                "date",
                any(List.of("999999999-12-31 23:59:59", "2021-08-25 00:00:00", "-999999999999999999", "x"), random));
        Map<String, Object> alert = new HashMap<>();
        alert.put("alert_name", row.get("name"));
        alert.put("alert_time", random.nextBoolean() ? 1_629_820_800L : 31_556_889_864_403_199L);
        alert.put("numbers", Arrays.asList(numbers).subList(random.nextInt(numbers.length), numbers.length));
        alert.put("labels", Map.of("k", row.get("name"), "<", row.get("cnt")));
        alert.put("results", List.of(Map.of("raw_results", List.of(row, row), "start_time", alert.get("alert_time"))));
        alert.put("fire_results", List.of(row));
        alert.put("severity", random.nextInt(12));
        alert.put("status", random.nextBoolean() ? "firing" : "resolved");
        return Map.of("alert", alert, "r", row);
    }
}
