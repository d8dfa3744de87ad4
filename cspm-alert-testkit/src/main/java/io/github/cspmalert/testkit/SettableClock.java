package io.github.cspmalert.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told to move, for tests that must not wait. Thread-safe. Clocks made by
 * {@link #withZone} show the same instant and move with this one.
 *
 * <p>To run what is due as time passes, move a {@link ManualScheduler} instead, which moves its clock.
 */
public final class SettableClock extends Clock {

    private final AtomicReference<Time> time;
    private final ZoneId zone;

    /** What the clock shows, and how much time has passed since it was made. */
    private record Time(Instant shown, Duration elapsed) {}

    private SettableClock(AtomicReference<Time> time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /**
     * Makes a clock in UTC.
     *
     * @param instant what it shows
     * @return the clock
     */
    public static SettableClock at(Instant instant) {
        return new SettableClock(
                new AtomicReference<>(new Time(Objects.requireNonNull(instant, "instant"), Duration.ZERO)),
                ZoneOffset.UTC);
    }

    /**
     * Makes a clock in UTC.
     *
     * @param instant what it shows, such as {@code 2026-11-23T08:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if the text is not an instant
     */
    public static SettableClock at(String instant) {
        return at(Instant.parse(instant));
    }

    /**
     * Sets the clock, forwards or back, as an administrator or a time server may do to a real one. No time passes by that, so
     * what a {@link ManualScheduler} waits for is due no sooner and no later.
     *
     * @param instant what to show
     */
    public void set(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        time.updateAndGet(before -> new Time(instant, before.elapsed()));
    }

    /**
     * Lets time pass.
     *
     * @param by how far; positive
     * @return what it shows then
     * @throws IllegalArgumentException if the duration is not positive
     */
    public Instant advance(Duration by) {
        if (by.isNegative() || by.isZero()) {
            throw new IllegalArgumentException("by must be positive, but is " + by + "; use set to go back");
        }
        return time.updateAndGet(before ->
                        new Time(before.shown().plus(by), before.elapsed().plus(by)))
                .shown();
    }

    /** {@return how much time has passed since the clock was made, however it was set meanwhile} */
    public Duration elapsed() {
        return time.get().elapsed();
    }

    @Override
    public Instant instant() {
        return time.get().shown();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SettableClock withZone(ZoneId zone) {
        return new SettableClock(time, Objects.requireNonNull(zone, "zone"));
    }

    /** {@return the instant shown} */
    @Override
    public String toString() {
        return "SettableClock[" + instant() + "]";
    }
}
