package io.github.cspmalert.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A clock that is set by up to six hours, ahead or back, every second and again by a seed; or one that is some time ahead. */
final class JumpingClock extends Clock {

    private static final int MOST_SECONDS = 6 * 3_600;

    private final Clock clock = Clock.systemUTC();
    private final Duration ahead;
    private final long seed;

    private JumpingClock(Duration ahead, long seed) {
        this.ahead = ahead;
        this.seed = seed;
    }

    static JumpingClock ahead(Duration ahead) {
        return new JumpingClock(ahead, 0);
    }

    static JumpingClock jumping(long seed) {
        return new JumpingClock(Duration.ZERO, seed);
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant().plus(ahead);
        if (seed == 0) {
            return now;
        }
        long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        Random random = new Random(seed * 31 + second);
        return now.plusSeconds(random.nextInt(2 * MOST_SECONDS) - MOST_SECONDS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
