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
import java.util.TreeMap;
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

    private final FindingKey key;
    private final Names names;
    private final Instant firstSeen;
    private final Instant lastSeen;
    private final List<CheckOutcome> history;
    private final @Nullable Instant absentSince;

    // Worked out from the history.
    private final FindingState state;
    private final @Nullable Instant openedAt;
    private final @Nullable Instant closedAt;
    private final int timesReopened;

    /** What the newest record calls check item and resource. */
    record Names(Instant at, Instant loggedAt, String checkItemName, String instanceName) implements Comparable<Names> {

        private static final Comparator<Names> ORDER = Comparator.comparing(Names::at)
                .thenComparing(Names::loggedAt)
                .thenComparing(Names::checkItemName)
                .thenComparing(Names::instanceName);

        static Names of(CheckResult result) {
            Instant at = CheckOutcome.time(result);
            return new Names(at, result.logTime().orElse(at), result.checkItemName(), result.instanceName());
        }

        @Override
        public int compareTo(Names other) {
            return ORDER.compare(this, other);
        }
    }

    private Finding(
            FindingKey key,
            Names names,
            Instant firstSeen,
            Instant lastSeen,
            List<CheckOutcome> history,
            @Nullable Instant absentSince) {
        this.key = key;
        this.names = names;
        this.firstSeen = firstSeen;
        this.lastSeen = lastSeen;
        this.history = List.copyOf(history);
        this.absentSince = absentSince;
        boolean open = false;
        @Nullable Instant opened = null;
        @Nullable Instant closed = null;
        int reopened = 0;
        for (CheckOutcome each : history) {
            if (each.isOpen() && !open) {
                reopened += opened == null ? 0 : 1;
                opened = each.checkedAt();
                closed = null;
            } else if (!each.isOpen() && open) {
                closed = each.checkedAt();
            }
            open = each.isOpen();
        }
        this.openedAt = opened;
        this.closedAt = closed;
        this.timesReopened = reopened;
        this.state = open ? openState() : closedState();
    }

    private FindingState openState() {
        return lastSeen.equals(absentSince) ? FindingState.UNOBSERVED : FindingState.OPEN;
    }

    private FindingState closedState() {
        if (openedAt == null) {
            return FindingState.CLEAR;
        }
        return last().map(CheckOutcome::status).filter(CheckStatus.PASS::equals).isPresent()
                ? FindingState.FIXED
                : FindingState.EXEMPTED;
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
        CheckResult first = results.iterator().next();
        Instant at = CheckOutcome.time(first);
        return new Finding(key, Names.of(first), at, at, List.of(), null).with(results);
    }

    /**
     * Takes further records in.
     *
     * @param results records about the same check item and resource, in any order; those that are known already change nothing
     * @return the finding as it is then
     */
    public Finding with(Collection<CheckResult> results) {
        Names newest = names;
        Instant first = firstSeen;
        Instant last = lastSeen;
        List<CheckOutcome> outcomes = new ArrayList<>();
        for (CheckResult result : results) {
            Names each = Names.of(result);
            newest = each.compareTo(newest) > 0 ? each : newest;
            first = each.at().isBefore(first) ? each.at() : first;
            last = each.at().isAfter(last) ? each.at() : last;
            CheckOutcome.of(result).ifPresent(outcomes::add);
        }
        return new Finding(key, newest, first, last, compact(merged(outcomes)), absentSince);
    }

    // One for each instant of a check: the last by order.
    private List<CheckOutcome> merged(List<CheckOutcome> more) {
        TreeMap<Instant, CheckOutcome> byInstant = new TreeMap<>();
        history.forEach(each -> byInstant.put(each.checkedAt(), each));
        more.forEach(each ->
                byInstant.merge(each.checkedAt(), each, (one, other) -> one.compareTo(other) < 0 ? other : one));
        return List.copyOf(byInstant.values());
    }

    private static List<CheckOutcome> compact(List<CheckOutcome> all) {
        if (all.size() < 3 || !isOld(all.get(1), all)) {
            return all;
        }
        List<CheckOutcome> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean inner = i > 0 && i < all.size() - 1;
            if (!(inner
                    && isOld(all.get(i), all)
                    && same(all.get(i - 1), all.get(i))
                    && same(all.get(i), all.get(i + 1)))) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static boolean isOld(CheckOutcome each, List<CheckOutcome> all) {
        return each.checkedAt().isBefore(all.get(all.size() - 1).checkedAt().minus(EXACT));
    }

    private static boolean same(CheckOutcome one, CheckOutcome other) {
        return one.status().equals(other.status()) && one.risk().equals(other.risk());
    }

    /**
     * Notes that it has not been seen for too long. Only what is open becomes {@link FindingState#UNOBSERVED}, and the next
     * record that is newer ends that.
     *
     * @return the finding as it is then
     */
    public Finding absent() {
        return new Finding(key, names, firstSeen, lastSeen, history, lastSeen);
    }

    /** {@return what it is about} */
    public FindingKey key() {
        return key;
    }

    /** {@return the newest name of the check item; written by a tenant if the check item is custom} */
    public String checkItemName() {
        return names.checkItemName();
    }

    /** {@return the newest name of the resource, written by a tenant} */
    public String instanceName() {
        return names.instanceName();
    }

    /** {@return where it stands} */
    public FindingState state() {
        return state;
    }

    /** {@return the risk that the newest check gave it, or empty if there was no check yet that found anything} */
    public Optional<RiskLevel> risk() {
        return last().map(CheckOutcome::risk);
    }

    private Optional<CheckOutcome> last() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /** {@return what the newest check found, or empty if there was none yet that found anything} */
    public Optional<CheckStatus> lastStatus() {
        return last().map(CheckOutcome::status);
    }

    /** {@return the instant of the oldest record} */
    public Instant firstSeen() {
        return firstSeen;
    }

    /** {@return the instant of the newest record, also of one whose status is transient} */
    public Instant lastSeen() {
        return lastSeen;
    }

    /** {@return when it opened, the last time that it did; empty if it never was open} */
    public Optional<Instant> openedAt() {
        return Optional.ofNullable(openedAt);
    }

    /** {@return when it was fixed or exempted, if it is closed; empty if it never was open or is open} */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    /** {@return how often it opened after it had been closed} */
    public int timesReopened() {
        return timesReopened;
    }

    /** {@return the checks, the oldest first; see the class for which are kept. Unmodifiable} */
    public List<CheckOutcome> history() {
        return history;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Finding that
                && key.equals(that.key)
                && names.equals(that.names)
                && firstSeen.equals(that.firstSeen)
                && lastSeen.equals(that.lastSeen)
                && history.equals(that.history)
                && state == that.state;
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, lastSeen, state);
    }

    /** {@return the ids of check item and finding and where it stands; no name, since findings are confidential} */
    @Override
    public String toString() {
        return "Finding[checkId=%s, id=%s, state=%s]".formatted(Checks.printable(key.checkId()), key.id(), state);
    }
}
