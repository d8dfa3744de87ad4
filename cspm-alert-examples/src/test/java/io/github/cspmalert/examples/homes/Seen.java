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

    /**
     * A notification. Of which of several alerts its subject is, is not documented, so that of merged alerts is left out.
     */
    record Told(Instant at, String channel, List<String> to, String subject, List<Part> parts) {

        Told {
            parts = parts.stream().sorted(Comparator.comparing(Part::toString)).toList();
            subject = parts.size() == 1 ? subject : "";
        }

        private String first() {
            return at + channel + to;
        }

        /**
         * {@return this notification without what a merged one of this JVM may leave out: alerts that did not change, of a rule of
         * which none is in it}
         */
        Told asFarAs(Told here) {
            boolean both = parts.size() > 1 && first().equals(here.first());
            List<String> rules = here.parts.stream().map(Part::rule).toList();
            return both
                    ? new Told(
                            at,
                            channel,
                            to,
                            here.parts.size() == 1 ? here.subject : "",
                            parts.stream()
                                    .filter(part -> !part.unchanged() || rules.contains(part.rule()))
                                    .toList())
                    : this;
        }

        @Override
        public String toString() {
            return "%s %s to %s%n  subject: %s%n  %s"
                    .formatted(
                            at,
                            channel,
                            to,
                            subject,
                            String.join(
                                    "\n  ", parts.stream().map(Part::toString).toList()));
        }
    }

    /** What a notification says of one alert, and whether it is one that did not change since it was told last. */
    record Part(String rule, String status, String content, boolean unchanged) {

        @Override
        public String toString() {
            return rule + " " + status + ": " + content;
        }
    }

    /** In the order of time, and in the same order at one instant. */
    Seen sorted() {
        List<Evaluation> sortedEvaluations = new ArrayList<>(evaluations);
        sortedEvaluations.sort(Comparator.comparing(Evaluation::at).thenComparing(Evaluation::rule));
        List<Told> sortedTold = new ArrayList<>(told);
        sortedTold.sort(Comparator.comparing(Told::first).thenComparing(Told::toString));
        return new Seen(sortedEvaluations, sortedTold);
    }

    /** {@return what the service did, as far as this JVM is to do it} */
    Seen asFarAs(Seen here) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < told().size(); i++) {
            told.add(i < here.told().size() ? told().get(i).asFarAs(here.told().get(i)) : told().get(i));
        }
        return new Seen(evaluations, told);
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
