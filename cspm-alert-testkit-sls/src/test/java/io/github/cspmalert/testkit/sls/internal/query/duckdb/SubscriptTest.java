package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places that are not there, of arrays, maps and texts, as Presto has them; its own answers are compared with -Poracle. */
class SubscriptTest {

    private static DuckDbLogTable table;

    @BeforeAll
    static void open() {
        table = CspmLogs.table(CspmLogs.index(), CspmLogs.result(START, "ECS", "item", "a-b-c", "PASS"));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static String cell(String expression) {
        Query query = new Query("* | SELECT " + expression + " AS x FROM log", START, START + 1, 0, 0, false);
        return table.query(query).rows().get(0).get("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "split('a-b-c', '-')[9]            ~ the array subscript is out of bounds: 9",
                "split(instance_id, '-')[4]        ~ the array subscript is out of bounds: 4",
                "array[1, 2][3]                    ~ the array subscript is out of bounds: 3",
                "array[1, 2][0]                    ~ array indices start at 1",
                "array[1, 2][-1]                   ~ the array subscript is negative: -1",
                "map(array['a'], array[1])['b']    ~ the key is not in the map",
                "element_at(array[1], 0)           ~ array indices start at 1",
                "split_part('a-b', '-', 0)         ~ the index must be greater than zero, not 0",
                "split_part('a-b', '-', -1)        ~ the index must be greater than zero, not -1",
                "sequence(1, 5, 0)                 ~ the step must not be zero",
                "lpad('a', -1, 'b')                ~ the length must be from 0 to",
            })
    void place_thatIsNotThere_isAnError(String expression, String message) {
        assertThatThrownBy(() -> cell(expression)).hasMessageContaining(message);
        assertThat(cell("try(" + expression + ")")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "split(instance_id, '-')[3]                   ~ c",
                "cast(null as array(bigint))[1]               ~ null",
                "array[1, null][2]                            ~ null",
                "element_at(array[1, 2], 9)                   ~ null",
                "element_at(array[1, 2], -1)                  ~ 2",
                "element_at(map(array['a'], array[1]), 'b')   ~ null",
                "map(array['a'], array[1])['a']               ~ 1",
                "split_part('a-b', '-', 9)                    ~ null",
                "json_extract_scalar('{\"a\":[1]}', '$.a[5]') ~ null",
                "substr('hello', 10) || 'x'                   ~ x",
                "sequence(5, 1)                               ~ [5,4,3,2,1]",
            })
    void place_asPrestoHasIt_isGiven(String expression, String value) {
        assertThat(cell(expression)).isEqualTo(value);
    }
}
