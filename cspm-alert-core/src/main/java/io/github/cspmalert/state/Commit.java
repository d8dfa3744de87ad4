package io.github.cspmalert.state;

import java.util.List;
import java.util.Set;

/**
 * All changes of one decision. A store makes all of them or none.
 *
 * @param changes the states to write
 * @param enqueued the items to put into the outbox; an item whose key is there already changes nothing
 * @param withdrawn the keys of items to take out of the outbox, since others say all that they say; each must be there, not
 *     claimed, and never have been attempted
 * @param settlements the claims that end
 * @param history what happened
 */
public record Commit(
        List<Change> changes,
        List<OutboxItem> enqueued,
        Set<String> withdrawn,
        List<Settlement> settlements,
        List<HistoryEntry> history) {

    /**
     * Copies the collections.
     *
     * @param changes the states to write
     * @param enqueued the items to put into the outbox
     * @param withdrawn the keys of items to take out of the outbox
     * @param settlements the claims that end
     * @param history what happened
     */
    public Commit {
        changes = List.copyOf(changes);
        enqueued = List.copyOf(enqueued);
        withdrawn = Set.copyOf(withdrawn);
        settlements = List.copyOf(settlements);
        history = List.copyOf(history);
    }

    /**
     * Makes a commit that only writes history.
     *
     * @param entries what happened
     * @return the commit
     */
    public static Commit ofHistory(HistoryEntry... entries) {
        return new Commit(List.of(), List.of(), Set.of(), List.of(), List.of(entries));
    }
}
