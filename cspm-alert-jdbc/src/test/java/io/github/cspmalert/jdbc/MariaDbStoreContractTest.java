package io.github.cspmalert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.testkit.AlertStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On the profile {@code mariadb}, on a machine that has the package {@code mariadb-server}. */
@EnabledIfSystemProperty(named = "mariadb", matches = "true", disabledReason = "only on the profile mariadb")
class MariaDbStoreContractTest extends AlertStoreContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String prefix = "contract_" + TESTS.incrementAndGet() + "_";

    @BeforeAll
    static void requireServer() {
        Assumptions.assumeTrue(
                MariaDbServer.isInstalled(), "MariaDB is not tried: this machine lacks the package mariadb-server");
    }

    @Override
    protected AlertStore store() {
        return JdbcStore.builder(MariaDbServer.dataSource()).tablePrefix(prefix).build();
    }

    @Test
    void table_thatIsNotOurs_isRefused() throws SQLException {
        run("create table " + prefix + "state (id integer)");

        assertThatThrownBy(() -> store().waiting())
                .isInstanceOf(AlertStoreException.class)
                .hasMessageContaining("was not created by cspm-alert");
    }

    @Test
    void creation_thatWasCutShort_isFinished() throws SQLException {
        run("create table " + prefix + "version (product varchar(64) not null, version integer not null)");

        assertThat(store().waiting()).isZero();
        run("update " + prefix + "version set version = 0");
        assertThat(store().waiting()).isZero();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = MariaDbServer.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
