package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSyntaxTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    private String render(String template) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("app", "nginx");
        labels.put("odd:key", "odd");
        labels.put("in", "keyword");
        Map<String, Object> query = Map.of("query", "* | select 1", "start_time", 1629820800, "end_time", 1629820860);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("host", "a");
        row.put("pv", "8");
        Map<String, Object> alert = Map.of(
                "alert_name",
                "n<",
                "labels",
                labels,
                "results",
                List.of(query),
                "fire_results",
                List.of(row, Map.of("host", "b")));
        return renderer.render(
                text(template), Map.of("alert", alert, "list", List.of("x", "y"), "tricky", "{{ 1 }}${a}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    1 + 2 * 3            ~ 7
                    (1 + 2) * 3          ~ 9
                    7 / 2                ~ 3.5
                    4 / 2                ~ 2.0
                    7 // 2               ~ 3
                    -7 // 2              ~ -4
                    -7 % 3               ~ 2
                    7.5 // 2             ~ 3.0
                    -7.5 % 2             ~ 0.5
                    10 - 2 - 3           ~ 5
                    - 3                  ~ -3
                    - - 3                ~ 3
                    1 - -1               ~ 2
                    0.1 + 0.2            ~ 0.30000000000000004
                    100000000.0 * 100000000 ~ 1e+16
                    1 / 100000           ~ 1e-05
                    1.0                  ~ 1.0
                    'a' + "b"            ~ ab
                    'it\\'s' + "\\t\\u00e9\\x41\\q" ~ `it's\té`A\\q
                    True                 ~ true
                    false                ~ false
                    None                 ~ ``
                    1 == 1.0             ~ true
                    '1' == 1             ~ false
                    '1' != 1             ~ true
                    [1, ['a']] == [1.0, ['a']] ~ true
                    {'a': 1} == {'a': 1} ~ true
                    {'a': 1} == {'b': 1} ~ false
                    nothing == None      ~ true
                    'a' < 'b'            ~ true
                    2 >= 2.5             ~ false
                    'x' in list          ~ true
                    'z' not in list      ~ true
                    'app' in alert.labels ~ true
                    'ngi' in 'nginx'     ~ true
                    'a' in nothing       ~ false
                    not 'x' in list      ~ false
                    not (1 == 2)         ~ true
                    1 or 1 / 0           ~ 1
                    0 and 1 / 0          ~ 0
                    '' or 'b'            ~ b
                    'a' and 'b'          ~ b
                    false or 0 or []     ~ []
                    1 < 2 and 2 < 3 or 1 / 0 ~ true
                    [1, 2, 3,][-1]       ~ 3
                    list[5]              ~ ``
                    alert.labels.app     ~ nginx
                    alert.labels["odd:key"] ~ odd
                    alert.labels.in      ~ keyword
                    alert["labels"]['a' + 'pp'] ~ nginx
                    alert.nothing.at.all[0].there ~ ``
                    alert.alert_name.length ~ ``
                    alert.labels         ~ {"app": "nginx", "odd:key": "odd", "in": "keyword"}
                    {'a': {'b': {}}}     ~ {"a": {"b": {}}}
                    alert.labels.items() ~ [["app", "nginx"], ["odd:key", "odd"], ["in", "keyword"]]
                    nothing.items()      ~ []
                    'b' + 'a' | upper    ~ bA
                    -5 | abs             ~ 5
                    list | join('-') | upper ~ X-Y
                    '}}'                 ~ }}
                    '%}' + "{{"          ~ %}{{
                    tricky               ~ {{ 1 }}${a}
                    """)
    void expression_ofTheLanguage_hasPythonsValue(String expression, String expected) {
        assertThat(render("{{ " + expression + " }}")).isEqualTo(expected.replace("`", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"False", "0", "0.0", "''", "None", "[]", "{}", "nothing"})
    void condition_ofAFalsyValue_doesNotHold(String value) {
        assertThat(render("{% if " + value + " %}yes{% else %}no{% endif %}")).isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "1", "-0.5", "'0'", "'false'", "' '", "[0]", "{'a': 0}"})
    void condition_ofAnyOtherValue_holds(String value) {
        assertThat(render("{% if " + value + " %}yes{% else %}no{% endif %}")).isEqualTo("yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock = """
            1 ~ one
            2 ~ two
            3 ~ many
            """)
    void if_withBranches_rendersTheFirstThatHolds(int n, String expected) {
        String branches = "{% if n == 1 %}one{% elif n == 2 %}two{% elif n == 2 %}never{% else %}many{% endif %}";

        assertThat(renderer.render(text(branches), Map.of("n", n))).isEqualTo(expected);
    }

    @Test
    void for_overEachKind_runsAsInPython() {
        assertThat(render("{% for x in list %}{{ x }},{% endfor %}")).isEqualTo("x,y,");
        assertThat(render("{% for i, x in enumerate(list, start=1) %}{{ i }}{{ x }} {% endfor %}"))
                .isEqualTo("1x 2y ");
        assertThat(render("{% for k, v in alert.labels.items() %}{{ k }}={{ v }};{% endfor %}"))
                .isEqualTo("app=nginx;odd:key=odd;in=keyword;");
        assertThat(render("{% for k in alert.labels %}{{ k }} {% endfor %}")).isEqualTo("app odd:key in ");
        assertThat(render("{% for c in 'ab' %}{{ c }}.{% endfor %}")).isEqualTo("a.b.");
        assertThat(render("{% for x in nothing %}{{ x }}{% endfor %}")).isEmpty();
    }

    @Test
    void for_nested_keepsTheVariablesOfEachLoopApart() {
        assertThat(render("{% for x in [1, 2] %}{% for x in list %}{{ x }}{% endfor %}{{ x }}{% endfor %}{{ x }}"))
                .isEqualTo("xy1xy2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            textBlock =
                    """
                    "a \n {{ 1 }} \n b"                         ~ "a \n 1 \n b"
                    "a \n {{- 1 }} \n b"                        ~ "a1 \n b"
                    "a \n {{ 1 -}} \n b"                        ~ "a \n 1b"
                    "a \n {{-1-}} \n b"                         ~ "a1b"
                    "a {{ - 3 }} b"                             ~ "a -3 b"
                    "a {{- -3 -}} b"                            ~ "a-3b"
                    "a {#- x -#} b"                             ~ "ab"
                    "a {# x #} b"                               ~ "a  b"
                    "a {#-#} b"                                 ~ "a b"
                    "a {%- if 1 -%} b {%- endif -%} c"          ~ "abc"
                    "a {% if 1 %} b {% endif %} c"              ~ "a  b  c"
                    "{% if 1 -%}\n x\n{%- endif %}\n"           ~ "x\n"
                    "{% for i in [1, 2] -%} {{ i }} {%- endfor %}" ~ "12"
                    "{% raw %} {{ x }} {% if %} {# #} ${y} {% endraw %}" ~ " {{ x }} {% if %} {# #} ${y} "
                    "a {%- raw -%} {{ x }} {%- endraw -%} b"    ~ "a{{ x }}b"
                    "{{ 1 -}}   {{- 2 }}"                       ~ "12"
                    "{#- a -#}  {#- b -#} x"                    ~ "x"
                    "{ { % } # $ {x} 100% }} %} #}"             ~ "{ { % } # $ {x} 100% }} %} #}"
                    "{"                                         ~ "{"
                    "don't {# isn't #}{{ 'x' }}"                ~ "don't x"
                    """)
    void whitespace_aroundDelimiters_isKeptUnlessTheyHaveADash(String template, String expected) {
        String unescaped = template.replace("\\n", "\n");

        assertThat(render(unescaped)).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    ${alert_name}              ~ n<
                    ${labels.app}              ~ nginx
                    ${results[0].query}        ~ * | select 1
                    ${results[0].start_time}   ~ 2021-08-25 00:00:00
                    ${results[0].end_time_ts}  ~ 1629820860
                    ${fire_results_as_kv}      ~ [host:a,pv:8][host:b]
                    ${fire_results[1]}         ~ {"host": "b"}
                    ${unknown.path[3].x}       ~ ``
                    ${alert_name}{{ 1 }}       ~ n<1
                    ${ and $5 ${               ~ ${ and $5 ${
                    """)
    void oldSyntax_ofAPath_isReplaced(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void oldSyntax_inHtml_isEscaped() {
        assertThat(renderer.render(html("${alert_name}"), Map.of("alert", Map.of("alert_name", "<b>"))))
                .isEqualTo("&lt;b&gt;");
    }
}
