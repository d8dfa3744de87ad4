package io.github.cspmalert.internal.engine;

import io.github.cspmalert.state.AlertStoreException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Decides and commits again while somebody else was faster: another engine on the same store, or a user. */
final class Conflicts {

    private static final int MOST_ATTEMPTS = 10;

    private Conflicts() {}

    /**
     * {@return what the first attempt gives that gives anything}
     *
     * @param what what is to be changed, as the subject of a sentence
     * @param attempt decides on what the store has now and commits; empty if somebody else changed that meanwhile
     * @throws AlertStoreException if that goes on
     */
    static <T> T retry(String what, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Optional<T> done = attempt.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new AlertStoreException(
                "%s was changed by somebody else %d times in a row; try again".formatted(what, MOST_ATTEMPTS),
                true,
                null);
    }

    /** Makes attempts until one is committed. */
    static void commit(String what, BooleanSupplier attempt) {
        retry(what, () -> attempt.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
