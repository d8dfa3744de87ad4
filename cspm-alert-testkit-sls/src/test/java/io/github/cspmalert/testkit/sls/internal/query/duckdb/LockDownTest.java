package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second line: what the engine refuses even of SQL that went round the renderer. */
class LockDownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('@file')",
                "SELECT * FROM read_csv('@file')",
                "SELECT * FROM '@file'",
                "SELECT * FROM glob('@folder/*')",
                "COPY (SELECT 1) TO '@folder/out.csv'",
                "EXPORT DATABASE '@folder/out'",
                "ATTACH '@folder/other.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "SET memory_limit = '100GB'",
                "SET threads = 8",
                "SET temp_directory = '@folder'",
                "RESET threads",
            })
    void engine_locked_reachesNothingOutside(String sql, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        String statement = sql.replace("@file", file.toString()).replace("@folder", folder.toString());
        try (DuckDb database = DuckDb.open(null);
                Statement raw = database.connect().createStatement()) {
            assertThatThrownBy(() -> raw.execute(statement)).isInstanceOf(SQLException.class);
            assertThat(folder).isDirectoryContaining(path -> path.equals(file));
            assertThat(Files.list(folder)).hasSize(1);
        }
    }

    @Test
    void engine_locked_stillAnswers() throws Exception {
        try (DuckDb database = DuckDb.open(null);
                Statement raw = database.connect().createStatement()) {
            assertThat(raw.execute("SELECT 1")).isTrue();
        }
    }
}
