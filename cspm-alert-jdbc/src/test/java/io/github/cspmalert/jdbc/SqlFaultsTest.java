package io.github.cspmalert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults that a test cannot bring about, by the codes that the databases' documentation gives them. */
class SqlFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "53100, 0, false, the disk is full",
        "HY000, 1021, false, the disk is full",
        "HY000, 1114, false, the disk is full",
        "42000, 1142, false, the user of the database may not do that",
        "28P01, 0, false, the user of the database may not do that",
        "28000, 1045, false, the user of the database may not do that",
        "HY000, 1290, false, the database is read-only",
        "25006, 0, false, the database is read-only",
        "40P01, 0, true, others had locked",
        "HY000, 1205, true, others had locked",
        "53300, 0, true, the database has no connection to spare",
        "08006, 0, true, the connection to the database failed or was lost",
        "57P01, 0, true, the connection to the database failed or was lost",
        "42P01, 0, false, a table is gone that was there before",
        "XX000, 0, false, failed in the database [SQLState=XX000",
    })
    void translate_code_saysWhatToDo(String state, int code, boolean retryable, String words) {
        AlertStoreException translated = SqlFaults.translate("doing it", new SQLException("s3cret", state, code));

        assertThat(translated).hasMessageContaining(words).hasMessageNotContaining("s3cret");
        assertThat(translated.retryable()).isEqualTo(retryable);
        assertThat(translated.getCause()).hasMessageNotContaining("s3cret");
    }

    @Test
    void translate_batch_looksAtWhatIsBehindIt() {
        BatchUpdateException batch = new BatchUpdateException("insert s3cret", "HY000", 0, new int[0]);
        batch.setNextException(new SQLException("s3cret", "53100"));

        assertThat(SqlFaults.translate("doing it", batch)).hasMessageContaining("the disk is full");
    }

    @Test
    void translate_transientFault_isRetryable() {
        SQLException noneLeft = new SQLTransientConnectionException("pool - Connection is not available", null, 0);

        assertThat(SqlFaults.translate("doing it", noneLeft).retryable()).isTrue();
    }
}
