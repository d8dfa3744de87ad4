package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as alerts and policies write them, such as {@code 90m} and {@code 4h0m0s}. */
final class Spans {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}[dhms])++|\\d{1,9}");
    private static final Pattern PART = Pattern.compile("(\\d+)([dhms]?)");

    private Spans() {}

    /** {@return the duration, if the text is one; a number alone counts seconds} */
    static Optional<Duration> read(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration all = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            all = all.plusSeconds(Long.parseLong(part.group(1)) * seconds(part.group(2)));
        }
        return Optional.of(all);
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            default -> 1;
        };
    }

    /** {@return the duration as Go prints it, which is how events show it: {@code 5m0s}} */
    static String shown(Duration span) {
        long hours = span.toHours();
        String seconds = span.toSecondsPart() + "s";
        if (hours > 0) {
            return hours + "h" + span.toMinutesPart() + "m" + seconds;
        }
        return span.toMinutesPart() > 0 ? span.toMinutesPart() + "m" + seconds : seconds;
    }
}
