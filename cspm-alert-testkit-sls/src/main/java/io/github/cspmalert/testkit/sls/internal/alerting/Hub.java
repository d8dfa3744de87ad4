package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Alert management: takes events, merges them into sets, and has those told that changed or are due again.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">Merging alerts</a>
 */
final class Hub {

    private final Directory directory;
    private final Teller teller;
    private final List<String> dropped;
    private final Map<String, AlertSet> sets = new LinkedHashMap<>();

    Hub(Directory directory, Teller teller, List<String> dropped) {
        this.directory = directory;
        this.teller = teller;
        this.dropped = dropped;
    }

    /** Takes what an evaluation gave. */
    void take(Rule rule, Instant at, List<Event> events) {
        for (Event event : events) {
            List<String> problems = new ArrayList<>();
            Grouping.of(event, directory, problems).ifPresent(grouping -> take(event, grouping));
            problems.forEach(problem -> dropped.add(at + " " + rule.what() + ": " + problem));
        }
        sets.values().forEach(set -> set.evaluated(rule, at));
        lookAtOnce(rule, at, events);
    }

    // Of an alert that nobody knows the end is no news where alerts are merged.
    private void take(Event event, Grouping grouping) {
        AlertSet set = sets.get(grouping.key());
        if (event.resolved() && !grouping.atOnce() && (set == null || !set.has(event))) {
            return;
        }
        sets.computeIfAbsent(grouping.key(), key -> new AlertSet(grouping, event.at()))
                .take(event);
    }

    private void lookAtOnce(Rule rule, Instant at, List<Event> events) {
        for (Event event : events) {
            sets.values().stream()
                    .filter(set -> set.grouping().atOnce() && set.has(event))
                    .toList()
                    .forEach(set -> tell(set, at));
        }
    }

    /** {@return when a set is looked at next} */
    Optional<Instant> next() {
        return sets.values().stream()
                .filter(set -> !set.grouping().atOnce())
                .map(AlertSet::next)
                .min(Comparator.naturalOrder());
    }

    /** Looks at the sets whose time has come. */
    void look(Instant at) {
        sets.values().stream()
                .filter(set -> !set.grouping().atOnce() && !set.next().isAfter(at))
                .toList()
                .forEach(set -> tell(set, at));
    }

    private void tell(AlertSet set, Instant at) {
        List<Event> events = set.look(at);
        if (!events.isEmpty()) {
            teller.tell(set.grouping().actionPolicy(), events, at);
        }
        Set<AlertSet> over = set.isOver() ? Set.of(set) : Set.of();
        sets.values().removeAll(over);
    }
}
