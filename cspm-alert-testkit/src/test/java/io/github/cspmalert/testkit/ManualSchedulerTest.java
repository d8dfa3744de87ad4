package io.github.cspmalert.testkit;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ManualSchedulerTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final SettableClock clock = SettableClock.at(START);
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final List<String> log = new ArrayList<>();

    @Test
    void execute_task_runsOnlyWhenCranked() {
        scheduler.execute(() -> log("a"));
        assertThat(log).isEmpty();
        assertThat(scheduler.pending()).isOne();

        assertThat(scheduler.runDue()).isOne();
        assertThat(log).containsExactly("a at 0s");
        assertThat(scheduler.runDue()).isZero();
    }

    @Test
    void advance_severalTasks_runInOrderOfTimeThenOfHandingOver() {
        scheduler.schedule(() -> log("c"), 20, SECONDS);
        scheduler.schedule(() -> log("a"), 10, SECONDS);
        scheduler.schedule(() -> log("b"), 10, SECONDS);
        scheduler.schedule(() -> log("d"), 31, SECONDS);

        assertThat(scheduler.advance(Duration.ofSeconds(30))).isEqualTo(3);
        assertThat(log).containsExactly("a at 10s", "b at 10s", "c at 20s");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
        assertThat(scheduler.nextRun()).contains(START.plusSeconds(31));
    }

    @Test
    void scheduleAtFixedRate_twoDaysByTheHour_runs49Times() {
        scheduler.scheduleAtFixedRate(() -> log("tick"), 0, 1, HOURS);

        assertThat(scheduler.advance(Duration.ofDays(2))).isEqualTo(49);
        assertThat(log).startsWith("tick at 0s", "tick at 3600s").endsWith("tick at 172800s");
        assertThat(scheduler.pending()).isOne();
    }

    @Test
    void scheduleAtFixedRate_clockJumps_catchesUp() {
        scheduler.scheduleAtFixedRate(() -> log("tick"), 1, 1, HOURS);
        clock.advance(Duration.ofHours(3));

        assertThat(scheduler.runDue()).isEqualTo(3);
    }

    @Test
    void scheduleWithFixedDelay_clockJumps_runsOnceAndCountsFromThere() {
        scheduler.scheduleWithFixedDelay(() -> log("tick"), 1, 1, HOURS);
        clock.advance(Duration.ofMinutes(190));

        assertThat(scheduler.runDue()).isOne();
        assertThat(scheduler.nextRun()).contains(START.plus(Duration.ofMinutes(250)));
    }

    @Test
    void advance_taskHandsOverAnother_runsItToo() {
        scheduler.schedule(() -> scheduler.schedule(() -> log("inner"), 5, SECONDS), 5, SECONDS);

        assertThat(scheduler.advance(Duration.ofSeconds(10))).isEqualTo(2);
        assertThat(log).containsExactly("inner at 10s");
    }

    @Test
    void future_taskThrows_keepsItAsARealExecutorDoes() {
        IllegalStateException failure = new IllegalStateException("no");
        Future<?> submitted = scheduler.submit((Runnable) () -> {
            throw failure;
        });
        Future<String> called = scheduler.submit((Callable<String>) () -> {
            throw failure;
        });
        scheduler.runDue();

        assertThatThrownBy(submitted::get)
                .isInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThatThrownBy(called::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        assertThat(scheduler.failures()).containsExactly(failure, failure);
    }

    @Test
    void scheduleAtFixedRate_taskThrows_runsNoMore() {
        ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(
                () -> {
                    log("tick");
                    throw new IllegalStateException("no");
                },
                0,
                1,
                HOURS);
        scheduler.advance(Duration.ofHours(5));

        assertThat(log).hasSize(1);
        assertThat(future.isDone()).isTrue();
        assertThat(scheduler.pending()).isZero();
        assertThat(scheduler.failures()).hasSize(1);
    }

    @Test
    void submit_callable_givesItsResult() throws Exception {
        Future<String> callable = scheduler.submit(() -> "a");
        Future<String> runnable = scheduler.submit(() -> {}, "b");
        Future<?> nothing = scheduler.submit(() -> log("c"));
        scheduler.runDue();

        assertThat(callable.get()).isEqualTo("a");
        assertThat(runnable.get()).isEqualTo("b");
        assertThat(nothing.get()).isNull();
    }

    @Test
    void cancel_waitingTask_neverRuns() {
        ScheduledFuture<?> future = scheduler.schedule(() -> log("a"), 1, SECONDS);

        assertThat(future.cancel(false)).isTrue();
        assertThat(scheduler.pending()).isZero();
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(log).isEmpty();
    }

    @Test
    void cancel_periodicTaskByItself_runsNoMore() {
        List<ScheduledFuture<?>> self = new ArrayList<>();
        self.add(scheduler.scheduleAtFixedRate(() -> self.get(0).cancel(false), 1, 1, SECONDS));

        assertThat(scheduler.advance(Duration.ofMinutes(1))).isOne();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void getDelay_waitingTask_shrinksWithTheClock() {
        ScheduledFuture<?> future = scheduler.schedule(() -> {}, 10, SECONDS);
        clock.advance(Duration.ofSeconds(4));

        assertThat(future.getDelay(SECONDS)).isEqualTo(6);
    }

    @Test
    void schedule_delayBeforeNow_isDueNow() {
        scheduler.schedule(() -> log("a"), -5, SECONDS);

        assertThat(scheduler.runDue()).isOne();
        assertThat(log).containsExactly("a at 0s");
    }

    @Test
    void schedule_endlessDelay_waits() {
        scheduler.schedule(() -> log("a"), Long.MAX_VALUE, DAYS);

        assertThat(scheduler.advance(Duration.ofDays(36_500))).isZero();
    }

    @Test
    void shutdown_tasksLeft_keepsSingleOnesAndDropsPeriodicOnes() {
        scheduler.schedule(() -> log("once"), 5, SECONDS);
        ScheduledFuture<?> periodic = scheduler.scheduleAtFixedRate(() -> log("tick"), 1, 1, SECONDS);
        scheduler.shutdown();

        assertThat(scheduler.isShutdown()).isTrue();
        assertThat(scheduler.isTerminated()).isFalse();
        assertThat(periodic.isCancelled()).isTrue();
        assertThatThrownBy(() -> scheduler.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        scheduler.advance(Duration.ofSeconds(10));
        assertThat(log).containsExactly("once at 5s");
        assertThat(scheduler.isTerminated()).isTrue();
    }

    @Test
    void shutdownNow_tasksLeft_givesThemBackUnrun() {
        scheduler.schedule(() -> log("once"), 5, SECONDS);

        assertThat(scheduler.shutdownNow()).hasSize(1);
        assertThat(scheduler.isTerminated()).isTrue();
        scheduler.advance(Duration.ofSeconds(10));
        assertThat(log).isEmpty();
    }

    @Test
    void awaitTermination_tasksWithinTheTimeOut_runsThemAndStopsTheClockThere() {
        scheduler.schedule(() -> log("once"), 5, SECONDS);
        scheduler.shutdown();

        assertThat(scheduler.awaitTermination(30, SECONDS)).isTrue();
        assertThat(log).containsExactly("once at 5s");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void awaitTermination_tasksBeyondTheTimeOut_givesUpThere() {
        scheduler.schedule(() -> log("late"), 31, SECONDS);
        scheduler.shutdown();

        assertThat(scheduler.awaitTermination(30, SECONDS)).isFalse();
        assertThat(log).isEmpty();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void awaitTermination_notShutDown_waitsTheTimeOut() {
        assertThat(scheduler.awaitTermination(30, SECONDS)).isFalse();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void invokeAll_tasks_runsThemBeforeItReturns() throws Exception {
        List<Future<String>> futures = scheduler.invokeAll(List.of(() -> "a", () -> "b"));

        assertThat(futures).extracting(Future::get).containsExactly("a", "b");
    }

    @Test
    void invokeAny_firstFails_givesTheNext() throws Exception {
        String result = scheduler.invokeAny(List.of(
                () -> {
                    throw new IllegalStateException("no");
                },
                () -> "b"));

        assertThat(result).isEqualTo("b");
    }

    @Test
    void invokeAny_noTasks_isRefused() {
        assertThatThrownBy(() -> scheduler.invokeAny(List.<Callable<String>>of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void advance_byATask_isRefused() {
        scheduler.execute(() -> scheduler.advance(Duration.ofSeconds(1)));
        scheduler.runDue();

        assertThat(scheduler.failures()).singleElement().satisfies(failure -> assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a task must not move the time of the scheduler that runs it"));
    }

    @Test
    void runDue_taskHandsItselfOverForNow_isFoundOut() {
        Runnable[] self = new Runnable[1];
        self[0] = () -> scheduler.execute(self[0]);
        scheduler.execute(self[0]);

        assertThatThrownBy(scheduler::runDue)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does a task hand itself over for now?");
    }

    @Test
    void advance_notPositive_isRefused() {
        assertThatThrownBy(() -> scheduler.advance(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("by must be positive, but is PT0S; use runDue to stay");
    }

    @Test
    void scheduleAtFixedRate_noPeriod_isRefused() {
        assertThatThrownBy(() -> scheduler.scheduleAtFixedRate(() -> {}, 0, 0, SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period must be positive");
    }

    @Test
    void execute_severalThreads_losesNothing() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(4);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> handing = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            handing.add(pool.submit(() -> {
                go.await();
                for (int i = 0; i < 1_000; i++) {
                    scheduler.execute(ran::incrementAndGet);
                    scheduler.runDue();
                }
                return null;
            }));
        }
        go.countDown();
        for (Future<?> future : handing) {
            future.get();
        }
        pool.shutdown();
        scheduler.runDue();

        assertThat(ran).hasValue(4_000);
    }

    private void log(String what) {
        log.add(what + " at " + Duration.between(START, clock.instant()).toSeconds() + "s");
    }
}
