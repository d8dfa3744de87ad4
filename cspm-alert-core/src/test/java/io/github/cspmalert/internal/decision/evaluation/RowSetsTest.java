package io.github.cspmalert.internal.decision.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.SetOperation.Type;
import io.github.cspmalert.log.LogRow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://www.alibabacloud.com/help/en/sls/user-guide/multi-set-operations: what each operation keeps. */
class RowSetsTest {

    private static final List<LogRow> HOSTS = rows("host=a pv=100", "host=b pv=200", "host=c pv=300");
    private static final List<LogRow> OWNERS =
            rows("host=a team=red pv=1", "host=b team=blue pv=2", "host=d team=green pv=3");

    private final Set<String> problems = new LinkedHashSet<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_JOIN       | host=a pv=100; host=b pv=200; host=c pv=300",
                "INNER_JOIN    | host=a pv=100 team=red pv__1=1; host=b pv=200 team=blue pv__1=2",
                "LEFT_JOIN     | host=a pv=100 team=red pv__1=1; host=b pv=200 team=blue pv__1=2; host=c pv=300 team= pv__1=",
                "RIGHT_JOIN    | host=a pv=100 team=red pv__1=1; host=b pv=200 team=blue pv__1=2; host=d pv= team=green pv__1=3",
                "FULL_JOIN     | host=a pv=100 team=red pv__1=1; host=b pv=200 team=blue pv__1=2; host=c pv=300 team= pv__1=;"
                        + " host=d pv= team=green pv__1=3",
                "LEFT_EXCLUDE  | host=c pv=300",
                "RIGHT_EXCLUDE | host=d team=green pv=3",
            })
    void fold_byAnEqualField_keepsWhatTheOperationKeeps(Type type, String expected) {
        SetOperation operation =
                type == Type.NO_JOIN ? SetOperation.of(type) : new SetOperation(type, "$0.host == $1.host");

        assertThat(shown(fold(List.of(HOSTS, OWNERS), operation))).isEqualTo(expected);
        assertThat(problems).isEmpty();
    }

    @Test
    void crossJoin_givesEachPair_andTellsFieldsOfOneNameApart() {
        RowSet all = fold(List.of(rows("host=a", "host=b"), rows("host=c")), SetOperation.of(Type.CROSS_JOIN));

        assertThat(shown(all)).isEqualTo("host=a host__1=c; host=b host__1=c");
    }

    @Test
    void concat_alignsByName_andLeavesMissingFieldsEmpty() {
        RowSet all = fold(List.of(rows("host=a pv=1"), rows("host=b uv=2")), SetOperation.of(Type.CONCAT));

        assertThat(shown(all)).isEqualTo("host=a pv=1 uv=; host=b pv= uv=2");
    }

    // In the documentation's own example a join and a concatenation are done from the left: bare b of the third aligns
    // with
    // $0.b of the first.
    @Test
    void fold_ofThree_goesFromTheLeft() {
        RowSet all = fold(
                List.of(rows("a=1 b=x"), rows("c=1 b=y"), rows("b=z")),
                new SetOperation(Type.INNER_JOIN, "$0.a == $1.c"),
                SetOperation.of(Type.CONCAT));

        assertThat(shown(all)).isEqualTo("a=1 b=x c=1 b__1=y; a= b=z c= b__1=");
    }

    @Test
    void fold_secondJoinByAFieldOfTheFirstTwo_finds() {
        RowSet all = fold(
                List.of(rows("host=a"), rows("host=a ip=1"), rows("ip=1 zone=z")),
                new SetOperation(Type.INNER_JOIN, "$0.host == $1.host"),
                new SetOperation(Type.INNER_JOIN, "$1.ip == $2.ip"));

        assertThat(shown(all)).isEqualTo("host=a ip=1 zone=z");
    }

    @Test
    void fold_twoPredicates_bothMustHold() {
        SetOperation operation = new SetOperation(Type.LEFT_EXCLUDE, "$0.host == $1.host && $0.pv > $1.pv");

        assertThat(shown(fold(List.of(HOSTS, rows("host=a pv=500", "host=b pv=5")), operation)))
                .isEqualTo("host=a pv=100; host=c pv=300");
    }

    /** The operations that https://help.aliyun.com/zh/sls/set-query-statistics-statement shows; rows and results by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LEFT_JOIN $0.host == $1.ip | host=a pv=1; host=b pv=2 | ip=a owner=red | |"
                        + " host=a pv=1 ip=a owner=red; host=b pv=2 ip= owner=",
                // of each set its own pv, as the rule on names says; the page's own table of this example has one pv
                "INNER_JOIN $0.client_ip == $1.client_ip && $0.pv > $1.pv | client_ip=1 pv=9; client_ip=2 pv=1 |"
                        + " client_ip=1 pv=5; client_ip=2 pv=5 | | client_ip=1 pv=9 pv__1=5",
                // three sets, from the left
                "LEFT_JOIN $0.host == $1.host; LEFT_JOIN $0.host == $2.host | host=a; host=b | host=a x=1 | host=a y=2 |"
                        + " host=a x=1 y=2; host=b x= y=",
                "CONCAT; INNER_JOIN $0.host == $2.host | host=a | host=b | host=b y=2 | host=b y=2",
                "LEFT_EXCLUDE $0.host == $1.host; NO_JOIN | host=a; host=b | host=a | host=z | host=b",
            })
    void fold_asTheDocumentationShows_keepsWhatItSays(
            String operations, String a, String b, String c, String expected) {
        List<List<LogRow>> queries = Stream.of(a, b, c)
                .filter(Objects::nonNull)
                .map(set -> rows(set.split("; ")))
                .toList();

        RowSet all = fold(
                queries,
                Arrays.stream(operations.split("; "))
                        .map(RowSetsTest::operation)
                        .toArray(SetOperation[]::new));

        assertThat(shown(all)).isEqualTo(expected);
        assertThat(problems).isEmpty();
    }

    private static SetOperation operation(String text) {
        int blank = text.indexOf(' ');
        return blank < 0
                ? SetOperation.of(Type.valueOf(text))
                : new SetOperation(Type.valueOf(text.substring(0, blank)), text.substring(blank + 1));
    }

    @Test
    void fold_conditionNamesNoColumn_isTold() {
        fold(List.of(HOSTS, OWNERS), new SetOperation(Type.INNER_JOIN, "$0.hots == $1.host"));

        assertThat(problems)
                .containsExactly(
                        "condition '$0.hots == $1.host' of a set operation never holds: there is no column '$0.hots'; the"
                                + " columns are [host, pv, host, team, pv]");
    }

    @Test
    void fold_conditionNamesAFieldOfBoth_isToldHowToTellThemApart() {
        fold(List.of(HOSTS, OWNERS), new SetOperation(Type.INNER_JOIN, "pv > 100"));

        assertThat(problems)
                .containsExactly(
                        "condition 'pv > 100' of a set operation never holds: 'pv' stands for several columns; write"
                                + " $0.pv or $1.pv");
    }

    private RowSet fold(List<List<LogRow>> queries, SetOperation... operations) {
        List<RowSet> sets = IntStream.range(0, queries.size())
                .mapToObj(i -> RowSet.of(i, List.of(), queries.get(i)))
                .toList();
        return RowSets.fold(
                sets, Arrays.stream(operations).map(RowSets.Operation::of).toList(), problems);
    }

    private static String shown(RowSet set) {
        return String.join(
                "; ",
                set.rows().stream()
                        .map(set::shown)
                        .map(row -> String.join(
                                " ",
                                row.values().entrySet().stream()
                                        .map(Object::toString)
                                        .toList()))
                        .toList());
    }

    private static List<LogRow> rows(String... rows) {
        return Arrays.stream(rows).map(RowSetsTest::row).toList();
    }

    private static LogRow row(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : text.split(" ")) {
            int equals = field.indexOf('=');
            values.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return LogRow.of(values);
    }
}
