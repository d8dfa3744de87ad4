package io.github.cspmalert.internal.engine;

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
    private final Duration longestPause;
    private final Deque<Instant> attempts = new ArrayDeque<>();
    private int failures;
    private @Nullable String fault;
    private @Nullable Instant pausedUntil;

    /** Creates the health of a channel that works; 0 a minute is any number. */
    ChannelHealth(int perMinute, Duration longestPause) {
        this.perMinute = perMinute;
        this.longestPause = longestPause;
    }

    /** What an attempt tells of the channel. */
    enum Turn {
        NONE,
        BROKE,
        REPAIRED
    }

    /** {@return how many attempts may begin now, of as many as are wanted} */
    int permits(Instant now, int wanted, int running) {
        if (pauseEnd(now).isPresent()) {
            return 0;
        }
        int trusted = isDown() ? Math.max(0, 1 - running) : wanted;
        return Math.min(trusted, perMinute == 0 ? wanted : perMinute - recent(now));
    }

    void begin(Instant now) {
        if (perMinute > 0) {
            attempts.addLast(now);
        }
    }

    /** Learns from an attempt. */
    Turn learn(DeliveryAttempt attempt) {
        Receipt receipt = attempt.receipt();
        boolean reachedNobody =
                receipt.outcomes().size() == receipt.with(Receipt.Status.RETRY).size();
        @Nullable String before = fault;
        fault = receipt.channelFault().orElse(reachedNobody ? fault : null);
        failures = reachedNobody || fault != null ? failures + 1 : 0;
        pausedUntil = isDown() ? attempt.nextAttempt() : null;
        if (before == null && fault != null) {
            return Turn.BROKE;
        }
        return before != null && fault == null ? Turn.REPAIRED : Turn.NONE;
    }

    boolean isDown() {
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
        return Optional.ofNullable(pausedUntil).filter(end -> end.isAfter(now) && !end.isAfter(now.plus(longestPause)));
    }

    private int recent(Instant now) {
        attempts.removeIf(begun -> !begun.plus(MINUTE).isAfter(now) || begun.isAfter(now));
        return attempts.size();
    }
}
