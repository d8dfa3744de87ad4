package io.github.cspmalert.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final String[] PIECES = {
        "x",
        "y",
        "$0.x",
        "$1.y",
        "[5xx-rate(%)]",
        "1",
        "2.5",
        "(-1)",
        "'a'",
        "\"b\"",
        "true",
        "false",
        "(",
        ")",
        "+",
        "-",
        "*",
        "/",
        "%",
        "==",
        "!=",
        ">",
        ">=",
        "<",
        "<=",
        "=~",
        "!~",
        "&&",
        "||",
        "!",
        "contains(",
        ",",
        " ",
        "\"\\\\w+\"",
        ".",
        "=",
        "and",
        "é"
    };

    private final Map<Field, String> row = new HashMap<>();

    // https://www.alibabacloud.com/help/en/sls/user-guide/syntax-of-evaluate-expressions: which constant makes numbers
    // of the
    // fields, and which texts.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "x == y              ; 10  ; 10.0 ; TRUE",
                "x == y              ; 10a ; 10.0 ; FALSE",
                "x > y               ; 9   ; 10   ; FALSE",
                "x > y               ; 9a  ; 10   ; TRUE",
                "x > 9               ; 10  ;      ; TRUE",
                "x > 9               ; a   ;      ; UNKNOWN",
                "x > '9'             ; 10  ;      ; FALSE",
                "x == \"10\"         ; 10  ;      ; TRUE",
                "x == \"10\"         ; 10.0 ;     ; FALSE",
                "x != 'a'            ; b   ;      ; TRUE",
                "x + y > 10          ; 5   ; 6    ; TRUE",
                "x + y > 10          ; a   ; 6    ; UNKNOWN",
                "x*2 + 1 == 7        ; 3   ;      ; TRUE",
                "(x+2) * 2 == 10     ; 3   ;      ; TRUE",
                "x / 2 == 1.5        ; 3   ;      ; TRUE",
                "x % 2 == 1          ; 3   ;      ; TRUE",
                "x+(-100)<100        ; 199 ;      ; TRUE",
                "x+(-100)<100        ; 200 ;      ; FALSE",
                "x / 0 > 100         ; 1   ;      ; TRUE",
                "x > 1e3             ; 1001;      ; TRUE",
                "x > .5              ; 0.6 ;      ; TRUE",
                "x =~ \"\\\\w+\"     ; abc ;      ; TRUE",
                "x =~ '^b'           ; abc ;      ; FALSE",
                "x !~ '^b'           ; abc ;      ; TRUE",
                "contains(x, 'b')    ; abc ;      ; TRUE",
                "contains(x, y)      ; abc ; bc   ; TRUE",
                "!contains(x, 'b')   ; abc ;      ; FALSE",
                "x > 1 && y < 5      ; 2   ; 3    ; TRUE",
                "x > 1 && y < 5      ; 2   ; 7    ; FALSE",
                "x > 5 || y < 5      ; 2   ; 3    ; TRUE",
                "x > 5 || x > 1 && y > 5 ; 6 ; 1  ; TRUE",
                "(x > 5 || x > 1) && y > 5 ; 6 ; 1 ; FALSE",
                "!(x > 5)            ; 6   ;      ; FALSE",
                "!(x > 5) == (y > 5) ; 6   ; 1    ; TRUE",
                "x == true           ; true ;     ; TRUE",
                "true                ;     ;      ; TRUE",
                "false || x == 1     ; 1   ;      ; TRUE",
                "100+100             ;     ;      ; FALSE",
                "x                   ; 1   ;      ; FALSE",
                "'a'                 ;     ;      ; FALSE",
                "x > 1               ;     ;      ; UNKNOWN",
                "!(x > 1)            ;     ;      ; UNKNOWN",
                "x > 1 || y > 1      ;     ; 2    ; TRUE",
                "x > 1 && y > 1      ;     ; 2    ; UNKNOWN",
                "x > 1 && y > 1      ;     ; 1    ; FALSE",
                "x > 0               ; NaN ;      ; FALSE",
                "x != x              ; NaN ;      ; TRUE",
                "x > 100             ; Infinity ;  ; TRUE",
                "x > 0               ; 1d  ;      ; UNKNOWN",
                "x > 0               ; 0x1p3 ;    ; UNKNOWN",
                "x > 0               ; 1_000 ;    ; UNKNOWN",
                "x == 9007199254740993 ; 9007199254740992 ; ; TRUE",
            })
    void test_ofARow_isThatOfTheTable(String expression, String x, String y, Outcome outcome) {
        put("x", x);
        put("y", y);

        assertThat(test(expression)).isEqualTo(outcome);
    }

    // Bytes of UTF-8, as Go compares texts: what stands beyond U+FFFF comes after U+FF21, which is not so in UTF-16.
    @Test
    void test_ofTextsBeyondTheBasicPlane_goesByCodePoints() {
        put("x", "\uD83D\uDE00");
        put("y", "\uFF21");

        assertThat(test("x > y")).isEqualTo(Outcome.TRUE);
    }

    @Test
    void fields_withPrefixesAndBrackets_areFound() {
        row.put(new Field(0, "host"), "a");
        row.put(new Field(1, "host"), "a");
        put("5xx-rate(%)", "7");

        assertThat(test("$0.host == $1.host && [5xx-rate(%)] > 5")).isEqualTo(Outcome.TRUE);
        assertThat(Expression.parse("condition", "$0.host == $1.host && $0.pv > $1.pv")
                        .equalities())
                .containsExactly(new Expression.Equality(new Field(0, "host"), new Field(1, "host")));
    }

    // The form of a real event: "Count:[3] > 0; Condition:[1] > 0" for the condition total>0.
    @Test
    void describe_ofARow_showsItsValuesInBrackets() {
        put("total", "1");

        assertThat(Expression.parse("condition", "total>0").describe(field -> row.get(field)))
                .isEqualTo("[1] > 0");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "x >             | 4  | instead of the end",
                "x = 1           | 3  | write == for equal",
                "x and y         | 3  | and is written &&",
                "x > 1 or y > 1  | 7  | or is written ||",
                "a.b > 1         | 2  | write the name in brackets, as in [a.b]",
                "5xx > 1         | 1  | stands in brackets, as in [5xx]",
                "x && y > 1      | 1  | no bare field or value",
                "!x              | 2  | no bare field or value",
                "x > 1 > 2       | 7  | an operator such as &&",
                "(x > 1) > 2     | 9  | not less or greater",
                "'a' + 1 > 2     | 1  | no arithmetic with texts",
                "x + 'a' == 2    | 5  | no arithmetic with texts",
                "1 == 'a'        | 3  | write the number without quotes",
                "1 =~ 'a'        | 6  | a number cannot be matched",
                "x =~ y          | 6  | a regular expression in quotes",
                "x =~ '(a'       | 6  | the parenthesis is not closed",
                "x =~ '\\w'      | 7  | a backslash must be doubled",
                "x == 'a         | 6  | the text is not closed",
                "[x > 1          | 1  | the bracket is not closed",
                "[] > 1          | 1  | the name of a field is expected",
                "$3.x > 1        | 1  | $0., $1. or $2.",
                "contains(x)     | 11 | ',' is expected",
                "contains(x, 5)  | 13 | write the number in quotes",
                "startswith(x,'a') | 1 | the only one is contains",
                "(x > 1          | 7  | ')' is expected instead of the end, for what begins at character 1",
                "x > 1)          | 6  | an operator such as &&",
            })
    void parse_ofWhatCannotBeRead_saysWhereAndWhat(String expression, int at, String what) {
        assertThatThrownBy(() -> Expression.parse("condition", expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("condition cannot be read at character " + at + ": ")
                .hasMessageContaining(what);
    }

    @Test
    void parse_of128Characters_isTheMost() {
        String longest = "x > " + "1".repeat(124);

        assertThat(Expression.parse("condition", longest)).hasToString(longest);
        assertThatThrownBy(() -> Expression.parse("condition", longest + "1"))
                .hasMessageContaining("it has 129 characters, and SLS takes 128 at most");
    }

    @Test
    @Tag("fuzz")
    void parse_ofSeededPieces_givesAnExpressionOrSaysWhere() {
        long seed = Long.getLong("fuzz.seed", 11);
        Random random = new Random(seed);
        put("x", "1");
        int read = 0;
        int inputs = Math.max(20_000, Integer.getInteger("fuzz.inputs", 20_000));
        for (int i = 0; i < inputs; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                test(text.toString());
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d: %s", seed, text).hasMessageContaining("cannot be read at character ");
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private void put(String name, String value) {
        if (value != null) {
            row.put(Field.of(name), value);
        }
    }

    private Outcome test(String expression) {
        return Expression.parse("condition", expression).test(row::get);
    }
}
