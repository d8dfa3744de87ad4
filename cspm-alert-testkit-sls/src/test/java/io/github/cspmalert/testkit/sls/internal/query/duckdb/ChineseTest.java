package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.DELIMITERS;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chinese in an index with {@code chn}, beside the same text in one without. */
class ChineseTest {

    private static DuckDbLogTable table;

    @BeforeAll
    static void open() {
        Key chinese = new Key(Type.TEXT, true, false, DELIMITERS, "", true, Json.ALL_TEXTS);
        Key whole = new Key(Type.TEXT, true, false, "", "", true, Json.ALL_TEXTS);
        table = CspmLogs.table(
                CspmLogs.index(
                        new FullText(false, DELIMITERS, true),
                        "id",
                        text(),
                        "zh",
                        chinese,
                        "none",
                        text(),
                        "whole",
                        whole),
                log(START, "id", "1", "zh", "云安全中心告警", "none", "云安全中心告警"),
                log(START, "id", "2", "zh", "ECS实例i-1 未启用,磁盘加密。", "free", "对象存储"),
                log(START, "id", "3", "zh", "cloud security center", "none", "云 安全"),
                log(START, "id", "4", "zh", "𠮷野家", "whole", "云安全中心 告警"));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "zh:告警                 ~ 1",
                "zh:云安全中心告警       ~ 1",
                "zh:安全中心             ~ 1",
                "zh:\"安全 告警\"        ~ 1",
                "zh:\"告警 安全\"        ~ 1",
                "zh:告云                 ~ ``",
                "zh:警告                 ~ ``",
                "zh:警                   ~ 1",
                "zh:告警*                ~ 1",
                "zh:云*告警              ~ 1",
                "zh:ECS                  ~ 2",
                "zh:ecs实例              ~ 2",
                "zh:i-1                  ~ 2",
                "zh:EC                   ~ ``",
                "zh:ec*                  ~ 2",
                "zh:磁盘加密             ~ 2",
                "zh:\"未启用,磁盘\"     ~ 2",
                "zh:security             ~ 3",
                "zh:野家                 ~ 4",
                "zh:𠮷野                 ~ 4",
                "not zh:告警             ~ 2 3 4",
                "none:告警               ~ ``",
                "none:云安全中心告警     ~ 1",
                "none:安全               ~ 3",
                "whole:告警              ~ 4",
                "对象                    ~ 2",
                "告警                    ~ 1 4",
            })
    void search_forChinese_findsWhatHasItsPairsOfCharacters(String search, String ids) {
        assertThat(table.query(new Query(search, START, START + 1, 100, 0, false)).rows().stream()
                        .map(row -> row.get("id"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ids);
    }
}
