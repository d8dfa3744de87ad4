package io.github.cspmalert.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What definitions would have told over past logs. Nothing was sent. Immutable and thread-safe.
 *
 * @param name what the definitions are called
 * @param from the beginning of the simulated time
 * @param to its end, which is not part of it
 * @param zone where days begin
 * @param rules what each rule would have done, query rules first, in the order of the definitions
 * @param told who would have been told how often, of whatever rule, by channel and id
 * @param waiting how many notifications still waited at the end, to be told together with others or for their period
 * @param notes what of the definitions was not carried out, since only Simple Log Service does; one sentence each
 */
public record ReplayReport(
        String name,
        Instant from,
        Instant to,
        ZoneId zone,
        List<RuleReplay> rules,
        List<Told> told,
        long waiting,
        List<String> notes) {

    /**
     * Copies the lists.
     *
     * @param name what the definitions are called
     * @param from the beginning of the simulated time
     * @param to its end
     * @param zone where days begin
     * @param rules what each rule would have done
     * @param told who would have been told how often
     * @param waiting how many notifications still waited at the end
     * @param notes what of the definitions was not carried out
     */
    public ReplayReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(zone, "zone");
        rules = List.copyOf(rules);
        told = List.copyOf(told);
        notes = List.copyOf(notes);
    }

    /** {@return how often rules were evaluated} */
    public long evaluations() {
        return rules.stream().mapToLong(RuleReplay::evaluations).sum();
    }

    /** {@return how many alerts began} */
    public long alerts() {
        return rules.stream().mapToLong(RuleReplay::alerts).sum();
    }

    /** {@return how many notifications recipients would have got, each counted for each of its recipients} */
    public long notifications() {
        return told.stream().mapToLong(Told::total).sum();
    }

    /**
     * Returns what one rule would have done.
     *
     * @param ruleId the id of the rule
     * @return what it would have done, or empty if it was not replayed
     */
    public Optional<RuleReplay> rule(String ruleId) {
        return rules.stream().filter(each -> each.ruleId().equals(ruleId)).findFirst();
    }

    /**
     * Puts another report beside this one.
     *
     * @param changed the report of the definitions as they are after a change
     * @return both, this one first
     * @throws IllegalArgumentException if it is about another time or another zone, or has the same name
     */
    public ReplayComparison comparedWith(ReplayReport changed) {
        return new ReplayComparison(this, changed);
    }

    /** {@return the report as text for people, without a line break at the end} It holds values of groups, as the logs do. */
    @Override
    public String toString() {
        return ReplayText.of(this);
    }
}
