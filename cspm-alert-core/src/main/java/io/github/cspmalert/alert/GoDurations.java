package io.github.cspmalert.alert;

import java.time.Duration;

/** Writes durations the way Go does, which is how SLS shows a repeat interval: {@code 5m0s}, {@code 4h0m0s}. */
final class GoDurations {

    private GoDurations() {}

    static String format(Duration duration) {
        String seconds = duration.toSecondsPart() + "s";
        if (duration.toMinutes() == 0) {
            return seconds;
        }
        String minutes = duration.toMinutesPart() + "m" + seconds;
        return duration.toHours() == 0 ? minutes : duration.toHours() + "h" + minutes;
    }
}
