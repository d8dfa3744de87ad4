package io.github.cspmalert.state;

import java.util.Optional;

/**
 * Remembers the state of each rule. What it remembers decides whether somebody is told twice or not at all, so a store
 * that outlives the JVM makes restarts harmless.
 *
 * <p>Saving is compare-and-set on the {@linkplain RuleState#revision() revision}, so that two engines on one store never
 * overwrite each other unseen. Implementations are thread-safe. What holds resources frees them in {@link #close()},
 * which is called by whoever created the store, never by the engine.
 */
public interface AlertStore extends AutoCloseable {

    /**
     * Loads the state of a rule.
     *
     * @param ruleId the id of the rule
     * @return the state as it was last saved, or {@link RuleState#EMPTY} if there is none
     * @throws AlertStoreException if the store cannot be read
     */
    RuleState load(String ruleId);

    /**
     * Saves the state of a rule, unless somebody else has saved it since it was loaded.
     *
     * @param ruleId the id of the rule
     * @param state the new state, with the revision of the state that it was made from
     * @return the state as saved, with the next revision, or empty if somebody else has saved the rule's state since: then
     *     nothing is saved, and the caller loads and decides again
     * @throws AlertStoreException if the store cannot be written; the state may or may not be saved
     */
    Optional<RuleState> save(String ruleId, RuleState state);

    /** Frees what the store holds. Does nothing by default. Closing twice is the same as closing once. */
    @Override
    default void close() {}
}
