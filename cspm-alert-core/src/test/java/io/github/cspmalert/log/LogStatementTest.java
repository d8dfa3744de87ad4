package io.github.cspmalert.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogStatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "* | SELECT 1~* ~ SELECT 1",
                "*|SELECT 1~*~SELECT 1",
                "|SELECT 1~``~SELECT 1",
                "*|~*~``",
                "a | SELECT 'x|y' || \"z|\"~a ~ SELECT 'x|y' || \"z|\"",
                // Between double quotation marks, | is a character like any other.
                "\"a|b\":x | SELECT 1~\"a|b\":x ~ SELECT 1",
                "#\"a | b\"|SELECT 1~#\"a | b\"~SELECT 1",
                "\"a\"\"|\"|SELECT 1~\"a\"\"|\"~SELECT 1",
                // \" neither opens nor closes.
                "\"a\\\"|b\":x|SELECT 1~\"a\\\"|b\":x~SELECT 1",
                "nginx\\\"01|SELECT 1~nginx\\\"01~SELECT 1",
                // \\ is a backslash, so what follows it is not escaped.
                "\"a\\\\\"|SELECT 1~\"a\\\\\"~SELECT 1",
                "\"a\\\\\\\"|b\"|SELECT 1~\"a\\\\\\\"|b\"~SELECT 1",
                "a\\\\|SELECT 1~a\\\\~SELECT 1",
                // Before anything else a backslash is itself.
                "a\\|SELECT 1~a\\~SELECT 1",
                "\"a\\n|\"|SELECT 1~\"a\\n|\"~SELECT 1",
                // Single quotation marks mean nothing in a search.
                "'a|b'~'a~b'",
                "it's|SELECT 1~it's~SELECT 1",
            })
    void of_searchAndSql_partsAtTheFirstBarOutsideQuotes(String text, String search, String sql) {
        LogStatement statement = LogStatement.of(text);

        assertThat(statement).isEqualTo(new LogStatement(search, sql));
        assertThat(statement.hasSql()).isTrue();
        assertThat(statement.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "status:\"a | SELECT b\"", "\"a | SELECT 1", "\"a\\\"|b\"", "\\"})
    void of_searchAlone_hasNoSql(String text) {
        LogStatement statement = LogStatement.of(text);

        assertThat(statement).isEqualTo(new LogStatement(text, null));
        assertThat(statement.hasSql()).isFalse();
        assertThat(statement.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|b", "\"a", "\"a\\\""})
    void create_searchThatWouldPartElsewhere_isRefused(String search) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogStatement(search, " SELECT 1"))
                .withMessageContaining("search")
                .withMessageContaining(search);
    }

    @Test
    void create_barInASearchAlone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogStatement("a|b", null));
    }
}
