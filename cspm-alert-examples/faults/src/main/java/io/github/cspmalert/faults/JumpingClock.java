package io.github.cspmalert.faults;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A clock that is set by up to six hours, ahead or back, every second and again by a seed. */
final class JumpingClock extends Clock {

    private static final int MOST_SECONDS = 6 * 3_600;

    private final Clock clock = Clock.systemUTC();
    private final long seed;

    JumpingClock(long seed) {
        this.seed = seed;
    }

    @Override
    public Instant instant() {
        long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        Random random = new Random(seed * 31 + second);
        return clock.instant().plusSeconds(random.nextInt(2 * MOST_SECONDS) - MOST_SECONDS);
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
