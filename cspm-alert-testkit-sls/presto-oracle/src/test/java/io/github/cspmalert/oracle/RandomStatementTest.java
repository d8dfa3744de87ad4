package io.github.cspmalert.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.ZoneId;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomStatementTest {

    private static final int STATEMENTS = 400;

    private static Oracle oracle;

    @BeforeAll
    static void open() {
        oracle = new Oracle(new CspmRows(42, 500), ZoneId.of("UTC"));
    }

    @AfterAll
    static void close() {
        oracle.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, STATEMENTS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void statement_composedAtRandom_isAnsweredAsPrestoDoes(long seed) {
        String sql = new StatementGrammar(new Random(seed)).statement();

        Answer expected = presto(sql).sorted();
        Answer actual = oracle.embedded(sql).sorted();

        assertThat(actual).as("seed %s: %s", seed, sql).isEqualTo(expected);
    }

    /** Presto's planner fails on one in some hundred statements, about its own lengths of text. */
    private static Answer presto(String sql) {
        try {
            return oracle.presto(sql);
        } catch (IllegalStateException e) {
            return abort("Presto fails itself: " + e.getMessage());
        }
    }
}
