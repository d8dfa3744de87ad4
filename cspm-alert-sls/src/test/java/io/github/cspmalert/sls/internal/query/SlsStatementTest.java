package io.github.cspmalert.sls.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cspmalert.log.LogQueryException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlsStatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "status:x | SELECT 1 ~ status:x",
                "\"a|b\":x | SELECT 1 ~ \"a|b\":x",
                "\"a\\\"|b\":x | SELECT 1 ~ \"a\\\"|b\":x",
                "it's | SELECT 'a|b' ~ it's",
                "*|SELECT 1 ~ *",
            })
    void parse_searchAndSql_splitsAtTheFirstUnquotedPipe(String text, String search) {
        SlsStatement statement = SlsStatement.parse(text);

        assertThat(statement.search().strip()).isEqualTo(search);
        assertThat(statement.hasSql()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "status:\"a | SELECT b\"", "__topic__:sas-cspm-log and status:NOT_PASS"})
    void parse_searchAlone_hasNoSql(String text) {
        assertThat(SlsStatement.parse(text).hasSql()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT a LIMIT 5 ~ 5",
                "SELECT a limit 1000000 ~ 1000000",
                "SELECT a Limit 20, 7 ~ 7",
                "SELECT a LIMIT 20 ,7 -- last ~ 7",
                "SELECT a /* LIMIT 3 */ LIMIT 4 ~ 4",
                "SELECT a ORDER BY b\tLIMIT\t9 ~ 9",
                "SELECT a LIMIT 0 ~ 0",
                "SELECT a LIMIT ALL ~ 9223372036854775807",
                "SELECT a FROM (SELECT b LIMIT 3) LIMIT 8 ~ 8",
                "SELECT a LIMIT 99999999999999999999 ~ 9223372036854775807",
            })
    void parse_ownLimit_isFound(String sql, long limit) {
        assertThat(SlsStatement.parse("* | " + sql).limit()).isEqualTo(OptionalLong.of(limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a",
                "SELECT 'x LIMIT 5'",
                "SELECT 'it''s' , ' LIMIT 5'",
                "SELECT a AS \"LIMIT 5\"",
                "SELECT a, \"LIMIT\" , 5",
                "SELECT a -- LIMIT 5",
                "SELECT a /* LIMIT 5 */",
                "SELECT a FROM (SELECT b FROM log LIMIT 5)",
                "SELECT a FROM (SELECT b LIMIT 5) t WHERE (c IN (SELECT d LIMIT 2))",
                "SELECT unlimit 5",
                "SELECT count(*) AS limits",
            })
    void parse_noLimitOfItsOwn_findsNone(String sql) {
        assertThat(SlsStatement.parse("* | " + sql).limit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "* | ~ nothing follows '|'",
                "* |  -- only a comment ~ nothing follows '|'",
                "* | SELECT 1; ~ ends with ';'",
                "* | SELECT 1 ;  -- end ~ ends with ';'",
                "* | SELECT 'a ~ the quote ' at character 9 of the SQL is never closed",
                "* | SELECT \"a ~ the quote \" at character 9 of the SQL is never closed",
                "* | SELECT /* a ~ the comment at character 9 of the SQL is never closed",
            })
    void parse_whatCannotRun_failsForGoodAndSaysWhy(String text, String why) {
        assertThatExceptionOfType(LogQueryException.class)
                .isThrownBy(() -> SlsStatement.parse(text))
                .withMessageContaining(why)
                .matches(e -> !e.retryable());
    }

    @Test
    void page_afterAComment_isOnALineOfItsOwn() {
        SlsStatement statement = SlsStatement.parse("* | SELECT a -- all");

        assertThat(statement.page(0, 101)).isEqualTo("* | SELECT a -- all\nLIMIT 101");
        assertThat(statement.page(10_000, 50)).isEqualTo("* | SELECT a -- all\nLIMIT 10000,50");
    }
}
