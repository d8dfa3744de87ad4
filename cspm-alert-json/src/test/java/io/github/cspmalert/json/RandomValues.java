package io.github.cspmalert.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Single values at random, with what is awkward among them. */
final class RandomValues {

    private static final List<String> ONE_LINE = List.of(
            "a", "Z", "0", " ", "'", "\"", "\\", "/", "<b>", "${x}", "{{ y }}", "é", "安全", "🔔", "\uFEFF", "\u202E");
    private static final List<String> ANY = List.of("\n", "\r\n", "\t", "\u0000", "\u001b", "\u2028", "\u007f");

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    boolean bit() {
        return random.nextBoolean();
    }

    void maybe(Runnable action) {
        if (bit()) {
            action.run();
        }
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }

    <T> List<T> shuffled(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Some of them, possibly none, each once, in any order. */
    <T> List<T> some(List<T> all) {
        return shuffled(all).subList(0, random.nextInt(all.size() + 1));
    }

    /** One line, possibly empty or blank. */
    String line() {
        return pieces(ONE_LINE);
    }

    /** One line that is not blank. */
    String name() {
        return "n" + line();
    }

    /** Any text, possibly empty. */
    String text() {
        List<String> all = new ArrayList<>(ONE_LINE);
        all.addAll(ANY);
        return pieces(all);
    }

    long number() {
        return oneOf(List.of(0L, 8L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong()));
    }

    Duration wholeSeconds() {
        return Duration.ofSeconds(1 + random.nextInt(3650 * 24 * 3600 - 1));
    }

    Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> map.put(name(), text()));
        return map;
    }

    private String pieces(List<String> from) {
        return IntStream.range(0, random.nextInt(6)).mapToObj(i -> oneOf(from)).collect(Collectors.joining());
    }
}
