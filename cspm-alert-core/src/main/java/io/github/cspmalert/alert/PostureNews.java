package io.github.cspmalert.alert;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.Stand;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one message of a posture rule has to say. Immutable.
 *
 * @param kind what kind of message it is
 * @param group what its findings have in common
 * @param owner the name of whom it is for, if it is for an owner; otherwise empty
 * @param unowned how many of the changes came here because nobody owns their resource, or nobody who owns it can be reached
 * @param since the instant of the evaluation before
 * @param changes what changed, the most urgent first
 * @param open how many findings of the group are open now, as was told
 * @param trend how many were, the oldest first
 * @param waived how many open findings waivers hold back from the rule
 */
public record PostureNews(
        Kind kind,
        Group group,
        String owner,
        int unowned,
        Instant since,
        List<Item> changes,
        OpenCounts open,
        List<Point> trend,
        long waived) {

    /** What kind of message it is. */
    public enum Kind {
        /** Something changed. */
        CHANGES("changes"),
        /** The first summary of a source, in which nothing is new. */
        BASELINE("baseline"),
        /** There is no news. */
        ALL_CLEAR("all_clear");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@return the word that templates use, such as {@code all_clear}} */
        public String word() {
            return word;
        }
    }

    /**
     * What the findings of a message have in common.
     *
     * @param by what kind of thing that is
     * @param id what tells it apart
     * @param name what people call it
     */
    public record Group(FindingGrouping by, String id, String name) {

        /** Everything. */
        public static final Group ALL = new Group(FindingGrouping.ALL, "", "");

        /**
         * Checks that no part is null.
         *
         * @param by what kind of thing that is
         * @param id what tells it apart
         * @param name what people call it
         */
        public Group {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * A change of a finding.
     *
     * @param change what changed
     * @param finding the finding as it is now
     * @param before how it stood when it was told last
     * @param reminder which reminder it is, counted from 1; 0 if it is none
     * @param deadline by when it is to be fixed, or null if there is no deadline
     * @param waiver the waiver that is about to end or has ended, or null
     */
    public record Item(
            FindingChange change,
            Finding finding,
            Stand before,
            int reminder,
            @Nullable Instant deadline,
            @Nullable Waiver waiver) {

        /**
         * Checks the parts.
         *
         * @param change what changed
         * @param finding the finding as it is now
         * @param before how it stood
         * @param reminder which reminder it is
         * @param deadline by when it is to be fixed, or null
         * @param waiver the waiver, or null
         */
        public Item {
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(finding, "finding");
            Objects.requireNonNull(before, "before");
        }

        /**
         * Says whether it should have been fixed by now.
         *
         * @param now the present instant
         * @return whether its deadline has come and it is open
         */
        public boolean isOverdue(Instant now) {
            return deadline != null
                    && !deadline.isAfter(now)
                    && finding.closedAt().isEmpty();
        }
    }

    /**
     * How many findings were open at some time.
     *
     * @param at when
     * @param open how many
     */
    public record Point(Instant at, OpenCounts open) {}

    /**
     * Copies the lists.
     *
     * @param kind what kind of message it is
     * @param group what its findings have in common
     * @param owner the name of whom it is for
     * @param unowned how many of the changes nobody owns
     * @param since the instant of the evaluation before
     * @param changes what changed
     * @param open how many findings are open
     * @param trend how many were
     * @param waived how many open findings waivers hold back
     */
    public PostureNews {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(open, "open");
        changes = List.copyOf(changes);
        trend = List.copyOf(trend);
    }
}
