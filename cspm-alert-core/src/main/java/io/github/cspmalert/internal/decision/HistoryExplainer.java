package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Explanation;
import io.github.cspmalert.alert.Explanation.Part;
import io.github.cspmalert.state.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Explains an evaluation by what the store remembers: the facts of the evaluation, and the attempts to send what it decided,
 * also under the key of a later notification that says the same.
 */
public final class HistoryExplainer {

    // What facts begin with. It is stored, so new words would not find what was written before.
    static final String DECIDED = "decided: ";
    static final String FIRED = "fired: ";
    static final String ENDED = "ended: ";
    static final String TO_BE_SENT = "to be sent: ";
    static final String WITHDRAWN = "withdrawn: ";
    static final String HELD_BACK = "held back: ";
    static final String TO_NOBODY = "told to nobody: ";
    static final String PROBLEM = "problem: ";
    static final String FAILED = "failed: ";
    static final String ATTEMPTED = "attempted: ";

    private static final Set<HistoryEntry.Kind> EVALUATIONS =
            Set.of(HistoryEntry.Kind.EVALUATED, HistoryEntry.Kind.EVALUATION_FAILED);
    private static final Pattern MERGED = Pattern.compile("(.+)-[0-9a-f]+-(?:firing|resolved)");

    private final HistoryEntry evaluation;
    private final List<HistoryEntry> later;

    private HistoryExplainer(HistoryEntry evaluation, List<HistoryEntry> later) {
        this.evaluation = evaluation;
        this.later = later;
    }

    /** {@return whether the entries of a rule reach back to its last evaluation up to an instant} */
    public static boolean suffices(List<HistoryEntry> entries, Instant asked) {
        return position(entries, asked).isPresent();
    }

    /** {@return why the last evaluation up to an instant came out as it did, by the entries of the rule, the latest first} */
    public static Explanation of(String ruleId, Instant asked, List<HistoryEntry> entries) {
        return position(entries, asked)
                .map(index -> new HistoryExplainer(entries.get(index), oldestFirst(entries.subList(0, index))))
                .map(explainer -> explainer.explain(asked))
                .orElseGet(() -> nothing(ruleId, asked, entries));
    }

    private static Optional<Integer> position(List<HistoryEntry> entries, Instant asked) {
        return IntStream.range(0, entries.size())
                .boxed()
                .filter(index -> EVALUATIONS.contains(entries.get(index).kind()))
                .filter(index -> !entries.get(index).at().isAfter(asked))
                .findFirst();
    }

    private static List<HistoryEntry> oldestFirst(List<HistoryEntry> latestFirst) {
        return IntStream.rangeClosed(1, latestFirst.size())
                .mapToObj(back -> latestFirst.get(latestFirst.size() - back))
                .toList();
    }

    private static Explanation nothing(String ruleId, Instant asked, List<HistoryEntry> entries) {
        String first = entries.isEmpty()
                ? "nothing of it is remembered at all"
                : "what is remembered begins at "
                        + entries.get(entries.size() - 1).at();
        return new Explanation(
                "%s: no evaluation up to %s is remembered; %s".formatted(ruleId, asked, first), List.of());
    }

    private Explanation explain(Instant asked) {
        String which = evaluation.at().equals(asked) ? "" : ", its last evaluation up to " + asked;
        return new Explanation(
                "%s at %s%s: %s".formatted(evaluation.ruleId(), evaluation.at(), which, outcome()),
                List.of(
                        new Part("Asked", asked()),
                        new Part("Decided", decided()),
                        new Part("To be told", told()),
                        new Part("Not told", notTold()),
                        new Part(
                                "Problems",
                                Stream.concat(without(PROBLEM), without(FAILED)).toList())));
    }

    private String outcome() {
        if (evaluation.kind() == HistoryEntry.Kind.EVALUATION_FAILED) {
            return "it could not be evaluated; the next evaluation looks at the same log time too";
        }
        long fired = without(FIRED).count();
        return fired == 0 ? "nothing fired" : fired == 1 ? "1 alert fired" : fired + " alerts fired";
    }

    // Rows and cuts have no word of their own before them.
    private List<String> asked() {
        Set<String> others =
                Set.of(DECIDED, FIRED, ENDED, TO_BE_SENT, WITHDRAWN, HELD_BACK, TO_NOBODY, PROBLEM, FAILED);
        Predicate<String> other = fact -> others.stream().anyMatch(fact::startsWith);
        return evaluation.facts().stream().filter(other.negate()).toList();
    }

    // What fired is among what was decided, but for what is no query rule, or was written by an older version.
    private List<String> decided() {
        List<String> decided = new ArrayList<>(without(DECIDED).toList());
        if (decided.isEmpty()) {
            without(FIRED).forEach(alert -> decided.add(FIRED + alert));
        }
        without(ENDED).forEach(alert -> decided.add(ENDED + alert));
        return decided;
    }

    private List<String> notTold() {
        return Stream.concat(without(HELD_BACK).distinct(), without(TO_NOBODY)).toList();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        without(TO_BE_SENT).forEach(fact -> {
            keys.add(same(firstWord(fact)));
            told.add("to be sent" + fact.substring(fact.indexOf(' ')));
        });
        if (keys.isEmpty()) {
            return told;
        }
        List<String> attempts = new ArrayList<>();
        later.forEach(entry -> attempts.addAll(follow(entry, keys)));
        told.addAll(attempts.isEmpty() ? List.of("no attempt to send it is remembered up to now") : attempts);
        return told;
    }

    private static List<String> follow(HistoryEntry entry, Set<String> keys) {
        facts(entry, WITHDRAWN)
                .filter(fact -> keys.contains(same(firstWord(fact))))
                .forEach(fact -> keys.add(same(firstWord(fact.substring(fact.indexOf("which ") + "which ".length())))));
        if (facts(entry, ATTEMPTED).map(HistoryExplainer::same).noneMatch(keys::contains)) {
            return List.of();
        }
        return entry.facts().stream()
                .filter(fact -> !fact.startsWith(ATTEMPTED))
                .map(fact -> "at " + entry.at() + ": " + fact)
                .toList();
    }

    private Stream<String> without(String word) {
        return facts(evaluation, word);
    }

    private static Stream<String> facts(HistoryEntry entry, String word) {
        return entry.facts().stream().filter(fact -> fact.startsWith(word)).map(fact -> fact.substring(word.length()));
    }

    // Another rule's alert may have grown a notification that was merged; then its key ends with that alert, and that
    // stands in the history of the other rule only.
    private static String same(String key) {
        Matcher merged = MERGED.matcher(key);
        return merged.matches() ? merged.group(1) : key;
    }

    private static String firstWord(String fact) {
        return fact.split("[ ,]", 2)[0];
    }
}
