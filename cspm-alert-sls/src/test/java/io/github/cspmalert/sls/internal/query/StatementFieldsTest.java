package io.github.cspmalert.sls.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "* ~ ``",
                "word \"two words\" ~ ``",
                "__topic__:sas-cspm-log AND status:NOT_PASS ~ status",
                "status : \"NOT_PASS\" and not vendor:* ~ status,vendor",
                "\"a b\":x or cnt >= 5 or start_time in [1 2] ~ a b,cnt,start_time",
                "url:\"http://x\" ~ url",
                "time:12:30 ~ time",
                "note:\"status:x\" ~ note",
                "\"status:x\" ~ ``",
                "a.b.c:1 and 检查项:高 ~ a.b.c,检查项",
                "__tag__:__client_ip__:1.2.3.4 and source:10.0.0.1 ~ ``",
                "not(status:PASS) ~ status",
            })
    void searched_findsTheNamesBeforeOperators(String search, String names) {
        assertThat(String.join(
                        ",", StatementFields.of(SlsStatement.parse(search)).searched()))
                .isEqualTo(names);
    }

    @Test
    void searched_longText_isRead() {
        String search = "\"" + "x".repeat(100_000) + "\" and status:NOT_PASS";

        assertThat(StatementFields.of(SlsStatement.parse(search)).searched()).containsExactly("status");
    }

    @Test
    void inSql_givesNeitherFunctionsNorAliasesNorTexts() {
        SlsStatement statement = SlsStatement.parse("* | SELECT instance_type, \"risk level\", count(*) AS cnt,"
                + " max_by(status, __time__) AS Status FROM log WHERE vendor = 'check_id' ORDER BY cnt, status");

        assertThat(StatementFields.of(statement).inSql())
                .contains("instance_type", "risk level", "vendor")
                .doesNotContain("count", "max_by", "cnt", "status", "Status", "__time__", "check_id");
    }
}
