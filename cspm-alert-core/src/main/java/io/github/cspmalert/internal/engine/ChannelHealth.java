package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel sends, and how many attempts may begin. While it seems to be down, one notification at a time tries it,
 * so that an attempt costs the same however many wait. Not thread-safe.
 */
final class ChannelHealth {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    // After so many attempts in a row that reached nobody, the channel and not the recipients is the matter.
    private static final int FAILURES_OF_A_CHANNEL = 3;

    private final int perMinute;
    private final Backoff backoff;
    private final Deque<Instant> attempts = new ArrayDeque<>();
    private int failures;
    private @Nullable String fault;
    private @Nullable Instant pausedUntil;

    /** Creates the health of a channel that works; 0 a minute is any number. */
    ChannelHealth(int perMinute, Backoff backoff) {
        this.perMinute = perMinute;
        this.backoff = backoff;
    }

    /** What an attempt tells of the channel. */
    enum Turn {
        NONE,
        BROKE,
        REPAIRED
    }

    /** {@return how many attempts may begin now, of as many as are wanted; they count as begun until given back} */
    int take(Instant now, int wanted, int running) {
        if (pauseEnd(now).isPresent()) {
            return 0;
        }
        int trusted = isDown() ? Math.max(0, 1 - running) : wanted;
        int permits = perMinute == 0 ? trusted : Math.min(trusted, Math.max(0, perMinute - recent(now)));
        for (int i = 0; i < permits && perMinute > 0; i++) {
            attempts.addLast(now);
        }
        return permits;
    }

    /** Gives back what was taken and is not attempted. */
    void giveBack(Instant taken, int count) {
        for (int i = 0; i < count; i++) {
            attempts.removeLastOccurrence(taken);
        }
    }

    /** Learns from an attempt that has just ended. */
    Turn learn(DeliveryAttempt attempt, Instant now) {
        Receipt receipt = attempt.receipt();
        boolean reachedNobody =
                receipt.outcomes().size() == receipt.with(Receipt.Status.RETRY).size();
        @Nullable String before = fault;
        fault = receipt.channelFault().orElse(reachedNobody ? fault : null);
        failures = reachedNobody || fault != null ? failures + 1 : 0;
        pausedUntil = isDown() ? pause(attempt, now) : null;
        if (before == null && fault != null) {
            return Turn.BROKE;
        }
        return before != null && fault == null ? Turn.REPAIRED : Turn.NONE;
    }

    // What is broken for all is tried with the oldest item, so that all arrive in order. If nobody says that it is, one
    // address may be the matter; then the pause is over before that is tried again, and others have their turn.
    private @Nullable Instant pause(DeliveryAttempt attempt, Instant now) {
        Instant next = attempt.nextAttempt();
        Instant soon = now.plus(backoff.first());
        return fault != null || next == null || next.isBefore(soon) ? next : soon;
    }

    private boolean isDown() {
        return fault != null || failures >= FAILURES_OF_A_CHANNEL;
    }

    /** {@return the instant before which nothing is attempted, if it lies ahead} */
    Optional<Instant> nextPermit(Instant now) {
        Optional<Instant> pause = pauseEnd(now);
        return pause.isPresent() || perMinute == 0 || recent(now) < perMinute
                ? pause
                : Optional.of(attempts.getFirst().plus(MINUTE));
    }

    // A pause that ends too far ahead was set before the clock was set back.
    private Optional<Instant> pauseEnd(Instant now) {
        return Optional.ofNullable(pausedUntil)
                .filter(end -> end.isAfter(now) && !end.isAfter(now.plus(backoff.longest())));
    }

    private int recent(Instant now) {
        attempts.removeIf(begun -> !begun.plus(MINUTE).isAfter(now) || begun.isAfter(now));
        return attempts.size();
    }
}
