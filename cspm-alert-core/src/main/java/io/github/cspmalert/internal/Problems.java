package io.github.cspmalert.internal;

import io.github.cspmalert.common.AlertConfigurationException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a set-up, so that all of it is told at once. Not thread-safe. */
public final class Problems {

    private final List<String> found = new ArrayList<>();

    /** Notes a problem if something does not hold. */
    public Problems require(boolean holds, String problem) {
        if (!holds) {
            found.add(problem);
        }
        return this;
    }

    /** Notes a problem. */
    public void add(String problem) {
        found.add(problem);
    }

    /** {@return whether nothing was noted} */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws if anything was noted. */
    public void throwIfAny(String subject) {
        if (!found.isEmpty()) {
            throw new AlertConfigurationException(subject, found);
        }
    }
}
