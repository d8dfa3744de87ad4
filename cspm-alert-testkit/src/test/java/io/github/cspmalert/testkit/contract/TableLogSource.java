package io.github.cspmalert.testkit.contract;

import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A log source over a list that understands just the statements of the contract, with the flaws that it must find. */
final class TableLogSource implements LogSource {

    enum Flaw {
        NONE(),
        SORTS_COLUMNS("query_columns_comeInTheOrderSelected"),
        ROWS_IN_ANOTHER_ORDER("query_rows_haveTheColumnsInTheSameOrder"),
        COUNTS_IN_FRACTIONS("query_count_isText"),
        IGNORES_THE_SEARCH("query_searchPart_selectsTheLogs", "query_searchAlone_givesWholeLogs"),
        SEARCH_LOSES_FIELDS("query_searchAlone_givesWholeLogs"),
        INCLUDES_THE_END("query_startOfTheRange_isIncludedAndItsEndIsNot"),
        STARTS_EARLY("query_startOfTheRange_isIncludedAndItsEndIsNot"),
        ASCII_ONLY("query_chineseQuotesAndMarkUp_comeBackUnchanged"),
        EMPTY_IS_CUT("query_noLog_isEmptyAndNotCut"),
        CUTS_SILENTLY("query_moreRowsThanWanted_isCutAndSaysSo", "query_moreLogsThanWanted_isCutAndSaysSo"),
        CUT_IF_JUST_ENOUGH("query_asManyRowsAsWanted_isNotCut"),
        A_HUNDRED_AT_MOST("query_moreThanAHundredRows_givesThemAll"),
        LIMITS_SILENTLY("query_ownLimitReached_saysSo", "query_ownLimit_goesBeforeTheNumberOfRowsWanted"),
        LIMIT_IS_ALWAYS_REACHED("query_ownLimitNotReached_isNotCut"),
        LIMIT_COMES_SECOND("query_ownLimit_goesBeforeTheNumberOfRowsWanted"),
        TAKES_NONSENSE("query_unparsableStatement_failsForGood", "query_afterAFailure_works"),
        RETRIES_NONSENSE("query_unparsableStatement_failsForGood"),
        NEVER_RECOVERS("query_afterAFailure_works"),
        TAKES_NULL("query_null_isRefused"),
        MIXES_UP_THREADS("query_fromSeveralThreads_givesEachItsOwnRows"),
        CLOSES_ONCE("close_twice_isTheSameAsOnce");

        private final Set<String> failing;

        Flaw(String... failing) {
            this.failing = Set.of(failing);
        }

        Set<String> failing() {
            return failing;
        }
    }

    private static final Pattern SQL = Pattern.compile("SELECT (?<columns>.+?)(?: FROM log)?"
            + "(?: WHERE check_id = '(?<id>[^']*)')?(?: GROUP BY (?<group>\\w+))?(?: ORDER BY (?<order>\\w+))?"
            + "(?: LIMIT (?<limit>\\d+))?");

    private final List<Map<String, String>> logs;
    private final Flaw flaw;
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private volatile String statement = "";
    private volatile boolean failed;
    private boolean closed;

    TableLogSource(List<Map<String, String>> logs, Flaw flaw) {
        this.logs = logs;
        this.flaw = flaw;
    }

    @Override
    public LogResult query(LogQuery query) {
        if (flaw == Flaw.TAKES_NULL && query == null) {
            return new LogResult(LogOrigin.UNKNOWN, List.of(), List.of(), Set.of());
        }
        statement = query.statement();
        if (flaw == Flaw.MIXES_UP_THREADS && statement.contains("WHERE")) {
            waitForAnother();
        }
        String[] parts = (flaw == Flaw.MIXES_UP_THREADS ? statement : query.statement()).split(" \\| ", 2);
        List<Map<String, String>> found = logs.stream()
                .filter(log -> isIn(query, Long.parseLong(log.get("__time__"))))
                .filter(log -> flaw == Flaw.IGNORES_THE_SEARCH || matches(parts[0], log))
                .toList();
        return parts.length == 1 ? search(query, found) : select(query, parse(parts[1]), found);
    }

    @Override
    public void close() {
        if (flaw == Flaw.CLOSES_ONCE && closed) {
            throw new IllegalStateException("closed already");
        }
        closed = true;
    }

    private boolean isIn(LogQuery query, long second) {
        long from = query.range().from().getEpochSecond() - (flaw == Flaw.STARTS_EARLY ? 1 : 0);
        long to = query.range().to().getEpochSecond() + (flaw == Flaw.INCLUDES_THE_END ? 1 : 0);
        return second >= from && second < to;
    }

    private static boolean matches(String search, Map<String, String> log) {
        return search.equals("*")
                || List.of(search.split(" AND ")).stream()
                        .map(term -> term.split(":", 2))
                        .allMatch(term -> term[1].equals(log.get(term[0])));
    }

    private Matcher parse(String sql) {
        Matcher parsed = SQL.matcher(sql);
        if (!parsed.matches() || flaw == Flaw.NEVER_RECOVERS && failed) {
            failed = true;
            if (flaw == Flaw.TAKES_NONSENSE) {
                return parse("SELECT nothing");
            }
            throw new LogQueryException("the statement does not parse", flaw == Flaw.RETRIES_NONSENSE, null);
        }
        return parsed;
    }

    private LogResult search(LogQuery query, List<Map<String, String>> found) {
        List<Map<String, String>> rows = flaw == Flaw.SEARCH_LOSES_FIELDS
                ? found.stream()
                        .map(log -> Map.of("check_id", log.get("check_id")))
                        .toList()
                : found;
        List<String> columns =
                rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
        return cut(columns, rows, query.maxRows(), Cut.MAX_ROWS);
    }

    private LogResult select(LogQuery query, Matcher sql, List<Map<String, String>> found) {
        List<String> columns = new ArrayList<>(
                List.of(sql.group("columns").replace("count(*) AS ", "").split(", ")));
        if (flaw == Flaw.SORTS_COLUMNS) {
            Collections.sort(columns);
        }
        List<Map<String, String>> matching = found.stream()
                .filter(log -> sql.group("id") == null || sql.group("id").equals(log.get("check_id")))
                .toList();
        List<Map<String, String>> rows = sql.group("group") == null
                ? matching.stream().map(log -> project(columns, log)).toList()
                : counts(sql.group("group"), matching);
        String order = sql.group("order");
        List<Map<String, String>> sorted = order == null
                ? rows
                : rows.stream()
                        .sorted(Comparator.comparing((Map<String, String> row) -> row.get(order)))
                        .toList();
        boolean ownLimit = sql.group("limit") != null
                && !(flaw == Flaw.LIMIT_COMES_SECOND && query.maxRows() < Integer.parseInt(sql.group("limit")));
        return ownLimit
                ? cut(columns, sorted, Integer.parseInt(sql.group("limit")), Cut.LIMIT)
                : cut(columns, sorted, query.maxRows(), Cut.MAX_ROWS);
    }

    private Map<String, String> project(List<String> columns, Map<String, String> log) {
        List<String> order = new ArrayList<>(columns);
        if (flaw == Flaw.ROWS_IN_ANOTHER_ORDER) {
            Collections.reverse(order);
        }
        Map<String, String> row = new LinkedHashMap<>();
        order.forEach(column -> row.put(column, encoded(log.getOrDefault(column, "null"))));
        return row;
    }

    private String encoded(String value) {
        return flaw == Flaw.ASCII_ONLY
                ? new String(value.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                : value;
    }

    private List<Map<String, String>> counts(String group, List<Map<String, String>> logs) {
        Map<String, Long> counts = logs.stream()
                .collect(Collectors.groupingBy(log -> log.get(group), TreeMap::new, Collectors.counting()));
        List<Map<String, String>> rows = new ArrayList<>();
        counts.forEach((value, count) ->
                rows.add(Map.of(group, value, "cnt", count + (flaw == Flaw.COUNTS_IN_FRACTIONS ? ".0" : ""))));
        return rows;
    }

    private LogResult cut(List<String> columns, List<Map<String, String>> rows, int limit, Cut reason) {
        int most = flaw == Flaw.A_HUNDRED_AT_MOST ? Math.min(100, limit) : limit;
        boolean reached =
                switch (reason) {
                    case LIMIT ->
                        flaw != Flaw.LIMITS_SILENTLY && (rows.size() >= most || flaw == Flaw.LIMIT_IS_ALWAYS_REACHED);
                    default ->
                        flaw != Flaw.CUTS_SILENTLY
                                && (rows.size() > most || flaw == Flaw.CUT_IF_JUST_ENOUGH && rows.size() == most);
                };
        Set<Cut> cuts = EnumSet.noneOf(Cut.class);
        if (reached || flaw == Flaw.EMPTY_IS_CUT && rows.isEmpty()) {
            cuts.add(reason);
        }
        List<LogRow> given = rows.stream().limit(most).map(LogRow::of).toList();
        return new LogResult(LogOrigin.UNKNOWN, columns, given, cuts);
    }

    private void waitForAnother() {
        try {
            pair.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
