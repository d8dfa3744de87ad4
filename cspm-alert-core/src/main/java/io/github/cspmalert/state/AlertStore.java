package io.github.cspmalert.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what must outlive a restart: the ledger of findings, the states of rules and alerts, the outbox of notifications, and the history. A store
 * that outlives the JVM makes restarts harmless; one that several engines share lets each window be decided, and each
 * notification be sent, by one of them.
 *
 * <p>Implementations are thread-safe, and safe for several engines. What holds resources frees them in {@link #close()},
 * which is called by whoever created the store, never by the engine. All methods throw an {@link AlertStoreException} if
 * the store cannot be read or written; the engine then goes on from memory and tries again.
 */
public interface AlertStore extends AutoCloseable {

    /**
     * Loads states.
     *
     * @param keys their keys
     * @return the states that there are; an absent one, or one that has expired, may be left out
     * @throws AlertStoreException if the store cannot be read, or a state was written by a newer version of this library;
     *     the message then names both versions
     */
    Map<StateKey, Stored> load(Set<StateKey> keys);

    /**
     * Makes all changes of a decision, or none.
     *
     * @param commit the changes
     * @return true if all were made; false if none was made because a state has another revision than its change was made
     *     from, a claim was lost to somebody else, or an item to be withdrawn is claimed, was attempted or is not there.
     *     Then the caller loads and decides again
     * @throws AlertStoreException if the store cannot be written; the changes may or may not have been made, all or none
     */
    boolean commit(Commit commit);

    /**
     * Claims items to send: those of the channel that are due and whose claim, if any, has lapsed; oldest first.
     *
     * @param request which, for how long and how many
     * @return the claims, in the order in which their items were put into the outbox; empty if there is nothing to send
     * @throws AlertStoreException if the store cannot be read or written
     */
    List<Claim> claim(ClaimRequest request);

    /**
     * Looks up items that were never attempted.
     *
     * @param keys their keys
     * @return those that are in the outbox, are not claimed and never were
     * @throws AlertStoreException if the store cannot be read
     */
    List<OutboxItem> untouched(Collection<String> keys);

    /**
     * Counts the items in the outbox.
     *
     * @return how many there are, claimed or not
     * @throws AlertStoreException if the store cannot be read
     */
    long waiting();

    /**
     * Reads states of one kind in the order of their ids.
     *
     * @param kind the kind
     * @param after the id after which to begin; empty to begin with the first
     * @param atMost how many; 1 or more
     * @return the states by key, in order; fewer than wanted only at the end
     * @throws AlertStoreException if the store cannot be read
     */
    Map<StateKey, Stored> page(StateKind kind, String after, int atMost);

    /**
     * Reads what happened to a rule.
     *
     * @param ruleId the id of the rule
     * @param atMost how many entries; 1 or more
     * @return the latest entries, newest first; older ones may have been forgotten
     * @throws AlertStoreException if the store cannot be read
     */
    List<HistoryEntry> history(String ruleId, int atMost);

    /** Frees what the store holds. Does nothing by default. Closing twice is the same as closing once. */
    @Override
    default void close() {}
}
