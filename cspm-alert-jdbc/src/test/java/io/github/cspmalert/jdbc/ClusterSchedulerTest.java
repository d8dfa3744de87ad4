package io.github.cspmalert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.state.EvaluationScheduler.Evaluations;
import io.github.cspmalert.state.Scheduled;
import io.github.cspmalert.testkit.SettableClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterSchedulerTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String prefix = "cluster_" + TESTS.incrementAndGet() + "_";
    private final List<ClusterScheduler> started = new ArrayList<>();

    private record Evaluated(String replica, String rule, Instant due) {

        String window() {
            return rule + "@" + due;
        }
    }

    @AfterEach
    void closeAll() {
        started.forEach(ClusterScheduler::close);
    }

    @Test
    void threeReplicas_eachWindowOfEachRule_isEvaluatedOnce() throws InterruptedException {
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        List<Scheduled> rules =
                IntStream.range(0, 8).mapToObj(i -> rule("rule-" + i)).toList();
        for (String replica : List.of("a", "b", "c")) {
            start(PostgresServer.dataSource(), rules, record(evaluated, replica));
        }

        List<Evaluated> seen = take(evaluated, 40);

        assertThat(seen).extracting(Evaluated::window).doesNotHaveDuplicates();
        assertThat(seen.stream().map(Evaluated::rule).collect(Collectors.toSet()))
                .hasSize(8);
        for (Scheduled rule : rules) {
            List<Instant> windows = seen.stream()
                    .filter(each -> each.rule().equals(rule.id()))
                    .map(Evaluated::due)
                    .toList();
            for (int i = 1; i < windows.size(); i++) {
                assertThat(Duration.between(windows.get(i - 1), windows.get(i))).isEqualTo(INTERVAL);
            }
        }
    }

    @Test
    void replica_thatEndsWhileItEvaluates_isTakenOverWithTheSameWindow() throws InterruptedException {
        FailingDataSource dying = new FailingDataSource(PostgresServer.dataSource());
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        start(dying, List.of(rule("rule-x")), (rule, due) -> {
            evaluated.add(new Evaluated("dying", rule, due));
            await(never);
            return due;
        });
        Evaluated first = take(evaluated, 1).get(0);
        dying.failFromNowOn();
        long died = System.nanoTime();

        start(PostgresServer.dataSource(), List.of(rule("rule-x")), record(evaluated, "heir"));

        assertThat(take(evaluated, 1)).containsExactly(new Evaluated("heir", "rule-x", first.due()));
        assertThat(Duration.ofNanos(System.nanoTime() - died)).isLessThan(Duration.ofSeconds(30));
        never.countDown();
    }

    @Test
    void evaluation_thatFails_isTriedAgainForTheSameWindow() throws InterruptedException {
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        AtomicInteger calls = new AtomicInteger();
        start(PostgresServer.dataSource(), List.of(rule("rule-x")), (rule, due) -> {
            evaluated.add(new Evaluated("a", rule, due));
            if (calls.incrementAndGet() < 3) {
                throw new IllegalArgumentException("no such table");
            }
            return due;
        });

        List<Evaluated> seen = take(evaluated, 4);

        assertThat(Set.copyOf(seen.subList(0, 3))).hasSize(1);
        assertThat(seen.get(3).due()).isEqualTo(seen.get(0).due().plus(INTERVAL));
    }

    @Test
    void rule_thatAReplicaDoesNotKnow_isLeftToTheOthers() throws InterruptedException {
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        start(PostgresServer.dataSource(), List.of(rule("old")), record(evaluated, "old"));
        start(PostgresServer.dataSource(), List.of(rule("old"), rule("new")), record(evaluated, "new"));

        assertThat(take(evaluated, 12)).allSatisfy(each -> {
            if (each.rule().equals("new")) {
                assertThat(each.replica()).isEqualTo("new");
            }
        });
    }

    @Test
    void database_thatIsDownAtTheStart_isWaitedFor() throws InterruptedException {
        FailingDataSource down = new FailingDataSource(PostgresServer.dataSource());
        down.failFromNowOn();
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        start(down, List.of(rule("rule-x")), record(evaluated, "a"));
        down.awaitFailures(2);

        down.work();

        assertThat(take(evaluated, 1)).hasSize(1);
    }

    @Test
    void database_thatIsCutOffAndBack_isWaitedFor() throws InterruptedException {
        FailingDataSource database = new FailingDataSource(PostgresServer.dataSource());
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        start(database, List.of(rule("rule-x")), record(evaluated, "a"));
        take(evaluated, 1);
        database.failFromNowOn();
        database.awaitFailures(5);
        evaluated.clear();

        database.work();

        assertThat(take(evaluated, 2)).hasSize(2);
    }

    @Test
    void connections_thatAreNotValid_areWaitedFor() throws InterruptedException {
        InvalidConnections database = new InvalidConnections(PostgresServer.dataSource());
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        start(database, List.of(rule("rule-x")), record(evaluated, "a"));
        take(evaluated, 1);
        database.invalid(true);
        database.awaitLooks(2);
        evaluated.clear();

        database.awaitLooks(40);

        // One may have been picked before the first look.
        assertThat(evaluated).hasSizeLessThanOrEqualTo(1);
        database.invalid(false);
        assertThat(take(evaluated, 2)).hasSize(2);
    }

    @Test
    void evaluation_thatFails_isTriedAgainWithTheNextOneThatIsDueAtTheLatest() throws Exception {
        Instant due = Instant.parse("2026-11-02T12:00:00Z");
        SettableClock now = SettableClock.at(due);
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        ClusterScheduler scheduler = builder(PostgresServer.dataSource())
                .clock(now)
                .retryBackoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1)))
                .build();
        started.add(scheduler);
        scheduler.start(List.of(rule("rule-x", Schedule.fixedRate(Duration.ofMinutes(1)))), (rule, at) -> {
            evaluated.add(new Evaluated("a", rule, at));
            now.set(due.plusSeconds(50));
            throw new IllegalArgumentException("no such table");
        });
        Evaluated first = take(evaluated, 1).get(0);
        awaitFailure();

        now.set(due.plusSeconds(60));

        assertThat(first.due()).isEqualTo(due);
        assertThat(take(evaluated, 1)).containsExactly(first);
    }

    @Test
    void rule_withACronExpression_isEvaluatedForEachOfItsInstants() throws InterruptedException {
        Instant friday = Instant.parse("2026-11-13T08:00:00Z");
        BlockingQueue<Evaluated> evaluated = new LinkedBlockingQueue<>();
        ClusterScheduler scheduler = builder(PostgresServer.dataSource())
                .clock(SettableClock.at(Instant.parse("2026-11-24T00:00:00Z")))
                .build();
        started.add(scheduler);
        AtomicInteger calls = new AtomicInteger();
        scheduler.start(List.of(rule("rule-x", Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.UTC))), (rule, due) -> {
            evaluated.add(new Evaluated("a", rule, due));
            return calls.incrementAndGet() == 1 ? friday : due;
        });

        assertThat(take(evaluated, 7).subList(1, 7))
                .extracting(Evaluated::due)
                .containsExactly(
                        friday.plus(Duration.ofDays(3)),
                        friday.plus(Duration.ofDays(4)),
                        friday.plus(Duration.ofDays(5)),
                        friday.plus(Duration.ofDays(6)),
                        friday.plus(Duration.ofDays(7)),
                        friday.plus(Duration.ofDays(10)));
    }

    @Test
    void start_twiceOrAfterClose_isRefused() {
        ClusterScheduler scheduler = scheduler(PostgresServer.dataSource());
        scheduler.start(List.of(), (rule, due) -> due);
        assertThatThrownBy(() -> scheduler.start(List.of(), (rule, due) -> due))
                .isInstanceOf(IllegalStateException.class);
        scheduler.close();
        scheduler.close();
        assertThatThrownBy(() -> scheduler.start(List.of(), (rule, due) -> due))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Evaluations record(BlockingQueue<Evaluated> evaluated, String replica) {
        return (rule, due) -> {
            evaluated.add(new Evaluated(replica, rule, due));
            return due;
        };
    }

    private void start(DataSource dataSource, List<Scheduled> rules, Evaluations evaluations) {
        scheduler(dataSource).start(rules, evaluations);
    }

    private ClusterScheduler scheduler(DataSource dataSource) {
        ClusterScheduler scheduler = builder(dataSource).build();
        started.add(scheduler);
        return scheduler;
    }

    private ClusterSchedulerBuilder builder(DataSource dataSource) {
        return ClusterScheduler.builder(dataSource)
                .tablePrefix(prefix)
                .heartbeat(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(100))
                .threads(4)
                .retryBackoff(new Backoff(Duration.ofMillis(100), Duration.ofMillis(200)));
    }

    private void awaitFailure() throws SQLException {
        try (Connection connection = PostgresServer.dataSource().getConnection();
                PreparedStatement failed = connection.prepareStatement(
                        "select 1 from " + prefix + "executions where consecutive_failures = 1")) {
            while (!failed.executeQuery().next()) {
                Thread.onSpinWait();
            }
        }
    }

    private static Scheduled rule(String id) {
        return rule(id, INTERVAL);
    }

    private static Scheduled rule(String id, Duration interval) {
        return new Scheduled(id, Schedule.fixedRate(interval));
    }

    private static Scheduled rule(String id, Schedule schedule) {
        return new Scheduled(id, schedule);
    }

    private static List<Evaluated> take(BlockingQueue<Evaluated> evaluated, int count) throws InterruptedException {
        List<Evaluated> taken = new ArrayList<>();
        while (taken.size() < count) {
            Evaluated next = evaluated.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("evaluation %d of %d", taken.size() + 1, count).isNotNull();
            taken.add(next);
        }
        return taken;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
