package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are the documentation's examples where it has one, else what Python gives. */
class TemplateFunctionsTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    float("foo")                                      ~ 0.0
                    float("1.5")                                      ~ 1.5
                    "2" | float                                       ~ 2.0
                    float("x", default=1.5)                           ~ 1.5
                    float(True)                                       ~ 1.0
                    int("1.23")                                       ~ 1
                    int("foo", default=5)                             ~ 5
                    int("foo")                                        ~ 0
                    int("")                                           ~ 0
                    int(nothing)                                      ~ 0
                    int("-7.9")                                       ~ -7
                    int("1e3")                                        ~ 1000
                    int("1e999999999")                                ~ 0
                    int("99999999999999999999")                       ~ 0
                    int(" 42 ")                                       ~ 42
                    "4" | int + 1                                     ~ 5
                    length("foo")                                     ~ 3
                    length([1, 2])                                    ~ 2
                    {"a": 1} | length                                 ~ 1
                    length("\\ud83d\\ude00")                          ~ 1
                    length(nothing)                                   ~ 0
                    abs(-1)                                           ~ 1
                    -1.5 | abs                                        ~ 1.5
                    min([3, 1, 2])                                    ~ 1
                    [3, 1, 2] | max                                   ~ 3
                    max(["a", "c", "b"])                              ~ c
                    min([])                                           ~ ``
                    ceil(1.2)                                         ~ 2
                    floor(-1.2)                                       ~ -2
                    sum([1, 2, 3])                                    ~ 6
                    sum([1, 0.5])                                     ~ 1.5
                    sum([])                                           ~ 0
                    round(1.56)                                       ~ 2
                    round(1.56, 1)                                    ~ 1.6
                    round(7)                                          ~ 7
                    string(12) + "!"                                  ~ 12!
                    lower("ABC")                                      ~ abc
                    "abc" | upper                                     ~ ABC
                    title("hello wORLD it's")                         ~ Hello World It's
                    capitalize("fOO bAR")                             ~ Foo bar
                    capitalize("")                                    ~ ``
                    "[" + trim("  x \\n") + "]"                       ~ [x]
                    wordcount("foo  bar\\tbaz")                       ~ 3
                    replace("foo bar foo", "foo", "x")                ~ x bar x
                    replace("a.b", ".", "$1")                         ~ a$1b
                    truncate("foo bar", 5)                            ~ foo b
                    truncate("foo bar", 5, end="...")                 ~ foo b...
                    truncate("foo", 5, end="...")                     ~ foo
                    quote("foo")                                      ~ "foo"
                    quote(123)                                        ~ "123"
                    quote("a\\n\\"b\\"\\\\")                          ~ "a\\n\\"b\\"\\\\"
                    quote(nothing)                                    ~ ""
                    startswith("foobar", "foo")                       ~ true
                    startswith("foobar", "bar")                       ~ false
                    "foobar" | endswith("bar")                        ~ true
                    removeprefix("foobar", "foo")                     ~ bar
                    removeprefix("foobar", "bar")                     ~ foobar
                    "foobar" | removesuffix("bar")                    ~ foo
                    split("a,b,c", ",")                               ~ ["a", "b", "c"]
                    split("a,b,c", ",", maxsplit=1)                   ~ ["a", "b,c"]
                    split("a,b,c", maxsplit=0, sep=",")               ~ ["a,b,c"]
                    split("  a  b c ")                                ~ ["a", "b", "c"]
                    split("a b  c ", maxsplit=1)                      ~ ["a", "b  c"]
                    split("", ",")                                    ~ [""]
                    split("")                                         ~ []
                    enumerate(["a", "b"])                             ~ [[0, "a"], [1, "b"]]
                    enumerate(["a", "b"], start=1)                    ~ [[1, "a"], [2, "b"]]
                    list("foo")                                       ~ ["f", "o", "o"]
                    dict(a=1, b="x")                                  ~ {"a": 1, "b": "x"}
                    dict()                                            ~ {}
                    first([1, 2])                                     ~ 1
                    "abc" | last                                      ~ c
                    first([])                                         ~ ``
                    sort([3, 1, 2])                                   ~ [1, 2, 3]
                    sort([3, 1, 2], reverse=True)                     ~ [3, 2, 1]
                    ["b", "a"] | sort                                 ~ ["a", "b"]
                    dictsort({"b": 1, "a": 2})                        ~ [["a", 2], ["b", 1]]
                    join([1, 2, 3], ',')                              ~ 1,2,3
                    [1, 2, 3] | join                                  ~ 123
                    join(["", "a"], ",")                              ~ ,a
                    escape_markdown("_*#-")                           ~ &#95;&#42;&#35;&#45;
                    escape_html("<div>")                              ~ &lt;div&gt;
                    to_json({"host": "host-1", "app": "nginx"})       ~ {"host": "host-1", "app": "nginx"}
                    to_json(True)                                     ~ true
                    to_json(None)                                     ~ null
                    to_json([1, 2.5, "a\\n\\u00e9\\u2028", []])       ~ [1, 2.5, "a\\né\\u2028", []]
                    parse_json('{"foo": [1, "b"]}').foo[1]            ~ b
                    ('[1, 2]' | parse_json)[1]                        ~ 2
                    parse_json('{"cut": "o')                          ~ ``
                    parse_json('1 2')                                 ~ ``
                    base64_encoding("foo é")                          ~ Zm9vIMOp
                    base64_decoding("Zm9vIMOp")                       ~ foo é
                    base64_decoding("%%%")                            ~ ``
                    md5_encoding("foo")                               ~ acbd18db4cc2f85cedef654fccc4a4d8
                    url_encoding("https://a/?b=c&d e")                ~ https%3A%2F%2Fa%2F%3Fb%3Dc%26d%20e
                    url_decoding("https%3A%2F%2Fa%2F%e4%bd%a0+100%")  ~ https://a/你+100%
                    format_date(1629820800)                           ~ 2021-08-25 00:00:00
                    1629820800 | format_date                          ~ 2021-08-25 00:00:00
                    "1629820800" | format_date                        ~ 2021-08-25 00:00:00
                    format_date(1629820800, tz="UTC", fmt="%Y/%m/%d %H:%M:%S") ~ 2021/08/24 16:00:00
                    format_date(1629820800, tz="Asia/Kolkata")        ~ 2021-08-24 21:30:00
                    format_date(1629820800, fmt="%y%j %I%p %a %A %b %B %z %f %%") ~ 21237 12AM Wed Wednesday Aug August +0800 000000 %
                    format_date("soon")                               ~ ``
                    format_date(nothing)                              ~ ``
                    parse_date("2021-08-25 01:02:03")                 ~ 2021-08-25 01:02:03
                    parse_date(1629820800)                            ~ 2021-08-25 00:00:00
                    parse_date("25/08/2021", fmt="%d/%m/%Y") | timestamp ~ 1629820800
                    parse_date("2021-08-25 05:30", fmt="%Y-%m-%d %I:%M") ~ 2021-08-25 05:30:00
                    parse_date("2021-08-25 05:30 PM", fmt="%Y-%m-%d %I:%M %p") ~ 2021-08-25 17:30:00
                    parse_date("25 aug 2021 05:30 pm", fmt="%d %b %Y %I:%M %p") ~ 2021-08-25 17:30:00
                    parse_date("2021-08-25 17 05", fmt="%Y-%m-%d %H %I") ~ 2021-08-25 17:00:00
                    parse_date("68-12-31", fmt="%y-%m-%d")            ~ 2068-12-31 00:00:00
                    parse_date("69-01-01", fmt="%y-%m-%d")            ~ 1969-01-01 00:00:00
                    parse_date("2021-08-25 00:00 +0000", fmt="%Y-%m-%d %H:%M %z") | format_date(fmt="%z") ~ +0000
                    timestamp("2021-08-25 00:00:00")                  ~ 1629820800
                    timestamp("never")                                ~ ``
                    format_duration(100000)                           ~ 1d3h46m40s
                    format_duration(100000, sep=",")                  ~ 1d,3h,46m,40s
                    format_duration(100000, locale="zh-CN")           ~ 1天3小时46分钟40秒
                    format_duration(3600)                             ~ 1h
                    format_duration(0)                                ~ 0s
                    format_duration(-61)                              ~ -1m1s
                    format_type("sls_pub")                            ~ Pub Alert
                    format_type("sls_pub", locale="zh-CN")            ~ 开放告警
                    format_region("cn-hangzhou")                      ~ China (Hangzhou)
                    format_region("xx-nowhere-9")                     ~ xx-nowhere-9
                    format_severity(6)                                ~ Medium
                    10 | format_severity                              ~ Critical
                    format_severity(7)                                ~ 7
                    format_status("firing")                           ~ firing
                    to_list({"host": "host-1", "app": "nginx"})       ~ [host: host-1][app: nginx]
                    annotations_to_list({"title": "t", "desc": "d", "own": "o"}) ~ [Title: t][Description: d][own: o]
                    annotations_to_list({"title": "t"}, locale="zh-CN") ~ [标题: t]
                    blockquote("foo")                                 ~ foo
                    """)
    void function_inText_givesItsDocumentedResult(String expression, String expected) {
        assertThat(renderer.render(text("{{ " + expression + " }}"), Map.of())).isEqualTo(expected);
    }

    @Test
    void indent_lines_areAllIndented() {
        assertThat(renderer.render(text("{{ indent('a\\nb') }}|{{ 'a' | indent(n=2) }}"), Map.of()))
                .isEqualTo("    a\n    b|  a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    format_severity(6)             ~ <font color="#F6C022">Medium</font>
                    8 | format_severity("zh-CN")   ~ <font color="#E03C39">高</font>
                    format_status("firing")        ~ <font color="#E03C39">Firing</font>
                    format_status("resolved")      ~ <font color="#72C140">Resolved</font>
                    format_status("firing", locale="zh-CN") ~ <font color="#E03C39">触发</font>
                    format_status("<b>")           ~ &lt;b&gt;
                    format_severity("<b>")         ~ &lt;b&gt;
                    format_region("<b>")           ~ &lt;b&gt;
                    to_list({"<k>": "<v>"})        ~ <ul><li>&lt;k&gt;: &lt;v&gt;</li></ul>
                    ["<v>", 1, None] | to_list     ~ <ul><li>&lt;v&gt;</li><li>1</li><li></li></ul>
                    annotations_to_list({"title": "<t>", "<k>": ["'"]}) ~ <ul><li>Title: &lt;t&gt;</li><li>&lt;k&gt;: [&quot;&#39;&quot;]</li></ul>
                    blockquote("a & b")            ~ <blockquote>a &amp; b</blockquote>
                    blockquote(to_list(["<"]))     ~ <blockquote><ul><li>&lt;</li></ul></blockquote>
                    escape_markdown("_<'>_")       ~ &#95;&#60;&#39;&#62;&#95;
                    quote("<")                     ~ &quot;&lt;&quot;
                    to_json({"a": "<"})            ~ {&quot;a&quot;: &quot;&lt;&quot;}
                    """)
    void function_inHtml_givesMarkUpWithItsInputsEscaped(String expression, String expected) {
        assertThat(renderer.render(html("{{ " + expression + " }}"), Map.of())).isEqualTo(expected);
    }

    @Test
    void functions_ofWhatIsNotThere_giveNothing() {
        String all = "{{ x | lower }}{{ x | trim | title }}{{ truncate(x, 3) }}{{ x | join(',') }}{{ x | format_date }}"
                + "{{ x | first }}{{ x | round }}{{ x | parse_json }}{{ x | to_list }}{{ blockquote(x) }}{{ x | sort }}"
                + "{% for i, y in enumerate(x) %}{{ i }}{% endfor %}";

        assertThat(renderer.render(html(all), Map.of())).isEmpty();
    }

    @Test
    void values_ofVariables_areThoseOfTheLanguage() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("int", 3);
        variables.put("double", 2.0);
        variables.put("text", new StringBuilder("t"));
        variables.put("list", Arrays.asList(1, null, true));
        variables.put("map", Map.of("k", List.of("v")));
        variables.put("nothing", null);

        assertThat(renderer.render(
                        text("{{ int }} {{ double }} {{ text }} {{ list }} {{ map }} {{ nothing }}."), variables))
                .isEqualTo("3 2.0 t [1, null, true] {\"k\": [\"v\"]} .");
    }
}
