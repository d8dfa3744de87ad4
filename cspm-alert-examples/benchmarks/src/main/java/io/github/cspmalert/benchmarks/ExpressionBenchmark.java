package io.github.cspmalert.benchmarks;

import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An expression of a trigger on 1,000 rows, beside the same conditions written in Java; time for one row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(1_000)
public class ExpressionBenchmark {

    private static final Pattern WEB = Pattern.compile("^web-[0-9]+");

    private final List<Map<String, String>> rows = IntStream.range(0, 1_000)
            .mapToObj(i -> Map.of(
                    "cnt",
                    Integer.toString(i % 20),
                    "latency",
                    i + ".25",
                    "instance_type",
                    i % 3 == 0 ? "ECS" : "OSS",
                    "host",
                    (i % 2 == 0 ? "web-" : "db-") + i))
            .toList();

    private final Expression numbers =
            Expression.parse("condition", "cnt > 10 && instance_type == 'ECS' || latency >= 900");
    private final Expression pattern = Expression.parse("condition", "host =~ '^web-[0-9]+'");

    @Benchmark
    public int numbers() {
        return matching(numbers);
    }

    @Benchmark
    public int numbersByHand() {
        int matching = 0;
        for (Map<String, String> row : rows) {
            if (Double.parseDouble(row.get("cnt")) > 10
                            && row.get("instance_type").equals("ECS")
                    || Double.parseDouble(row.get("latency")) >= 900) {
                matching++;
            }
        }
        return matching;
    }

    @Benchmark
    public int pattern() {
        return matching(pattern);
    }

    @Benchmark
    public int patternByHand() {
        int matching = 0;
        for (Map<String, String> row : rows) {
            if (WEB.matcher(row.get("host")).find()) {
                matching++;
            }
        }
        return matching;
    }

    private int matching(Expression expression) {
        int matching = 0;
        for (Map<String, String> row : rows) {
            if (expression.test(field -> row.get(field.name())) == Outcome.TRUE) {
                matching++;
            }
        }
        return matching;
    }
}
