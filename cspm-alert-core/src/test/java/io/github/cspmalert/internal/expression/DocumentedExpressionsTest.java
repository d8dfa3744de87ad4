package io.github.cspmalert.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The expressions that SLS's documentation shows, each with its page, on rows that meet them and that do not. Fields of a row are
 * parted by commas.
 */
class DocumentedExpressionsTest {

    private static final String PAGES = "https://www.alibabacloud.com/help/en/sls/";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            textBlock =
                    """
                    syntax-of-trigger-conditions-in-alert-rules ; x+(-100)<100        ; x=199         ; TRUE
                    syntax-of-trigger-conditions-in-alert-rules ; x+(-100)<100        ; x=200         ; FALSE
                    syntax-of-trigger-conditions-in-alert-rules ; 100+100             ; x=1           ; FALSE
                    syntax-of-trigger-conditions-in-alert-rules ; x * 100 + y > 200   ; x=2,y=1       ; TRUE
                    syntax-of-trigger-conditions-in-alert-rules ; x * 100 + y > 200   ; x=2,y=0       ; FALSE
                    syntax-of-trigger-conditions-in-alert-rules ; x % 10 > 5          ; x=16          ; TRUE
                    syntax-of-trigger-conditions-in-alert-rules ; x % 10 > 5          ; x=15          ; FALSE
                    syntax-of-trigger-conditions-in-alert-rules ; x =~ "\\\\w+"       ; x=a           ; TRUE
                    syntax-of-trigger-conditions-in-alert-rules ; x =~ "\\\\w+"       ; x=%           ; FALSE
                    syntax-of-evaluate-expressions              ; [5xx-percent(%)] > 20 ; 5xx-percent(%)=21 ; TRUE
                    syntax-of-evaluate-expressions              ; [5xx-percent(%)] > 20 ; 5xx-percent(%)=20 ; FALSE
                    syntax-of-evaluate-expressions              ; [404] > 20          ; 404=21        ; TRUE
                    # two fields: as numbers where both are, else as texts
                    syntax-of-evaluate-expressions              ; x > y               ; x=10,y=9      ; TRUE
                    syntax-of-evaluate-expressions              ; x > y               ; x=10,y=9a     ; FALSE
                    # a field and a number: as numbers; a field and a text: as texts
                    syntax-of-evaluate-expressions              ; x > 9               ; x=10          ; TRUE
                    syntax-of-evaluate-expressions              ; x > '9'             ; x=10          ; FALSE
                    syntax-of-evaluate-expressions              ; contains(x, 'rr')   ; x=error       ; TRUE
                    syntax-of-evaluate-expressions              ; contains(x, 'rr')   ; x=fine        ; FALSE
                    syntax-of-evaluate-expressions              ; !(x > 5) && y == 'a' ; x=5,y=a      ; TRUE
                    # underscores are in the documentation's own samples, though the page allows letters and digits only
                    set-trigger-conditions                      ; success_ratio < 90  ; success_ratio=89.9 ; TRUE
                    set-trigger-conditions                      ; pv > 1000           ; pv=900        ; FALSE
                    set-trigger-conditions                      ; pv > 1000           ; pv=1001       ; TRUE
                    """)
    void expression_ofTheDocumentation_holdsAsItSays(String page, String expression, String row, Outcome outcome) {
        Map<String, String> fields = Arrays.stream(row.split(","))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));

        assertThat(Expression.parse("condition", expression).test(field -> fields.get(field.name())))
                .as(PAGES + page)
                .isEqualTo(outcome);
    }
}
