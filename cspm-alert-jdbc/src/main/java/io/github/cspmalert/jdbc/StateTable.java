package io.github.cspmalert.jdbc;

import io.github.cspmalert.json.state.StateMapper;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The states, each under its kind and id. */
final class StateTable {

    // Always in the same order, so that two engines do not wait for each other.
    private static final Comparator<Change> ORDER = Comparator.comparing(
            Change::key, Comparator.comparing(StateKey::kind).thenComparing(StateKey::id));

    private final String table;
    private final StateMapper mapper;

    StateTable(TableNames names, StateMapper mapper) {
        this.table = names.of(Tables.STATE);
        this.mapper = mapper;
    }

    private record Row(StateKey key, Stored stored) {}

    Map<StateKey, Stored> load(Connection connection, Set<StateKey> keys) throws SQLException {
        Map<StateKey, Stored> found = new HashMap<>();
        Map<StateKind, List<String>> ids = keys.stream()
                .collect(Collectors.groupingBy(StateKey::kind, Collectors.mapping(StateKey::id, Collectors.toList())));
        for (Map.Entry<StateKind, List<String>> kind : ids.entrySet()) {
            for (List<String> portion : Sql.portions(kind.getValue())) {
                loadPortion(connection, kind.getKey(), portion).forEach(row -> found.put(row.key(), row.stored()));
            }
        }
        return found;
    }

    Map<StateKey, Stored> page(Connection connection, StateKind kind, String after, int atMost) throws SQLException {
        String sql = "select id, revision, body from %s where kind = ? and id > ? order by id limit ?".formatted(table);
        Map<StateKey, Stored> page = new LinkedHashMap<>();
        Sql.query(
                        connection,
                        sql,
                        statement -> {
                            statement.setString(1, kind.name());
                            statement.setString(2, after);
                            statement.setInt(3, atMost);
                        },
                        row -> read(kind, row))
                .forEach(row -> page.put(row.key(), row.stored()));
        return page;
    }

    /** {@return whether all changes were made from the revisions that are there} */
    boolean write(Connection connection, List<Change> changes) throws SQLException {
        return update(connection, only(changes, change -> change.value() != null && change.revision() > 0))
                && delete(connection, only(changes, change -> change.value() == null))
                && insert(connection, only(changes, change -> change.value() != null && change.revision() == 0));
    }

    /** {@return how many states were forgotten} */
    int forget(Connection connection, Instant now, int atMost) throws SQLException {
        long expired = Sql.micros(now);
        List<StateKey> keys = Sql.query(
                connection,
                "select kind, id from %s where expires_at <= ? limit ?".formatted(table),
                statement -> {
                    statement.setLong(1, expired);
                    statement.setInt(2, atMost);
                },
                row -> new StateKey(StateKind.valueOf(row.getString(1)), row.getString(2)));
        Sql.update(
                connection,
                "delete from %s where kind = ? and id = ? and expires_at <= ?".formatted(table),
                keys,
                (statement, key) -> {
                    bind(statement, 1, key);
                    statement.setLong(3, expired);
                });
        return keys.size();
    }

    private List<Row> loadPortion(Connection connection, StateKind kind, List<String> ids) throws SQLException {
        String sql =
                "select id, revision, body from %s where kind = ? and id in %s".formatted(table, Sql.marks(ids.size()));
        return Sql.query(
                connection,
                sql,
                statement -> {
                    statement.setString(1, kind.name());
                    for (int i = 0; i < ids.size(); i++) {
                        statement.setString(i + 2, ids.get(i));
                    }
                },
                row -> read(kind, row));
    }

    private Row read(StateKind kind, ResultSet row) throws SQLException {
        StateKey key = new StateKey(kind, row.getString(1));
        return new Row(key, new Stored(row.getLong(2), mapper.read(kind, row.getString(3))));
    }

    private boolean update(Connection connection, Collection<Change> changes) throws SQLException {
        String sql =
                "update %s set revision = revision + 1, body = ?, expires_at = ? where kind = ? and id = ? and revision = ?"
                        .formatted(table);
        return Sql.changesOneEach(connection, sql, changes, (statement, change) -> {
            statement.setString(1, mapper.write(Objects.requireNonNull(change.value())));
            bindExpiry(statement, 2, change);
            bind(statement, 3, change.key());
            statement.setLong(5, change.revision());
        });
    }

    private boolean delete(Connection connection, Collection<Change> changes) throws SQLException {
        String sql = "delete from %s where kind = ? and id = ? and revision = ?".formatted(table);
        return Sql.changesOneEach(connection, sql, changes, (statement, change) -> {
            bind(statement, 1, change.key());
            statement.setLong(3, change.revision());
        });
    }

    private boolean insert(Connection connection, Collection<Change> changes) throws SQLException {
        String sql = "insert into %s (kind, id, revision, body, expires_at) values (?, ?, 1, ?, ?)".formatted(table);
        try {
            Sql.update(connection, sql, changes, (statement, change) -> {
                bind(statement, 1, change.key());
                statement.setString(3, mapper.write(Objects.requireNonNull(change.value())));
                bindExpiry(statement, 4, change);
            });
            return true;
        } catch (SQLException e) {
            if (SqlFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static List<Change> only(List<Change> changes, Predicate<Change> which) {
        List<Change> some = new ArrayList<>(changes);
        some.removeIf(which.negate());
        some.sort(ORDER);
        return some;
    }

    private static void bind(PreparedStatement statement, int first, StateKey key) throws SQLException {
        statement.setString(first, key.kind().name());
        statement.setString(first + 1, Sql.key("the id of a state", key.id()));
    }

    private static void bindExpiry(PreparedStatement statement, int index, Change change) throws SQLException {
        Instant expiresAt = change.expiresAt();
        if (expiresAt == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, Sql.micros(expiresAt));
        }
    }
}
