package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column that is missing costs no more than its value, and variables that never end are refused. */
class MissingValuesTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ alert.nothing > 3 }}                          | false",
                "{{ alert.nothing <= 3 }}                         | false",
                "{{ 3 >= alert.nothing }}                         | false",
                "{{ 'x' + alert.nothing }}                        | x",
                "{{ alert.nothing + 'x' }}                        | x",
                "{% if alert.nothing > 3 %}a{% else %}b{% endif %} | b"
            })
    void render_undefinedInAnOperator_goesOn(String template, String expected) {
        assertThat(render(template, Map.of("alert", Map.of()))).isEqualTo(expected);
    }

    @Test
    void int_nanosecondTimestamp_keepsEveryDigit() {
        assertThat(render("{{ int('1629820800123456789') }}", Map.of())).isEqualTo("1629820800123456789");
    }

    @Test
    @Timeout(30)
    void render_listThatHoldsItselfTwiceOverAndOver_isRefused() {
        List<?> list = List.of("x");
        for (int i = 0; i < 40; i++) {
            list = List.of(list, list);
        }
        Map<String, Object> variables = Map.of("alert", Map.of("list", list));

        assertThatThrownBy(() -> render("{{ alert.list }}", variables))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("more than 1000000 values");
    }

    private String render(String template, Map<String, ?> variables) {
        return renderer.render(new TemplateText("template", template, ContentFormat.TEXT), variables);
    }
}
