package io.github.cspmalert.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What arrived, and how often. Thread-safe. */
final class Tally {

    // How often each window was told under each key, by channel and window.
    private final Map<String, Map<String, Integer>> arrived = new HashMap<>();

    /** The figures of a run. */
    record Verdict(long decided, long lost, long doubled, long doubledWithAnotherKey) {

        static final Verdict NOTHING = new Verdict(0, 0, 0, 0);

        Verdict plus(Verdict other) {
            return new Verdict(
                    decided + other.decided,
                    lost + other.lost,
                    doubled + other.doubled,
                    doubledWithAnotherKey + other.doubledWithAnotherKey);
        }

        boolean isGood() {
            return decided > 0 && lost == 0 && doubledWithAnotherKey == 0;
        }
    }

    synchronized void arrived(String channel, String key, String text) {
        for (String window : Marker.in(text)) {
            arrived.computeIfAbsent(channel + " " + window, any -> new HashMap<>())
                    .merge(key, 1, Integer::sum);
        }
    }

    /** Compares with what was decided, given as channel and window. */
    synchronized Verdict compare(Set<String> decided) {
        Set<String> lost = new HashSet<>(decided);
        lost.removeAll(arrived.keySet());
        lost.stream().limit(5).forEach(each -> System.out.println("  lost: " + each));
        long doubled = arrived.values().stream()
                .flatMap(keys -> keys.values().stream())
                .filter(times -> times > 1)
                .count();
        long otherKey =
                arrived.values().stream().filter(keys -> keys.size() > 1).count();
        arrived.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .limit(5)
                .forEach(each -> System.out.println("  with another key: " + each));
        return new Verdict(decided.size(), lost.size(), doubled, otherKey);
    }
}
