package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan.
 *
 * @param key the object
 * @param deed what is done with it
 * @param changes the fields that change, for people to read
 * @param note what else there is to say; may be empty
 * @param content what it takes to carry the step out
 */
public record PlannedStep(ObjectKey key, Deed deed, List<Change> changes, String note, Content content) {

    /** What is done with an object. */
    public enum Deed {
        CREATE,
        UPDATE,
        ADOPT,
        DELETE,
        RELEASE,
        UNCHANGED,
        BLOCKED
    }

    /**
     * What it takes to carry a step out.
     *
     * @param before the object as it was when the plan was made, or null if it did not exist
     * @param name the name that people read
     * @param after the text that the object is to have; empty unless it is created or updated
     * @param fields the hashes of its fields, for the provisioning record
     * @param entries the ids of the entries that the provisioning record has of it for this owner
     * @param isDone whether an object, or null for none, is as the step leaves it
     */
    public record Content(
            @Nullable Live before,
            String name,
            String after,
            Map<String, String> fields,
            Set<String> entries,
            Predicate<@Nullable Live> isDone) {

        /** {@return nothing of the texts, which may hold secrets} */
        @Override
        public String toString() {
            return "Content";
        }
    }

    /** {@return whether nothing is in the way of it} */
    boolean isApplicable() {
        return deed != Deed.BLOCKED;
    }

    @Nullable Live before() {
        return content.before();
    }
}
