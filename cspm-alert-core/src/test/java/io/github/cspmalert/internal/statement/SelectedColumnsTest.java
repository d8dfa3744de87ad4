package io.github.cspmalert.internal.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Presto calls the columns of a statement, where the statement says it. */
class SelectedColumnsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a:1 | SELECT instance_type, check_item_name, count(*) AS cnt GROUP BY instance_type ~ instance_type,check_item_name,cnt
                    * | select count(*) cnt from log where a = 1 ~ cnt
                    * | select distinct a, t.b, "c.d" as "e f", "g.h" limit 5 ~ a,b,e f,g.h
                    * | select max(x, 3) as m, (select 1 from t) as n, array[1, 2] as o, map['a'] p ~ m,n,o,p
                    * | select case when a > 1 then 'x' else 'y, z' end as c, cast(a as bigint) d ~ c,d
                    * | select /* a, b */ a -- , c ~ a
                    * | select 'it''s, from x' as t ~ t
                    * | SELECT a FROM (SELECT * FROM log) ~ a
                    * | select a union select b ~ a
                    * | select a, x is null as n, y between 1 and 2 as o ~ a,n,o
                    a:"b|c" | select d ~ d
                    """)
    void of_everyColumnNamed_areTheirNames(String statement, String columns) {
        assertThat(SelectedColumns.of(statement))
                .hasValueSatisfying(found -> assertThat(List.copyOf(found)).containsExactly(columns.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status:NOT_PASS",
                "* | select *",
                "* | select t.*, a",
                "* | select a, count(*)",
                "* | select a, 1",
                "* | select a, 'x'",
                "* | select case when a then b end",
                "* | select a is null",
                "* | select a between 1 and b",
                "* | select interval '1' day",
                "* | select a at time zone b",
                "* | with t as (select 1) select a from t",
                "* | set session mode = scan; select a",
                "* | where a > 1",
                "* | select",
                "* | select (a",
                "* | select a,",
                "* |",
                "",
            })
    void of_anythingElse_tellsNothing(String statement) {
        assertThat(SelectedColumns.of(statement)).isEmpty();
    }
}
