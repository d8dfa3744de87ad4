package io.github.cspmalert.internal.engine;

import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.posture.Enriched;
import io.github.cspmalert.posture.Enricher;
import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.EnrichmentException;
import io.github.cspmalert.posture.EnrichmentLimits;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import java.io.Serial;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks an enricher about findings that are to be told, within bounds of time, and remembers what it said. An enricher that
 * never answers costs one thread, and one evaluation its time. Thread-safe.
 */
public final class Enrichments {

    private final Enricher enricher;
    private final EnrichmentLimits limits;
    private final Clock clock;
    private final EngineEvents events;
    private final Map<FindingKey, Remembered> remembered;
    // Held while the enricher runs, also when nobody waits for it any more.
    private final Semaphore turn = new Semaphore(1);
    private final AtomicBoolean failing = new AtomicBoolean();

    private record Remembered(Enrichment known, Instant at) {}

    /** The answers that were used last. */
    private static final class Cache extends LinkedHashMap<FindingKey, Remembered> {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int most;

        Cache(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<FindingKey, Remembered> eldest) {
            return size() > most;
        }
    }

    /** Creates what asks an enricher. */
    public Enrichments(Enricher enricher, EnrichmentLimits limits, Clock clock, EngineEvents events) {
        this.enricher = enricher;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.remembered = Collections.synchronizedMap(new Cache(limits.cacheSize()));
    }

    /** {@return what asks for one evaluation, whose time begins now} */
    Asking begin() {
        return new Asking();
    }

    /** What one evaluation asks. For one thread. */
    final class Asking {

        private final long began = System.nanoTime();
        private @Nullable RuntimeException failure;

        /** {@return what is known of findings; after a failure, what is remembered} */
        Enriched ask(Collection<Finding> findings) {
            Map<FindingKey, Enrichment> known = new HashMap<>();
            List<Finding> rest = new ArrayList<>();
            for (Finding finding : findings) {
                Enrichment recalled = recall(finding.key());
                if (recalled == null) {
                    rest.add(finding);
                } else {
                    known.put(finding.key(), recalled);
                }
            }
            for (int i = 0; i < rest.size() && failure == null; i += limits.batchSize()) {
                known.putAll(batch(List.copyOf(rest.subList(i, Math.min(rest.size(), i + limits.batchSize())))));
            }
            return new Enriched(known, problems());
        }

        private List<String> problems() {
            return failure == null
                    ? List.of()
                    : List.of("the enricher failed, so messages lack what it knows: " + Faults.describe(failure));
        }

        private Map<FindingKey, Enrichment> batch(List<Finding> findings) {
            try {
                Map<FindingKey, Enrichment> answer = answer(findings);
                Instant now = clock.instant();
                answer.forEach((key, known) -> remembered.put(key, new Remembered(known, now)));
                failing.set(false);
                return answer;
            } catch (Throwable e) {
                failure = Faults.absorb(
                        e,
                        error -> new IllegalStateException(
                                "the enricher failed with " + error.getClass().getName(), error));
                if (failing.compareAndSet(false, true)) {
                    events.enrichmentFailed(failure);
                }
                return Map.of();
            }
        }

        private Map<FindingKey, Enrichment> answer(List<Finding> findings) throws Throwable {
            try {
                // What did not answer last time and is still at it is not waited for again.
                boolean ours = failing.get() ? turn.tryAcquire() : turn.tryAcquire(left(), TimeUnit.NANOSECONDS);
                if (!ours) {
                    throw new TimeoutException();
                }
                Turn taken = new Turn();
                FutureTask<Map<FindingKey, Enrichment>> task = new FutureTask<>(() -> {
                    try (taken) {
                        return call(findings);
                    }
                });
                start(task, taken);
                return await(task);
            } catch (TimeoutException e) {
                throw new EnrichmentException(
                        "the enricher did not answer within %s; make it faster, or give it more time"
                                .formatted(limits.timeout()),
                        true,
                        null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnrichmentException("the evaluation was interrupted", true, null);
            } catch (ExecutionException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        }

        private Map<FindingKey, Enrichment> await(FutureTask<Map<FindingKey, Enrichment>> task)
                throws InterruptedException, ExecutionException, TimeoutException {
            try {
                return task.get(left(), TimeUnit.NANOSECONDS);
            } finally {
                task.cancel(true);
            }
        }

        private long left() {
            return Math.max(0, limits.timeout().toNanos() - (System.nanoTime() - began));
        }
    }

    private @Nullable Enrichment recall(FindingKey key) {
        Remembered last = remembered.get(key);
        Instant now = clock.instant();
        // An answer of later than now is of a clock that was wrong.
        boolean fresh = last != null
                && !last.at().isAfter(now)
                && last.at().plus(limits.cacheAge()).isAfter(now);
        return last != null && fresh ? last.known() : null;
    }

    /**
     * Gives the turn back once: before the answer is there, so that whoever has it finds the enricher free, or else, of a
     * call that was cancelled before it began, when its thread ends.
     */
    private final class Turn implements AutoCloseable {

        private final AtomicBoolean given = new AtomicBoolean();

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                turn.release();
            }
        }
    }

    private static void start(FutureTask<?> task, Turn taken) {
        boolean started = false;
        try {
            Thread thread = new Thread(
                    () -> {
                        try (taken) {
                            task.run();
                        }
                    },
                    "cspm-alert-enricher");
            thread.setDaemon(true);
            thread.start();
            started = true;
        } finally {
            if (!started) {
                taken.close();
            }
        }
    }

    // The answer is taken apart here too, since it may be a map that asks an API at each look.
    private Map<FindingKey, Enrichment> call(List<Finding> findings) {
        Map<FindingKey, Enrichment> answer = enricher.enrich(findings);
        if (answer == null) {
            throw new EnrichmentException("the enricher gave null; have it give an empty map", false, null);
        }
        Map<FindingKey, Enrichment> known = new HashMap<>();
        for (Finding finding : findings) {
            Enrichment of = answer.get(finding.key());
            known.put(finding.key(), of == null ? Enrichment.NONE : of);
        }
        return known;
    }
}
