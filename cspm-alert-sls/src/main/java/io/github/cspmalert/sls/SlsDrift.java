package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was changed by hand in Simple Log Service since definitions were applied.
 *
 * @param objects the objects that were changed, in the order of definitions
 */
public record SlsDrift(List<ObjectDrift> objects) {

    /**
     * Copies the list.
     *
     * @param objects the objects that were changed
     */
    public SlsDrift {
        objects = List.copyOf(objects);
    }

    /**
     * What was changed of one object.
     *
     * @param key the object
     * @param deleted whether it was deleted
     * @param changes the fields that were changed, from what was applied to what the service has now
     */
    public record ObjectDrift(ObjectKey key, boolean deleted, List<FieldChange> changes) {

        /**
         * Copies the changes.
         *
         * @param key the object
         * @param deleted whether it was deleted
         * @param changes the fields that were changed
         */
        public ObjectDrift {
            changes = List.copyOf(changes);
        }

        static ObjectDrift of(ObjectKey key, List<FieldDiff.Change> changes) {
            return new ObjectDrift(
                    key,
                    changes.isEmpty(),
                    changes.stream().map(FieldChange::of).toList());
        }

        /** {@return the change in lines of text, without a line break at the end} */
        @Override
        public String toString() {
            return changes.stream()
                    .map(change -> System.lineSeparator() + "    " + change)
                    .collect(Collectors.joining("", key + (deleted ? " was deleted" : " was changed"), ""));
        }
    }

    /** {@return whether nothing was changed} */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** {@return what was changed, in lines of text} */
    @Override
    public String toString() {
        return objects.isEmpty()
                ? "Nothing was changed by hand."
                : objects.stream().map(ObjectDrift::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
