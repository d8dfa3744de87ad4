package io.github.cspmalert.examples.homes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one of the homes did: its evaluations, and what it told, in a form that both have. */
record Seen(List<Evaluation> evaluations, List<Told> told) {

    /** An evaluation, with what templates would see of each alert that fires. */
    record Evaluation(Instant at, String rule, List<String> alerts) {}

    /** A notification: a rendered content for each alert, as merged alerts have no documented order. */
    record Told(Instant at, String channel, List<String> to, String subject, List<String> contents) {

        @Override
        public String toString() {
            return "%s %s to %s%n  subject: %s%n  content: %s"
                    .formatted(at, channel, to, subject, String.join("\n  content: ", contents));
        }
    }

    /** In the order of time, and in the same order at one instant. */
    Seen sorted() {
        List<Evaluation> sortedEvaluations = new ArrayList<>(evaluations);
        sortedEvaluations.sort(Comparator.comparing(Evaluation::at).thenComparing(Evaluation::rule));
        List<Told> sortedTold = new ArrayList<>(told);
        sortedTold.sort(Comparator.comparing(Told::at).thenComparing(Told::toString));
        return new Seen(sortedEvaluations, sortedTold);
    }

    /** {@return a tree of maps, lists and values as text, in which maps have no order} */
    static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(key.toString(), text(each)));
            return sorted.toString();
        }
        return value instanceof List<?> list
                ? list.stream().map(Seen::text).toList().toString()
                : value.toString();
    }
}
