package io.github.cspmalert.sls;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between attempts; tests put one in its place that does not. */
@FunctionalInterface
interface Pauser {

    Pauser SLEEPING = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void pause(Duration duration) throws InterruptedException;
}
