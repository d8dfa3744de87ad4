package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LogSource} that understands SLS's statements must do, as tests to inherit. Say how to make yours, and
 * how to put logs where it looks for them:
 *
 * <pre>{@code
 * class ArchiveLogSourceTest extends LogSourceContract {
 *     private final Archive archive = Archive.inMemory();
 *
 *     @Override
 *     protected void load(List<Map<String, String>> rows) {
 *         archive.write(rows);
 *     }
 *
 *     @Override
 *     protected LogSource source() {
 *         return new ArchiveLogSource(archive);
 *     }
 * }
 * }</pre>
 */
@Timeout(60)
public abstract class LogSourceContract {

    private static final int SPAN = 600;
    private static final String ALL_IDS = "* | SELECT check_id FROM log ORDER BY check_id";

    private final List<LogSource> opened = new ArrayList<>();

    /** For subclasses. */
    protected LogSourceContract() {}

    /**
     * Puts logs where the source under test looks for them, and returns when they can be queried. Called at most once in
     * a test, before {@link #source}; there must be no other logs.
     *
     * @param rows the logs: the topic in {@code __topic__}, the time in {@code __time__} as epoch seconds, and the text
     *     fields {@code check_id}, {@code instance_type}, {@code instance_name} and {@code status}
     */
    protected abstract void load(List<Map<String, String>> rows);

    /**
     * Makes the source under test. It is closed after the test.
     *
     * @return the source
     */
    protected abstract LogSource source();

    /** {@return the earliest log time, whole seconds; the half hour from then on must be free for the tests} */
    protected Instant start() {
        return Instant.parse("2026-11-23T08:00:00Z");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(LogSource::close);
    }

    @Test
    void query_columns_comeInTheOrderSelected() {
        load(rows(1));
        LogSource source = open();

        assertThat(query(source, "* | SELECT status, check_id, instance_type FROM log")
                        .columns())
                .containsExactly("status", "check_id", "instance_type");
        assertThat(query(source, "* | SELECT instance_type, status, check_id FROM log")
                        .columns())
                .containsExactly("instance_type", "status", "check_id");
    }

    @Test
    void query_rows_haveTheColumnsInTheSameOrder() {
        load(rows(2));
        LogResult result = query(open(), "* | SELECT status, check_id FROM log ORDER BY check_id");

        assertThat(result.rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.values().keySet()).containsExactlyElementsOf(result.columns()));
        assertThat(result.rows().get(1).values())
                .containsEntry("status", "NOT_PASS")
                .containsEntry("check_id", "c-01");
    }

    @Test
    void query_count_isText() {
        load(rows(3));
        LogResult result = query(
                open(), "* | SELECT instance_type, count(*) AS cnt GROUP BY instance_type ORDER BY instance_type");

        assertThat(result.rows())
                .extracting(LogRow::values)
                .containsExactly(
                        Map.of("instance_type", "ECS", "cnt", "2"), Map.of("instance_type", "RAM", "cnt", "1"));
    }

    @Test
    void query_searchPart_selectsTheLogs() {
        load(rows(4));

        assertThat(ids(query(
                        open(),
                        "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT check_id FROM log ORDER BY check_id")))
                .containsExactly("c-01", "c-03");
    }

    @Test
    void query_searchAlone_givesWholeLogs() {
        load(rows(4));
        LogResult result = query(open(), "status:NOT_PASS");

        assertThat(ids(result)).containsExactlyInAnyOrder("c-01", "c-03");
        assertThat(result.rows()).allSatisfy(row -> assertThat(row.values())
                .containsEntry("status", "NOT_PASS")
                .containsKeys("instance_type", "instance_name"));
        assertThat(result.isCut()).isFalse();
    }

    @Test
    void query_startOfTheRange_isIncludedAndItsEndIsNot() {
        load(rowsAt(-1, 0, SPAN - 1, SPAN));

        assertThat(ids(query(open(), ALL_IDS))).containsExactly("c-01", "c-02");
    }

    @Test
    void query_chineseQuotesAndMarkUp_comeBackUnchanged() {
        String name = "安全组 \"a\" 'b' <c> & \\ % _ ünïcode";
        Map<String, String> row = row(0, 0);
        row.put("instance_name", name);
        load(List.of(row));

        assertThat(query(open(), "* | SELECT instance_name FROM log").rows())
                .extracting(found -> found.get("instance_name").orElseThrow())
                .containsExactly(name);
    }

    @Test
    void query_noLog_isEmptyAndNotCut() {
        load(rowsAt(-10));
        LogResult result = query(open(), ALL_IDS);

        assertThat(result.rows()).isEmpty();
        assertThat(result.isCut()).isFalse();
    }

    @Test
    void query_moreRowsThanWanted_isCutAndSaysSo() {
        load(rows(5));
        LogResult result = query(open(), ALL_IDS, 3);

        assertThat(ids(result)).containsExactly("c-00", "c-01", "c-02");
        assertThat(result.cuts()).containsExactly(Cut.MAX_ROWS);
    }

    @Test
    void query_moreLogsThanWanted_isCutAndSaysSo() {
        load(rows(5));
        LogResult result = query(open(), "*", 3);

        assertThat(result.rows()).hasSize(3);
        assertThat(result.cuts()).containsExactly(Cut.MAX_ROWS);
    }

    @Test
    void query_asManyRowsAsWanted_isNotCut() {
        load(rows(3));
        LogResult result = query(open(), ALL_IDS, 3);

        assertThat(result.rows()).hasSize(3);
        assertThat(result.isCut()).isFalse();
    }

    @Test
    void query_moreThanAHundredRows_givesThemAll() {
        load(rows(250));
        LogSource source = open();

        assertThat(query(source, ALL_IDS, 1_000).rows()).hasSize(250);
        assertThat(query(source, "*", 1_000).rows()).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void query_ownLimitReached_saysSo() {
        load(rows(5));
        LogResult result = query(open(), ALL_IDS + " LIMIT 2");

        assertThat(ids(result)).containsExactly("c-00", "c-01");
        assertThat(result.cuts()).containsExactly(Cut.LIMIT);
    }

    @Test
    void query_ownLimitNotReached_isNotCut() {
        load(rows(3));
        LogResult result = query(open(), ALL_IDS + " LIMIT 10");

        assertThat(result.rows()).hasSize(3);
        assertThat(result.isCut()).isFalse();
    }

    @Test
    void query_ownLimit_goesBeforeTheNumberOfRowsWanted() {
        load(rows(5));
        LogResult result = query(open(), ALL_IDS + " LIMIT 4", 2);

        assertThat(ids(result)).containsExactly("c-00", "c-01", "c-02", "c-03");
        assertThat(result.cuts()).containsExactly(Cut.LIMIT);
    }

    @Test
    void query_unparsableStatement_failsForGood() {
        load(rows(1));
        LogSource source = open();

        assertThatThrownBy(() -> query(source, "* | SELEC check_id FRM log WHER"))
                .isInstanceOfSatisfying(LogQueryException.class, failure -> {
                    assertThat(failure.retryable()).isFalse();
                    assertThat(failure).hasMessageNotContaining("null");
                });
    }

    @Test
    void query_afterAFailure_works() {
        load(rows(2));
        LogSource source = open();
        assertThatThrownBy(() -> query(source, "* | SELEC check_id FRM log WHER"))
                .isInstanceOf(LogQueryException.class);

        assertThat(query(source, ALL_IDS).rows()).hasSize(2);
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    void query_null_isRefused() {
        load(rows(1));
        LogSource source = open();

        assertThatNullPointerException().isThrownBy(() -> source.query(null));
    }

    @Test
    void query_fromSeveralThreads_givesEachItsOwnRows() {
        load(rows(8));
        LogSource source = open();

        Contracts.together(8, number -> {
            String id = "c-0" + number;
            assertThat(ids(query(source, "* | SELECT check_id FROM log WHERE check_id = '" + id + "'")))
                    .containsExactly(id);
        });
    }

    @Test
    void close_twice_isTheSameAsOnce() {
        load(rows(1));
        LogSource source = open();
        query(source, ALL_IDS);

        source.close();
        assertThatCode(source::close).doesNotThrowAnyException();
    }

    private LogSource open() {
        LogSource source = source();
        opened.add(source);
        return source;
    }

    private LogResult query(LogSource source, String statement) {
        return query(source, statement, LogQuery.DEFAULT_MAX_ROWS);
    }

    private LogResult query(LogSource source, String statement, int maxRows) {
        return source.query(new LogQuery(statement, new TimeRange(start(), start().plusSeconds(SPAN)), maxRows));
    }

    private static List<String> ids(LogResult result) {
        return result.rows().stream()
                .map(row -> row.get("check_id").orElse("(no check_id)"))
                .toList();
    }

    private List<Map<String, String>> rows(int count) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i, i % SPAN));
        }
        return rows;
    }

    private List<Map<String, String>> rowsAt(int... seconds) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            rows.add(row(i, seconds[i]));
        }
        return rows;
    }

    private Map<String, String> row(int number, int second) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("__topic__", "sas-cspm-log");
        row.put("__time__", Long.toString(start().plusSeconds(second).getEpochSecond()));
        row.put("check_id", "c-%02d".formatted(number));
        row.put("instance_type", number % 2 == 0 ? "ECS" : "RAM");
        row.put("instance_name", "name-" + number);
        row.put("status", number % 2 == 0 ? "PASS" : "NOT_PASS");
        return row;
    }
}
