package io.github.cspmalert.sls.internal.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When a call must be over. */
public record Deadline(Duration allowed, long endNanos, LongSupplier nanos) {

    public static Deadline in(Duration allowed, LongSupplier nanos) {
        return new Deadline(allowed, nanos.getAsLong() + allowed.toNanos(), nanos);
    }

    public boolean isOver() {
        return left().isNegative();
    }

    public boolean allows(Duration pause) {
        return left().compareTo(pause) > 0;
    }

    /** {@return what is left, but no more than asked for and never nothing, since a time-out of 0 means none} */
    public Duration atMost(Duration longest) {
        Duration left = left();
        Duration shorter = left.compareTo(longest) < 0 ? left : longest;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }

    public String words() {
        String seconds =
                BigDecimal.valueOf(allowed.toMillis(), 3).stripTrailingZeros().toPlainString();
        return "the call took longer than " + seconds
                + " seconds, which its callTimeout allows; narrow the query, or raise callTimeout";
    }

    /** {@return what is left; negative once it is over} */
    Duration left() {
        return Duration.ofNanos(endNanos - nanos.getAsLong());
    }
}
