package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step with all that it takes to carry it out.
 *
 * @param shown the step as people see it
 * @param before the object as it was when the plan was made, or null if there was none
 * @param name the name that people read
 * @param after the text that the object is to have; empty unless it is created or updated
 * @param fields the hashes of its fields, for the ledger
 */
record PlannedStep(SlsPlan.Step shown, @Nullable Live before, String name, String after, Map<String, String> fields) {

    ObjectKey key() {
        return shown.key();
    }

    SlsPlan.Action action() {
        return shown.action();
    }

    /** {@return the step as people see it; not its texts, which may hold secrets} */
    @Override
    public String toString() {
        return "PlannedStep[" + shown + "]";
    }
}
