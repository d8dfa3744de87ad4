package io.github.cspmalert.benchmarks;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the store costs for one attempt that fails, with few and with many notifications waiting: a claim and its settlement on
 * a broken channel; a claim that finds nothing on a channel that works beside it; and one that finds all of the items leased.
 *
 * <p>Arguments: {@code memory} and {@code embedded}, as wanted.
 */
final class WaitingItems {

    private static final Channel BROKEN = Channel.EMAIL;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private WaitingItems() {}

    public static void main(String[] stores) throws Exception {
        for (String store : stores) {
            for (int waiting : List.of(10, 500, 5_000)) {
                measure(store, waiting);
            }
        }
    }

    private static void measure(String kind, int waiting) throws Exception {
        Path folder = Files.createTempDirectory("waiting");
        String where =
                kind.equals("memory") ? kind : folder.resolve("alerts.db").toString();
        try (AlertStore store = ThroughputEngine.store(where)) {
            store.commit(new Commit(
                    List.of(),
                    IntStream.range(0, waiting).mapToObj(WaitingItems::item).toList(),
                    Set.of(),
                    List.of(),
                    List.of()));
            int times = kind.equals("memory") ? 20_000 : 500;
            double attempt = micros(times, i -> fail(store, Fixtures.NOW.plus(PAUSE.multipliedBy(i + 1))));
            double beside = micros(times, i -> store.claim(request(Channel.WEBHOOK, Fixtures.NOW, 1)));
            store.claim(request(BROKEN, Fixtures.NOW.plus(PAUSE.multipliedBy(times + 1)), waiting));
            double leased = micros(
                    times, i -> store.claim(request(BROKEN, Fixtures.NOW.plus(PAUSE.multipliedBy(times + 1)), 1)));
            System.out.printf(
                    Locale.ROOT,
                    "%s, %,5d waiting: %7.1f µs an attempt, %7.1f µs beside it, %7.1f µs when all are leased%n",
                    kind,
                    waiting,
                    attempt,
                    beside,
                    leased);
        } finally {
            DeliveryThroughput.delete(folder);
        }
    }

    // The second half, so that the first warms up.
    private static double micros(int times, IntConsumer step) {
        for (int i = 0; i < times / 2; i++) {
            step.accept(i);
        }
        long begun = System.nanoTime();
        for (int i = times / 2; i < times; i++) {
            step.accept(i);
        }
        return (System.nanoTime() - begun) / 1e3 / (times - times / 2);
    }

    private static void fail(AlertStore store, Instant now) {
        Claim claim = store.claim(request(BROKEN, now, 1)).get(0);
        OutboxItem item = claim.item();
        OutboxItem next = new OutboxItem(item.notification(), item.enqueuedAt(), item.failures() + 1, now.plus(PAUSE));
        store.commit(new Commit(List.of(), List.of(), Set.of(), List.of(new Settlement(claim, next)), List.of()));
    }

    private static ClaimRequest request(Channel channel, Instant now, int atMost) {
        return new ClaimRequest(channel, now, LEASE, PAUSE, atMost);
    }

    private static OutboxItem item(int number) {
        Notification notification = new Notification(
                "key-" + number,
                BROKEN,
                List.of(new Address("ops", "Ops", "ops@example.com")),
                new Message("subject", "content", ContentFormat.TEXT, List.of()),
                List.of(AlertReference.to(Fixtures.alert(Fixtures.rows(3)))));
        return OutboxItem.of(notification, Fixtures.NOW);
    }
}
