package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a check item on a resource. It is the same whatever the order in which records arrive, however often
 * each does, and however they are divided into reads: the newest check decides, and of two at one instant the one that was
 * logged later, or else the worse. Statuses that are transient change nothing but when it was seen. Immutable and thread-safe.
 *
 * <p>Every check of the last {@linkplain #EXACT 30 days} is kept; of older ones, only the first and the last of those in a row
 * that found the same. A record that arrives later than that may therefore move {@link #openedAt()}, but nothing else.
 */
public final class Finding {

    /** How long checks are kept one by one, counted back from the newest. */
    public static final Duration EXACT = Duration.ofDays(30);

    /** How much of {@code instance_result} is kept, in characters. */
    public static final int MOST_DETAILS = 4_096;

    /** How many standards of a check item are kept. */
    public static final int MOST_STANDARDS = 32;

    private final Parts parts;
    private final CheckHistory history;
    private final FindingState state;

    /**
     * What a finding is made of, for stores.
     *
     * @param key what it is about
     * @param description what its newest record calls it
     * @param standards the ids of the standards that the check item belongs to, sorted
     * @param firstSeen the instant of the oldest record
     * @param lastSeen the instant of the newest record
     * @param history the checks, the oldest first
     * @param absentSince the instant of the newest record when it was noted as absent, or null if it never was
     */
    public record Parts(
            FindingKey key,
            Description description,
            List<String> standards,
            Instant firstSeen,
            Instant lastSeen,
            List<CheckOutcome> history,
            @Nullable Instant absentSince) {

        /**
         * Copies the lists.
         *
         * @param key what it is about
         * @param description what its newest record calls it
         * @param standards the ids of the standards
         * @param firstSeen the instant of the oldest record
         * @param lastSeen the instant of the newest record
         * @param history the checks
         * @param absentSince the instant of the newest record when it was noted as absent, or null
         */
        public Parts {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(firstSeen, "firstSeen");
            Objects.requireNonNull(lastSeen, "lastSeen");
            standards = List.copyOf(standards);
            history = List.copyOf(history);
        }
    }

    /**
     * What the newest record says of check item and resource.
     *
     * @param at the instant of the record
     * @param loggedAt its log time
     * @param checkItemName the name of the check item
     * @param instanceName the name of the resource
     * @param details its {@code instance_result}, cut after {@value #MOST_DETAILS} characters; empty unless it needs attention
     */
    public record Description(Instant at, Instant loggedAt, String checkItemName, String instanceName, String details)
            implements Comparable<Description> {

        private static final Comparator<Description> ORDER = Comparator.comparing(Description::at)
                .thenComparing(Description::loggedAt)
                .thenComparing(Description::checkItemName)
                .thenComparing(Description::instanceName)
                .thenComparing(Description::details);

        /**
         * Checks that no part is null.
         *
         * @param at the instant of the record
         * @param loggedAt its log time
         * @param checkItemName the name of the check item
         * @param instanceName the name of the resource
         * @param details its {@code instance_result}
         */
        public Description {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(loggedAt, "loggedAt");
            Objects.requireNonNull(checkItemName, "checkItemName");
            Objects.requireNonNull(instanceName, "instanceName");
            Objects.requireNonNull(details, "details");
        }

        static Description of(CheckResult result) {
            Instant at = CheckOutcome.time(result);
            String details = result.status().needsAttention() ? result.instanceResult() : "";
            return new Description(
                    at,
                    result.logTime().orElse(at),
                    result.checkItemName(),
                    result.instanceName(),
                    details.length() <= MOST_DETAILS ? details : details.substring(0, MOST_DETAILS));
        }

        @Override
        public int compareTo(Description other) {
            return ORDER.compare(this, other);
        }
    }

    private Finding(Parts parts, CheckHistory history) {
        this.parts = parts;
        this.history = history;
        boolean absent =
                history.state() == FindingState.OPEN && parts.lastSeen().equals(parts.absentSince());
        this.state = absent ? FindingState.UNOBSERVED : history.state();
    }

    /**
     * Puts a finding together again.
     *
     * @param parts what {@link #parts()} gave
     * @return the finding
     */
    public static Finding of(Parts parts) {
        return new Finding(parts, new CheckHistory(parts.history()));
    }

    /**
     * Begins with the first records.
     *
     * @param key what they are about
     * @param results the records, in any order; at least one
     * @return the finding
     * @throws IllegalArgumentException if there is no record
     */
    public static Finding of(FindingKey key, Collection<CheckResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("results must not be empty; a finding begins with a record");
        }
        Description first = Description.of(results.iterator().next());
        return of(new Parts(key, first, List.of(), first.at(), first.at(), List.of(), null))
                .with(results);
    }

    /**
     * Takes further records in.
     *
     * @param results records about the same check item and resource, in any order; those that are known already change nothing
     * @return the finding as it is then
     */
    public Finding with(Collection<CheckResult> results) {
        Description newest = parts.description();
        Instant first = parts.firstSeen();
        Instant last = parts.lastSeen();
        List<CheckOutcome> outcomes = new ArrayList<>(results.size());
        List<String> standards = parts.standards();
        for (CheckResult result : results) {
            Description each = Description.of(result);
            newest = each.compareTo(newest) > 0 ? each : newest;
            first = each.at().isBefore(first) ? each.at() : first;
            last = each.at().isAfter(last) ? each.at() : last;
            if (!result.status().isTransient()) {
                outcomes.add(new CheckOutcome(each.at(), each.loggedAt(), result.status(), result.riskLevel()));
            }
            standards = with(standards, result.standardId());
        }
        CheckHistory checks = history.with(outcomes);
        return new Finding(
                new Parts(parts.key(), newest, standards, first, last, checks.checks(), parts.absentSince()), checks);
    }

    private static List<String> with(List<String> standards, String standard) {
        if (standard.isEmpty() || standards.contains(standard)) {
            return standards;
        }
        Set<String> all = new TreeSet<>(standards);
        all.add(standard);
        return all.stream().limit(MOST_STANDARDS).toList();
    }

    /**
     * Notes that it has not been seen for too long. Only what is open becomes {@link FindingState#UNOBSERVED}, and the next
     * record that is newer ends that.
     *
     * @return the finding as it is then
     */
    public Finding absent() {
        return new Finding(notedAsAbsent(parts.lastSeen()), history);
    }

    /** {@return what it is about} */
    public FindingKey key() {
        return parts.key();
    }

    /** {@return the newest name of the check item; written by a tenant if the check item is custom} */
    public String checkItemName() {
        return parts.description().checkItemName();
    }

    /** {@return the newest name of the resource, written by a tenant} */
    public String instanceName() {
        return parts.description().instanceName();
    }

    /** {@return what is wrong, as JSON written by CSPM with values written by tenants, perhaps cut; empty unless it needs attention} */
    public String details() {
        return parts.description().details();
    }

    /** {@return the ids of the standards that the check item belongs to, sorted; those of records that were seen} */
    public List<String> standards() {
        return parts.standards();
    }

    /** {@return what it is made of} */
    public Parts parts() {
        return parts;
    }

    /** {@return where it stands} */
    public FindingState state() {
        return state;
    }

    /** {@return the risk that the newest check gave it, or empty if there was no check yet that found anything} */
    public Optional<RiskLevel> risk() {
        return history.last().map(CheckOutcome::risk);
    }

    /** {@return what the newest check found, or empty if there was none yet that found anything} */
    public Optional<CheckStatus> lastStatus() {
        return history.last().map(CheckOutcome::status);
    }

    /** {@return the instant of the oldest record} */
    public Instant firstSeen() {
        return parts.firstSeen();
    }

    /** {@return the instant of the newest record, also of one whose status is transient} */
    public Instant lastSeen() {
        return parts.lastSeen();
    }

    /** {@return when it opened, the last time that it did; empty if it never was open} */
    public Optional<Instant> openedAt() {
        return Optional.ofNullable(history.openedAt());
    }

    /** {@return when it was fixed or exempted, if it is closed; empty if it never was open or is open} */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(history.closedAt());
    }

    /** {@return how often it opened after it had been closed} */
    public int timesReopened() {
        return history.timesReopened();
    }

    /** {@return the checks, the oldest first; see the class for which are kept. Unmodifiable} */
    public List<CheckOutcome> history() {
        return parts.history();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        // Whether it was noted as absent once, and has been seen since, does not matter.
        return other instanceof Finding that && state == that.state && visible().equals(that.visible());
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts.key(), parts.lastSeen(), state);
    }

    private Parts visible() {
        return parts.absentSince() == null ? parts : notedAsAbsent(null);
    }

    private Parts notedAsAbsent(@Nullable Instant at) {
        return new Parts(
                parts.key(),
                parts.description(),
                parts.standards(),
                parts.firstSeen(),
                parts.lastSeen(),
                parts.history(),
                at);
    }

    /** {@return the ids of check item and finding and where it stands; no name, since findings are confidential} */
    @Override
    public String toString() {
        return "Finding[checkId=%s, id=%s, state=%s]".formatted(Checks.printable(key().checkId()), key().id(), state);
    }
}
