package io.github.cspmalert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What can be wrong with a database, on PostgreSQL. */
class JdbcStoreFaultsTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final StateKey RULE = StateKey.rule("cspm-not-passed");

    private final DataSource dataSource = PostgresServer.dataSource();
    private final String prefix = "faults_" + TESTS.incrementAndGet() + "_";

    @Test
    void table_thatIsNotOurs_isRefusedAndLeftAlone() throws SQLException {
        run("create table " + prefix + "outbox (id integer)", "insert into " + prefix + "outbox values (7)");

        assertRefused(() -> store().prepare(), false)
                .hasMessage("the table '" + prefix
                        + "outbox' is there already and was not created by cspm-alert; nothing was changed. Set another"
                        + " tablePrefix or schema");

        assertThat(count("select id from " + prefix + "outbox")).isEqualTo(7);
        assertThat(count("select count(*) from information_schema.tables where table_name like '" + prefix + "%'"))
                .isEqualTo(1);
    }

    @Test
    void versionTable_thatIsNotOurs_isRefusedAndLeftAlone() throws SQLException {
        run("create table " + prefix + "version (installed_rank integer, script text)");

        assertRefused(() -> store().prepare(), false)
                .hasMessageContaining(prefix + "version")
                .hasMessageContaining("not created by");
        assertThat(count("select count(*) from information_schema.tables where table_name like '" + prefix + "%'"))
                .isEqualTo(1);
    }

    @Test
    void tables_ofANewerVersion_areRefusedWithBothVersions() throws SQLException {
        store().prepare();
        run("update " + prefix + "version set version = 9");

        assertRefused(() -> store().load(Set.of(RULE)), false)
                .hasMessageContaining("have version 9, and this library understands version 1 at most");
    }

    @Test
    void tables_ofAnOlderVersion_areUpgradedOnce() throws SQLException {
        store().prepare();
        List<List<String>> upgrades = List.of(
                List.of(),
                List.of("alter table {history} add column note {body}", "create table {prefix}more (id integer)"));
        TableNames names = new TableNames("", prefix);

        for (int i = 0; i < 2; i++) {
            new PooledDatabase(dataSource)
                    .transact(
                            connection -> {
                                new Tables(Dialect.POSTGRESQL, names, upgrades).prepare(connection);
                                return true;
                            },
                            done -> true);
        }

        assertThat(count("select version from " + prefix + "version")).isEqualTo(2);
        assertThat(count("select count(note) from " + prefix + "history")).isZero();
    }

    @Test
    void state_ofANewerVersion_isRefusedAndNotOverwritten() throws SQLException {
        JdbcStore store = store();
        store.commit(ruleStateOn(0));
        run("update " + prefix + "state set body = '{\"version\":3,\"more\":1}'");

        assertRefused(() -> store.load(Set.of(RULE)), false)
                .hasMessageContaining("was written in version 3 of its form, and this library understands version 2");
        assertThat(count("select count(*) from " + prefix + "state where body like '%more%'"))
                .isEqualTo(1);
    }

    @Test
    void schema_setAndMissing_isNamedAsSuch() throws SQLException {
        JdbcStore elsewhere = JdbcStore.builder(dataSource)
                .schema("alerts")
                .tablePrefix(prefix)
                .build();
        assertRefused(elsewhere::prepare, false).hasMessageContaining("there is no such schema; create it first");

        run("create schema alerts");

        assertThat(elsewhere.commit(ruleStateOn(0))).isTrue();
        assertThat(count("select count(*) from alerts." + prefix + "state")).isEqualTo(1);
        assertThat(JdbcStore.builder(dataSource)
                        .schema("alerts")
                        .tablePrefix(prefix)
                        .build()
                        .load(Set.of(RULE)))
                .isEqualTo(Map.of(RULE, new Stored(1, RuleState.EMPTY)));
        run("drop schema alerts cascade");
    }

    @Test
    void schema_whoseUnderscoreFitsALetterOfAnother_isNotTakenForIt() throws SQLException {
        run("create schema alertsx1");
        run("create schema alerts_1");
        JdbcStore.builder(dataSource)
                .schema("alertsx1")
                .tablePrefix(prefix)
                .build()
                .prepare();

        assertThat(JdbcStore.builder(dataSource)
                        .schema("alerts_1")
                        .tablePrefix(prefix)
                        .build()
                        .commit(ruleStateOn(0)))
                .isTrue();

        assertThat(count("select count(*) from alerts_1." + prefix + "state")).isEqualTo(1);
        run("drop schema alertsx1, alerts_1 cascade");
    }

    @Test
    void user_withoutRights_isToldWhatIsMissing() throws SQLException {
        store().prepare();
        run(
                "create role " + prefix + "reader login",
                "grant select on all tables in schema public to " + prefix + "reader");
        JdbcStore store =
                JdbcStore.builder(as(prefix + "reader")).tablePrefix(prefix).build();

        assertThat(store.load(Set.of(RULE))).isEmpty();
        assertRefused(() -> store.commit(ruleStateOn(0)), false)
                .hasMessageContaining("committing a decision failed: the user of the database may not do that")
                .hasMessageContaining("SQLState=42501");
    }

    @Test
    void readOnlyReplica_isNamedAsSuch() throws SQLException {
        store().prepare();
        PGSimpleDataSource readOnly = as("postgres");
        readOnly.setOptions("-c default_transaction_read_only=on");
        JdbcStore store = JdbcStore.builder(readOnly).tablePrefix(prefix).build();

        assertRefused(() -> store.commit(ruleStateOn(0)), false).hasMessageContaining("the database is read-only");
    }

    @Test
    void connection_thatIsLost_isTriedAgainLater() {
        FailingDataSource failing = new FailingDataSource(dataSource);
        JdbcStore store = JdbcStore.builder(failing).tablePrefix(prefix).build();
        failing.failFromNowOn();

        assertRefused(() -> store.commit(ruleStateOn(0)), true)
                .hasMessageContaining("connection to the database failed or was lost");

        failing.work();
        assertThat(store.commit(ruleStateOn(0))).isTrue();
        failing.failFromNowOn();
        assertRefused(store::waiting, true).hasMessageContaining("counting the outbox failed");
    }

    @Test
    void connections_thatAreClosed_areNamedAsSuch() {
        JdbcStore store = JdbcStore.builder(new ClosedConnections(dataSource))
                .tablePrefix(prefix)
                .build();

        assertRefused(() -> store.load(Set.of(RULE)), true).hasMessageContaining("handed out a closed connection");
    }

    @Test
    void failure_itsCause_hasNoValues() throws SQLException {
        JdbcStore store = store();
        store.prepare();
        run("alter table " + prefix + "state add constraint never check (id = 's3cret')");

        assertThatThrownBy(() -> store.commit(ruleStateOn(0)))
                .isInstanceOf(AlertStoreException.class)
                .hasStackTraceContaining("SQLState=23514")
                .satisfies(
                        e -> assertThat(stackTrace(e)).doesNotContain("s3cret").doesNotContain("cspm-not-passed"));
    }

    @Test
    void key_longerThanItsColumn_isNamed() {
        JdbcStore store = store();
        Commit commit = new Commit(
                List.of(new Change(StateKey.rule("x".repeat(256)), 0, RuleState.EMPTY, null)),
                List.of(),
                Set.of(),
                List.of(),
                List.of());

        assertRefused(() -> store.commit(commit), false)
                .hasMessage("the id of a state must have at most 255 characters to be kept in a database, but has 256");
    }

    private JdbcStore store() {
        return JdbcStore.builder(dataSource).tablePrefix(prefix).build();
    }

    private static Commit ruleStateOn(long revision) {
        return new Commit(
                List.of(new Change(RULE, revision, RuleState.EMPTY, null)), List.of(), Set.of(), List.of(), List.of());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            ThrowingCallable call, boolean retryable) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(AlertStoreException.class, e -> assertThat(e.retryable())
                .isEqualTo(retryable));
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static PGSimpleDataSource as(String user) {
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setPortNumbers(new int[] {PostgresServer.server().getPort()});
        other.setDatabaseName("postgres");
        other.setUser(user);
        return other;
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
