package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.delivery.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRefusalTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    private TemplateException refusal(String template) {
        TemplateException refused = catchThrowableOfType(TemplateException.class, () -> renderer.check(text(template)));
        assertThat(refused).as(template).isNotNull();
        assertThatThrownBy(() -> renderer.render(text(template), Map.of())).hasMessage(refused.getMessage());
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {% set x = 1 %}                           ~ 4  ~ SLS does not document the tag 'set'; it documents: for, if, raw
                    {% macro m() %}{% endmacro %}             ~ 4  ~ the tag 'macro'
                    {% include 'x' %}                         ~ 4  ~ the tag 'include'
                    {% extends 'x' %}                         ~ 4  ~ the tag 'extends'
                    {% import 'x' as y %}                     ~ 4  ~ the tag 'import'
                    {% from 'x' import y %}                   ~ 4  ~ the tag 'from'
                    {% do x.y() %}                            ~ 4  ~ the tag 'do'
                    {% block x %}{% endblock %}               ~ 4  ~ the tag 'block'
                    {% autoescape false %}{% endautoescape %} ~ 4  ~ the tag 'autoescape'
                    {% IF x %}{% endif %}                     ~ 4  ~ the tag 'IF' (did you mean 'if'?)
                    {{ loop.index }}                          ~ 4  ~ SLS does not document loop.*; count with {% for i, x in enumerate(list, start=1) %}
                    {% for loop in x %}{% endfor %}           ~ 8  ~ loop.*
                    {% for x in y if x %}{% endfor %}         ~ 15 ~ a condition in a for
                    {% for x in y recursive %}{% endfor %}    ~ 15 ~ 'recursive' cannot stand here
                    {% for x in y %}{% else %}{% endfor %}    ~ 20 ~ {% else %} in a for
                    {% for a, b, c in x %}{% endfor %}        ~ 14 ~ a for with more than two variables
                    {% if x is defined %}{% endif %}          ~ 9  ~ tests such as 'is defined'
                    {{ x is none }}                           ~ 6  ~ tests such as 'is defined'
                    {{ 'a' if x else 'b' }}                   ~ 8  ~ the inline if
                    `{{ x ~ y }}`                             ~ 6  ~ `'~'`
                    {{ x[1:2] }}                              ~ 7  ~ slices
                    {{ x[:2] }}                               ~ 6  ~ slices
                    {{ (1, 2) }}                              ~ 6  ~ tuples
                    {{ () }}                                  ~ 5  ~ tuples
                    {{ 2 ** 3 }}                              ~ 6  ~ '**'
                    {{ a && b }}                              ~ 6  ~ '&&'
                    {{ a || b }}                              ~ 6  ~ '||'
                    {{ !a }}                                  ~ 4  ~ '!'
                    {{ a ? b : c }}                           ~ 6  ~ '?'
                    {{ a = 1 }}                               ~ 6  ~ compare with '=='
                    {{ a eq 1 }}                              ~ 6  ~ 'eq' cannot stand here
                    {{ 1 < 2 < 3 }}                           ~ 10 ~ chained comparisons
                    {{ x | default('') }}                     ~ 8  ~ the filter 'default'
                    {{ x | tojson }}                          ~ 8  ~ the filter 'tojson' (did you mean 'to_json'?)
                    {{ x | formt_date }}                      ~ 8  ~ the filter 'formt_date' (did you mean 'format_date'?)
                    {{ x | safe }}                            ~ 8  ~ the filter 'safe'
                    {{ x | map('y') }}                        ~ 8  ~ the filter 'map'
                    {{ x | replace('a', 'b') }}               ~ 8  ~ SLS does not document 'replace' as a filter; write replace(v, old, new)
                    {{ x | truncate(3) }}                     ~ 8  ~ write truncate(v, n, end=…)
                    {{ x | enumerate }}                       ~ 8  ~ as a filter
                    {{ x | dict }}                            ~ 8  ~ the filter 'dict'
                    {{ range(9) }}                            ~ 4  ~ the function 'range'
                    {{ now() }}                               ~ 4  ~ the function 'now'
                    {{ namespace() }}                         ~ 4  ~ the function 'namespace'
                    {{ x.upper() }}                           ~ 6  ~ SLS does not document the method upper(); the only one is items()
                    {{ x.get('a') }}                          ~ 6  ~ the method get()
                    {{ x.items(1) }}                          ~ 12 ~ expected ')'
                    {{ x.y()() }}                             ~ 6  ~ the method y()
                    {{ x['f']() }}                            ~ 10 ~ only a function can be called
                    {{ truncate(x) }}                         ~ 4  ~ truncate(v, n, end=…) needs the argument 'n'
                    {{ lower(x, y) }}                         ~ 13 ~ too many arguments for lower(v)
                    {{ lower() }}                             ~ 4  ~ lower(v) needs the argument 'v'
                    {{ int(x, dflt=1) }}                      ~ 11 ~ int(v, default=…) has no argument 'dflt'
                    {{ int(x, v=1) }}                         ~ 11 ~ int: the argument 'v' is given twice
                    {{ int(default=1, x) }}                   ~ 19 ~ an argument without a name comes after one with a name
                    {{ dict(1) }}                             ~ 9  ~ expected name=value, but found '1'
                    """)
    void construct_thatSlsDoesNotDocument_isRefusedByNameWhereItStands(String template, int column, String message) {
        TemplateException refused = refusal("first line\n" + template);

        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.line()).hasValue(2);
        assertThat(refused.column()).hasValue(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {{ 1                       ~ 1  ~ '{{' is never closed; write '}}' where it ends
                    {% if x                    ~ 1  ~ '{%' is never closed
                    {# x                       ~ 1  ~ '{#' is never closed
                    {{ }}                      ~ 1  ~ '{{ }}' holds no expression
                    {% %}                      ~ 4  ~ expected the name of a tag, but found the end
                    {% 1 %}                    ~ 4  ~ expected the name of a tag, but found '1'
                    {% if x %}                 ~ 1  ~ '{% if %}' is never closed; write {% endif %}
                    {% for x in y %}           ~ 1  ~ '{% for %}' is never closed; write {% endfor %}
                    {% raw %}{{ x }}           ~ 1  ~ '{% raw %}' is never closed; write {% endraw %}
                    x{% endif %}               ~ 5  ~ 'endif' closes or continues no tag that is open here
                    {% else %}                 ~ 4  ~ 'else' closes or continues no tag that is open here
                    {% if x %}{% endfor %}     ~ 14 ~ 'endfor' cannot stand here; expected 'endif'
                    {% for x in y %}{% endif %} ~ 20 ~ 'endif' cannot stand here; expected 'endfor'
                    {% if x %}{% else %}{% elif y %}{% endif %} ~ 24 ~ 'elif' cannot stand here
                    {% if %}{% endif %}        ~ 7  ~ the end cannot stand here
                    {% if x %}{% endif x %}    ~ 20 ~ 'x' cannot stand here
                    {% else if x %}            ~ 4  ~ 'else' closes or continues no tag
                    {% for x %}{% endfor %}    ~ 10 ~ expected 'in', but found the end
                    {% for in in y %}{% endfor %} ~ 8 ~ expected the name of a variable, but found 'in'
                    {% for 1 in y %}{% endfor %} ~ 8 ~ expected the name of a variable, but found '1'
                    {{ 1 + }}                  ~ 8  ~ the end cannot stand here
                    {{ a b }}                  ~ 6  ~ 'b' cannot stand here
                    {{ 'a' 'b' }}              ~ 8  ~ ''b'' cannot stand here
                    {{ 'a }}                   ~ 4  ~ the text that starts here is never closed
                    {{ a | }}                  ~ 8  ~ expected the name of a filter, but found the end
                    {{ a. }}                   ~ 7  ~ expected a name, but found the end
                    {{ a.0 }}                  ~ 6  ~ expected a name, but found '0'
                    {{ a[] }}                  ~ 6  ~ ']' cannot stand here
                    {{ a[0 }}                  ~ 8  ~ expected ']' before '}'
                    {{ (1 }}                   ~ 7  ~ expected ')' before '}'
                    {{ 1) }}                   ~ 5  ~ ')' closes what was never opened
                    {{ {1: 2} }}               ~ 5  ~ expected a text in quotes as the key of a map, but found '1'
                    {{ [1 2] }}                ~ 7  ~ '2' cannot stand here
                    {{ 3x }}                   ~ 4  ~ a number cannot go on with 'x'
                    {{ 99999999999999999999 }} ~ 4  ~ the number 99999999999999999999 is too large
                    {{ a ; b }}                ~ 6  ~ ';' cannot stand in an expression
                    {{ a \\ b }}               ~ 6  ~ '\\' cannot stand in an expression
                    {{ and }}                  ~ 4  ~ 'and' cannot stand here
                    """)
    void template_malformed_isRefusedWhereItBreaks(String template, int column, String message) {
        TemplateException refused = refusal("\n\n" + template);

        assertThat(refused).hasMessageStartingWith("template 't', content, line 3, column " + column + ": ");
        assertThat(refused).hasMessageContaining(message);
        assertThat(refused.line()).hasValue(3);
        assertThat(refused.column()).hasValue(column);
    }

    @Test
    void error_insideAnExpressionOverSeveralLines_isGivenByItsOwnLine() {
        TemplateException refused = refusal("a\n{{ alert\n  .labels\n    | nope }}");

        assertThat(refused.line()).hasValue(4);
        assertThat(refused.column()).hasValue(7);
    }

    @Test
    void unknownName_inABranchThatNeverRuns_isRefused() {
        assertThat(refusal("{% if False %}{% for x in y %}{{ x | nope }}{% endfor %}{% endif %}"))
                .hasMessageContaining("'nope'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {{ row.cnt + 1 }}      ~ 12 ~ '+' cannot take text and a number; the values of a log are texts, so write int(x)
                    {{ row.cnt > 5 }}      ~ 12 ~ '>' cannot take text and a number
                    {{ row.cnt * 2 }}      ~ 12 ~ '*' cannot take text and a number
                    {{ -row.cnt }}         ~ 4  ~ '-' cannot take a number and text
                    {{ nothing + 1 }}      ~ 12 ~ '+' cannot take nothing and a number
                    {{ [1] + [2] }}        ~ 8  ~ '+' cannot take a list and a list
                    {{ 1 in 2 }}           ~ 6  ~ 'in' cannot take a number and a number
                    {{ 1 / 0 }}            ~ 6  ~ division by zero
                    {{ 1.5 % 0 }}          ~ 8  ~ division by zero
                    {{ 9223372036854775807 + 1 }} ~ 24 ~ the result of '+' is too large
                    {{ abs('x') }}         ~ 4  ~ abs: v must be a number, but is text
                    {{ join(5) }}          ~ 4  ~ join: v must be a text, a list or a map, but is a number
                    {{ dictsort([]) }}     ~ 4  ~ dictsort: v must be a map, but is a list
                    {{ sort([1, 'a']) }}   ~ 4  ~ '<' cannot take
                    {{ truncate('x', 'y') }} ~ 4 ~ truncate: n must be a whole number, but is text
                    {{ truncate('x', -1) }} ~ 4 ~ truncate: n must not be negative, but is -1
                    {{ replace('x', '', 'y') }} ~ 4 ~ replace: old must not be empty
                    {{ split('x', '') }}   ~ 4  ~ split: sep must not be empty
                    {{ format_date(1, tz='Mars') }} ~ 4 ~ format_date: tz must be a time zone such as UTC or Asia/Shanghai, but is "Mars"
                    {{ format_date(1, fmt='%Q') }} ~ 4 ~ format_date: fmt has '%Q', which is none of
                    {{ format_date(1, fmt='%') }} ~ 4 ~ write %% for a percent sign
                    {{ format_region('x', 'fr') }} ~ 4 ~ format_region: locale must be en-US, zh-CN or empty, but is "fr"
                    {% for x in 5 %}{% endfor %} ~ 1 ~ a for needs a list, a map or a text, but got a number
                    {% for a, b in [1] %}{% endfor %} ~ 1 ~ a for with two variables needs pairs
                    """)
    void value_ofTheWrongKind_isToldWhereItIsUsed(String template, int column, String message) {
        Map<String, ?> variables = Map.of("row", Map.of("cnt", "9"));
        renderer.check(text(template));

        assertThatThrownBy(() -> renderer.render(text(template), variables))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template 't', content, line 1, column " + column + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void message_aboutAValue_doesNotShowIt() {
        assertThatThrownBy(() -> renderer.render(text("{{ row + 1 }}"), Map.of("row", "s3cret")))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void variable_thatIsAJavaObject_isRefusedByItsPath() {
        Map<String, ?> variables = Map.of("alert", Map.of("rows", List.of(Map.of("x", new Object()))));

        assertThatThrownBy(() -> renderer.render(text("{{ 1 }}"), variables))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template 't', content: variable 'alert.rows[].x' is a java.lang.Object;"
                        + " templates know texts, numbers, booleans, lists and maps");
    }
}
