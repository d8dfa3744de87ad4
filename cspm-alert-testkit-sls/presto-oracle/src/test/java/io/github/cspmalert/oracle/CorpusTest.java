package io.github.cspmalert.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

    private static Oracle oracle;

    /**
     * One statement.
     *
     * @param title its id and what it shows
     * @param sls the service's spelling
     * @param presto Presto's spelling
     */
    record Statement(String title, String sls, String presto) {

        static Statement of(String block) {
            String[] titleAndText = block.split("\n", 2);
            String[] spellings = titleAndText[1].split("== presto\n");
            return new Statement(titleAndText[0], spellings[0].strip(), spellings[spellings.length - 1].strip());
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    static void open() {
        oracle = new Oracle(new CspmRows(20261123, 2000), ZoneId.of("Asia/Shanghai"));
    }

    @AfterAll
    static void close() {
        oracle.close();
    }

    static Stream<Statement> statements() throws IOException {
        try (InputStream corpus = CorpusTest.class.getResourceAsStream("/corpus.sql")) {
            String text = new String(corpus.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("== (?!presto)")).skip(1).map(Statement::of);
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statement_ofCorpus_isAnsweredAsPrestoDoes(Statement statement) {
        Answer expected = oracle.presto(statement.presto());
        Answer actual = oracle.embedded(statement.sls());
        boolean ordered = statement.presto().toLowerCase(Locale.ROOT).matches("(?s).* order by (?!.*\\)).*");

        assertThat(expected.rows())
                .as("a statement that finds nothing shows nothing")
                .isNotEmpty();
        assertThat(actual.types()).isEqualTo(expected.types());
        assertThat(ordered ? actual.rows() : actual.sorted().rows())
                .isEqualTo(ordered ? expected.rows() : expected.sorted().rows());
    }

    @Test
    void corpus_isLargeEnough() throws IOException {
        assertThat(statements()).hasSizeGreaterThanOrEqualTo(100);
    }
}
