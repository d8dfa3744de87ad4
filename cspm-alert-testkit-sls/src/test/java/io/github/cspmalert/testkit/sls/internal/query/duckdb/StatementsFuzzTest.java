package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.DELIMITERS;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Statements that are changed at random: an answer or a refusal, in bounded time. {@code -Dfuzz.inputs} says how many,
 * {@code -Dfuzz.seed} where to begin.
 */
@Tag("fuzz")
class StatementsFuzzTest {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Pattern TOKEN = Pattern.compile("\\s+|\\w+|'[^']*'|\"[^\"]*\"|.", Pattern.DOTALL);

    private static final List<String> STATEMENTS = List.of(
            "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT status, j, count(*) AS cnt GROUP BY status, j",
            "* | SELECT array_join(array_sort(array_agg(status)), ',') AS s, max_by(status, n) FROM log HAVING count(*) > 1",
            "n in [1 10) and not (status:PA* or zh:告警) | SELECT date_format(__time__, '%H:%i') t, sum(n) GROUP BY t ORDER BY t",
            "json.a.b > 5 | SELECT json_extract_scalar(json, '$.a.b[0]'), \"json.a.b\", cast(n AS varchar) || '%' LIMIT 1, 5",
            "* | WITH a AS (SELECT n, status FROM log) SELECT x.n FROM a x LEFT JOIN a y ON x.n = y.n WHERE x.status IN ('PASS')",
            "* | SELECT transform(sequence(1, n), x -> lpad(status, x, 'y'))[1], split(status, '_')[1] FROM log WHERE n > 3",
            "* | SELECT t.x, row_number() OVER (PARTITION BY status ORDER BY n DESC) FROM log CROSS JOIN UNNEST(array[n, 1]) AS t(x)",
            "* | SELECT CASE WHEN n > 2 THEN 'a' ELSE coalesce(status, 'b') END, if(n = 1, n, -n), try(n / 0) FROM log UNION ALL"
                    + " SELECT 'a', 1, 2 FROM log",
            "* | SELECT regexp_extract(status, '(\\w)_(.*)', 2), replace(status, 'A', 'bb'), map(array['k'], array[n])['k'] FROM log",
            "* | SELECT approx_percentile(n, 0.5), histogram(status), map_agg(n, status), reduce(array[1, 2], 0, (s, x) -> s + x,"
                    + " s -> s) FROM log GROUP BY rollup(status) ORDER BY 1");

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "'",
            "\"",
            "|",
            ",",
            "*",
            "-",
            ".",
            ":",
            "->",
            "||",
            "0",
            "-1",
            "9223372036854775807",
            "1e308",
            "600000000",
            "null",
            "n",
            "status",
            "json",
            "log",
            "x",
            "not ",
            " and ",
            " or ",
            " FROM log ",
            " OVER () ",
            " CROSS JOIN log ",
            "SELECT ",
            "(SELECT n FROM log)",
            "array[",
            "abs(",
            "lpad(status, ",
            "sequence(1, ",
            "concat(",
            "array_agg(",
            "transform(",
            "cast(",
            " AS bigint)",
            "DISTINCT ",
            "\\",
            "\\\"",
            "/*",
            "--",
            "\u0000",
            "\ud800",
            "告",
            "😀");

    private final long seed = Long.getLong("fuzz.seed", 20_261_129L);
    private final Random random = new Random(seed);

    private static LogstoreIndex index() {
        return CspmLogs.index(
                new FullText(false, DELIMITERS, true),
                "status",
                text(),
                "zh",
                text(),
                "n",
                of(Type.LONG),
                "j",
                of(Type.JSON),
                "json",
                of(Type.JSON));
    }

    @Test
    void statement_changedAtRandom_isAnsweredOrRefusedInTime() {
        System.out.println("StatementsFuzzTest: -Dfuzz.seed=" + seed);
        LogEntry[] logs = IntStream.range(0, 50)
                .mapToObj(
                        i -> log(START, "status", i % 2 == 0 ? "PASS" : "NOT_PASS", "n", "" + i, "json", "{\"a\":" + i))
                .toArray(LogEntry[]::new);
        List<String> failures = new ArrayList<>();
        int answered = 0;
        try (DuckDbLogTable table = DuckDbLogTable.open(index(), CspmLogs.UTC_8, null, LONGEST)) {
            table.append(List.of(logs));
            for (int i = 0; i < Integer.getInteger("fuzz.inputs", 2_000); i++) {
                answered += run(table, changed(), failures) ? 1 : 0;
            }
        }
        assertThat(failures).as("-Dfuzz.seed=%s", seed).isEmpty();
        assertThat(answered).as("some must be right").isPositive();
    }

    private static boolean run(DuckDbLogTable table, String statement, List<String> failures) {
        long start = System.nanoTime();
        boolean answered = false;
        try {
            table.query(new Query(statement, START, START + 1, 10, 0, false));
            answered = true;
        } catch (QueryRejectedException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (RuntimeException | Error e) {
            failures.add(statement + " -> " + e + " " + e.getCause());
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (taken.compareTo(LONGEST.multipliedBy(4)) > 0) {
            failures.add(statement + " took " + taken);
        }
        return answered;
    }

    private String changed() {
        List<String> tokens = tokens(pick(STATEMENTS));
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(6)) {
                case 0 -> tokens.set(at, pick(PIECES));
                case 1 -> tokens.add(at, pick(PIECES));
                case 2 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
                case 3 -> tokens.set(at, tokens.get(at).repeat(1 + random.nextInt(300)));
                case 4 -> tokens.addAll(at, piece());
                default -> tokens.set(at, "");
            }
        }
        return String.join("", tokens);
    }

    /** Some tokens of another statement. */
    private List<String> piece() {
        List<String> other = tokens(pick(STATEMENTS));
        int from = random.nextInt(other.size());
        return other.subList(from, Math.min(other.size(), from + 1 + random.nextInt(8)));
    }

    private static List<String> tokens(String statement) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(statement);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
