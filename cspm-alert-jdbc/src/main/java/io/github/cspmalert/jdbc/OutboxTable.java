package io.github.cspmalert.jdbc;

import io.github.cspmalert.json.state.StateMapper;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The outbox. Its sequence numbers say in which order items were put in. */
final class OutboxTable {

    private final String table;
    private final StateMapper mapper;
    private final String enqueue;
    private final String find;
    // No other engine has it, so that the tokens of two never are the same.
    private final String engine = UUID.randomUUID().toString();
    private final AtomicLong claims = new AtomicLong();

    OutboxTable(TableNames names, StateMapper mapper, Dialect dialect, String locking) {
        this.table = names.of(Tables.OUTBOX);
        this.mapper = mapper;
        this.enqueue = dialect.insertUnlessThere(
                table, "item_key, channel, failures, next_attempt, body", "?, ?, ?, ?, ?", "item_key");
        this.find = ("select seq, body from %s where channel = ? and (next_attempt <= ? or next_attempt > ?)"
                        + " and (lease_ends is null or lease_ends <= ? or lease_ends > ?) order by seq limit ?%s")
                .formatted(table, locking);
    }

    private record Found(long sequence, Claim claim) {}

    List<Claim> claim(Connection connection, ClaimRequest request) throws SQLException {
        long now = Sql.micros(request.now());
        List<Found> found = Sql.query(
                connection,
                find,
                statement -> {
                    statement.setString(1, request.channel().id());
                    statement.setLong(2, now);
                    statement.setLong(3, Sql.micros(request.latestNextAttempt()));
                    statement.setLong(4, now);
                    statement.setLong(5, Sql.micros(request.latestLeaseEnd()));
                    statement.setInt(6, request.atMost());
                },
                row -> new Found(
                        row.getLong(1),
                        new Claim(mapper.readItem(row.getString(2)), engine + "-" + claims.incrementAndGet())));
        long leaseEnds = Sql.micros(request.now().plus(request.lease()));
        Sql.update(
                connection,
                "update %s set token = ?, lease_ends = ? where seq = ?".formatted(table),
                found,
                (statement, each) -> {
                    statement.setString(1, each.claim().token());
                    statement.setLong(2, leaseEnds);
                    statement.setLong(3, each.sequence());
                });
        return found.stream().map(Found::claim).toList();
    }

    List<OutboxItem> untouched(Connection connection, Collection<String> keys) throws SQLException {
        List<OutboxItem> items = new ArrayList<>();
        for (List<String> portion : Sql.portions(keys)) {
            items.addAll(Sql.query(
                    connection,
                    "select body from %s where lease_ends is null and failures = 0 and item_key in %s order by seq"
                            .formatted(table, Sql.marks(portion.size())),
                    statement -> {
                        for (int i = 0; i < portion.size(); i++) {
                            statement.setString(i + 1, portion.get(i));
                        }
                    },
                    row -> mapper.readItem(row.getString(1))));
        }
        return items;
    }

    long waiting(Connection connection) throws SQLException {
        return Sql.query(connection, "select count(*) from " + table, statement -> {}, row -> row.getLong(1))
                .get(0);
    }

    void enqueue(Connection connection, List<OutboxItem> items) throws SQLException {
        Sql.update(connection, enqueue, items, (statement, item) -> {
            statement.setString(1, Sql.key("the key of a notification", item.key()));
            statement.setString(2, item.notification().channel().id());
            bindProgress(statement, 3, item);
        });
    }

    /** {@return whether all of the items were there, not claimed and never attempted} */
    boolean withdraw(Connection connection, Set<String> keys) throws SQLException {
        return Sql.changesOneEach(
                connection,
                "delete from %s where item_key = ? and lease_ends is null and failures = 0".formatted(table),
                keys.stream().sorted().toList(),
                (statement, key) -> statement.setString(1, key));
    }

    /** {@return whether all of the claims were still those of whoever settles them} */
    boolean settle(Connection connection, List<Settlement> settlements) throws SQLException {
        List<Settlement> sorted = new ArrayList<>(settlements);
        sorted.sort(Comparator.comparing(settlement -> settlement.claim().item().key()));
        List<Settlement> over =
                sorted.stream().filter(each -> each.stays().isEmpty()).toList();
        List<Settlement> stay =
                sorted.stream().filter(each -> each.stays().isPresent()).toList();
        return remove(connection, over) && keep(connection, stay);
    }

    private boolean remove(Connection connection, List<Settlement> settlements) throws SQLException {
        return Sql.changesOneEach(
                connection,
                "delete from %s where item_key = ? and token = ?".formatted(table),
                settlements,
                (statement, settlement) -> bind(statement, 1, settlement.claim()));
    }

    private boolean keep(Connection connection, List<Settlement> settlements) throws SQLException {
        return Sql.changesOneEach(
                connection,
                ("update %s set token = null, lease_ends = null, failures = ?, next_attempt = ?, body = ?"
                                + " where item_key = ? and token = ?")
                        .formatted(table),
                settlements,
                (statement, settlement) -> {
                    bindProgress(statement, 1, settlement.stays().orElseThrow());
                    bind(statement, 4, settlement.claim());
                });
    }

    private void bindProgress(PreparedStatement statement, int first, OutboxItem item) throws SQLException {
        statement.setInt(first, item.failures());
        statement.setLong(first + 1, Sql.micros(item.nextAttempt()));
        statement.setString(first + 2, mapper.write(item));
    }

    private static void bind(PreparedStatement statement, int first, Claim claim) throws SQLException {
        statement.setString(first, claim.item().key());
        statement.setString(first + 1, claim.token());
    }
}
