package io.github.cspmalert.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** What the contracts have in common. */
final class Contracts {

    private static final int SECONDS = 30;

    private Contracts() {}

    /** Runs an action on several threads that set off together, and fails as the first of them to fail did. */
    static void together(int threads, IntConsumer action) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(SECONDS, TimeUnit.SECONDS);
                    action.accept(number);
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while several threads were at work", e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed when several threads were at work: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("several threads at work were not done after " + SECONDS + " seconds", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
