package io.github.cspmalert.definition;

import io.github.cspmalert.internal.Checks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What single JSON values mean. Refusals are {@link IllegalArgumentException}s that name no place, which the reader adds. */
final class JsonValues {

    private JsonValues() {}

    static <N> N exact(BigDecimal number, Function<BigDecimal, N> convert) {
        try {
            return convert.apply(number);
        } catch (ArithmeticException e) {
            throw notOf("a whole number that is not too large", number.toString(), e);
        }
    }

    static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw notOf("a duration of ISO 8601 such as PT4H or P1D", text, e);
        }
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw notOf("an instant of ISO 8601 such as 2026-11-23T12:00:00Z", text, e);
        }
    }

    /** {@return what finds a constant by its word} */
    static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        return text -> Stream.of(type.getEnumConstants())
                .filter(constant -> ObjectWriter.word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> noneOf(
                        Stream.of(type.getEnumConstants())
                                .map(ObjectWriter::word)
                                .collect(Collectors.joining(", ")),
                        text));
    }

    static IllegalArgumentException noneOf(String words, String text) {
        return new IllegalArgumentException("must be one of %s, but is '%s'".formatted(words, Checks.printable(text)));
    }

    static IllegalArgumentException notOf(String words, String text, Exception cause) {
        return new IllegalArgumentException("must be %s, but is '%s'".formatted(words, Checks.printable(text)), cause);
    }

    static ZoneOffset zone(String text) {
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            throw notOf("an offset from UTC such as +08:00 or Z", text, e);
        }
    }
}
