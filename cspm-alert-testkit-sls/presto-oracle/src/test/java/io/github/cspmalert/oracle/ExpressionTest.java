package io.github.cspmalert.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {

    private static final String ERROR = "an error";

    private static Oracle oracle;

    @BeforeAll
    static void open() {
        oracle = new Oracle(new CspmRows(1, 3), ZoneId.of("Asia/Shanghai"));
    }

    @AfterAll
    static void close() {
        oracle.close();
    }

    static Stream<String> expressions() throws IOException {
        try (InputStream expressions = ExpressionTest.class.getResourceAsStream("/expressions.txt")) {
            return new String(expressions.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void expression_onTheEdge_isAnsweredAsPrestoDoes(String line) {
        boolean lenient = line.startsWith("~");
        String expression = lenient ? line.substring(1) : line;
        String presto = presto("SELECT " + expression + " AS x");
        // Of a value that stands in a column, because the engine computes constants by other code.
        String embedded = embedded("SELECT " + expression + " AS x FROM log LIMIT 1");

        if (lenient) {
            assertThat(presto).isEqualTo(ERROR);
            assertThat(embedded).isNotEqualTo(ERROR);
        } else {
            assertThat(embedded).isEqualTo(presto);
        }
    }

    private static String presto(String sql) {
        try {
            Answer answer = oracle.presto(sql);
            return answer.rows() + " " + answer.types();
        } catch (RuntimeException e) {
            return ERROR;
        }
    }

    private static String embedded(String sql) {
        try {
            Answer answer = oracle.embedded(sql);
            return answer.rows() + " " + answer.types();
        } catch (QueryRejectedException e) {
            return ERROR;
        }
    }
}
