package io.github.cspmalert.sls.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.Answers;
import io.github.cspmalert.sls.internal.client.MalformedAnswerException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsAnswerTest {

    @Test
    void parse_sql_keepsTheOrderOfTheKeysAndNothingElse() {
        LogsAnswer answer = sql(
                Answers.complete("\"b\",\"a\"", "{\"a\":\"1\",\"__time__\":\"1\",\"__source__\":\"s\",\"b\":\"2\"}"));

        assertThat(answer.columns()).containsExactly("b", "a");
        assertThat(answer.rows().get(0).values().toString()).isEqualTo("{b=2, a=1}");
    }

    @Test
    void parse_sqlWithoutKeys_takesThoseOfTheFirstRow() {
        LogsAnswer answer = sql(Answers.logs(
                "\"progress\":\"Complete\"", "{\"__time__\":\"1\",\"__source__\":\"\",\"b\":\"2\",\"a\":\"1\"}"));

        assertThat(answer.columns()).containsExactly("b", "a");
    }

    @Test
    void parse_nullOrMissingCell_isAbsentAndTheTextNullIsKept() {
        LogsAnswer answer = sql(Answers.complete("\"a\",\"b\",\"c\"", "{\"a\":null,\"c\":\"null\"}"));

        assertThat(answer.columns()).containsExactly("a", "b", "c");
        assertThat(answer.rows().get(0).values()).isEqualTo(Map.of("c", "null"));
    }

    @Test
    void parse_cellsThatAreNoText_becomeText() {
        LogsAnswer answer = sql(Answers.complete(
                "\"n\",\"d\",\"t\",\"o\",\"l\"", "{\"n\":3,\"d\":0.10,\"t\":true,\"o\":{\"x\":1},\"l\":[1,\"y\"]}"));

        assertThat(answer.rows().get(0).values())
                .isEqualTo(Map.of("n", "3", "d", "0.10", "t", "true", "o", "{\"x\":1}", "l", "[1,\"y\"]"));
    }

    @Test
    void parse_search_keepsAllFieldsAndUnitesTheColumns() {
        LogsAnswer answer = LogsAnswer.parse(
                Answers.logs(
                        "\"progress\":\"Complete\",\"keys\":[]",
                        "{\"__time__\":\"1\",\"a\":\"x\"},{\"b\":\"y\",\"a\":null}"),
                false,
                null);

        assertThat(answer.columns()).containsExactly("__time__", "a", "b");
        assertThat(answer.rows())
                .extracting(LogRow::values)
                .isEqualTo(List.of(Map.of("__time__", "1", "a", "x"), Map.of("b", "y")));
    }

    @Test
    void parse_noData_isEmpty() {
        assertThat(sql("{\"meta\":{\"progress\":\"Complete\"}}").rows()).isEmpty();
        assertThat(sql("{\"meta\":{\"progress\":\"Complete\"},\"data\":null}").rows())
                .isEmpty();
    }

    @Test
    void parse_aFieldOfTenMegabytes_isKept() {
        String big = "x".repeat(10_000_000);
        LogsAnswer answer = sql(Answers.complete("\"a\"", "{\"a\":\"" + big + "\"}"));

        assertThat(answer.rows().get(0).get("a"))
                .hasValueSatisfying(value -> assertThat(value).hasSize(10_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ not an object",
                "<html>tenant's name</html> ~ not JSON at line 1, column",
                "{\"meta\":{\"progress\":\"Complete\"},\"data\":[ ~ not JSON",
                "{} {} ~ not JSON",
                "null ~ not an object",
                "[] ~ not an object",
                "{} ~ no object \"meta\"",
                "{\"meta\":[]} ~ no object \"meta\"",
                "{\"meta\":{}} ~ no text \"progress\"",
                "{\"meta\":{\"progress\":null}} ~ no text \"progress\"",
                "{\"meta\":{\"progress\":\"Complete\"},\"data\":{}} ~ \"data\" is not a list",
                "{\"meta\":{\"progress\":\"Complete\"},\"data\":[{},\"tenant's name\"]} ~ a row of \"data\" is not an object",
                "{\"meta\":{\"progress\":\"Complete\"},\"data\":[null]} ~ a row of \"data\" is not an object",
            })
    void parse_otherShape_isRefusedWithoutShowingIt(String json, String why) {
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> LogsAnswer.parse(json, true, "5F3E"))
                .withMessageContaining(why)
                .withMessageNotContaining("tenant")
                .withNoCause()
                .satisfies(e -> assertThat(e.requestId()).isEqualTo("5F3E"));
    }

    private static LogsAnswer sql(String json) {
        return LogsAnswer.parse(json, true, null);
    }
}
