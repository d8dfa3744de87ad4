package io.github.cspmalert.jdbc;

import io.github.cspmalert.json.state.StateMapper;
import io.github.cspmalert.state.HistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What happened. Its sequence numbers say in which order, also where clocks were set. */
final class HistoryTable {

    private final String table;
    private final StateMapper mapper;

    HistoryTable(TableNames names, StateMapper mapper) {
        this.table = names.of(Tables.HISTORY);
        this.mapper = mapper;
    }

    void add(Connection connection, List<HistoryEntry> entries) throws SQLException {
        Sql.update(
                connection,
                "insert into %s (rule_id, happened_at, body) values (?, ?, ?)".formatted(table),
                entries,
                (statement, entry) -> {
                    statement.setString(1, Sql.key("the id of a rule", entry.ruleId()));
                    statement.setLong(2, Sql.micros(entry.at()));
                    statement.setString(3, mapper.write(entry));
                });
    }

    List<HistoryEntry> latest(Connection connection, String ruleId, int atMost) throws SQLException {
        return Sql.query(
                connection,
                "select body from %s where rule_id = ? order by seq desc limit ?".formatted(table),
                statement -> {
                    statement.setString(1, ruleId);
                    statement.setInt(2, atMost);
                },
                row -> mapper.readEntry(row.getString(1)));
    }

    /** {@return how many entries were forgotten} */
    int forget(Connection connection, Instant before, int atMost) throws SQLException {
        List<Long> old = Sql.query(
                connection,
                "select seq from %s where happened_at < ? order by happened_at limit ?".formatted(table),
                statement -> {
                    statement.setLong(1, Sql.micros(before));
                    statement.setInt(2, atMost);
                },
                row -> row.getLong(1));
        Sql.update(
                connection,
                "delete from %s where seq = ?".formatted(table),
                old,
                (statement, sequence) -> statement.setLong(1, sequence));
        return old.size();
    }
}
