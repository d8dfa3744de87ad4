package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What would have to change in Simple Log Service for it to be as definitions say. Nothing changes before
 * {@link #apply()}, which carries out exactly this, or refuses if the service has changed since. Its text is meant for
 * people:
 *
 * <pre>{@code
 * + create    user 'sec-ops'
 * ~ update    rule 'cspm-not-passed'
 *                 configuration.threshold: 3 -> 1
 * - delete    rule 'old'
 * = unchanged content template 'failed'
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SlsPlan {

    /** What is done with an object. */
    public enum Action {
        /** It is not there and is made. */
        CREATE("+ create"),
        /** It is there and is changed; fields that definitions know nothing of stay as they are. */
        UPDATE("~ update"),
        /** It is there as wanted, made by or for somebody else, and from now on counts as made for this owner too. */
        ADOPT("~ adopt"),
        /** It was made by this library, is wanted no more, and is deleted. */
        DELETE("- delete"),
        /** It was made by this library, is wanted no more, and stays, since another owner uses it. */
        RELEASE("- release"),
        /** It is there as wanted. */
        UNCHANGED("= unchanged"),
        /** It cannot be made as wanted; the note says why. */
        BLOCKED("! blocked");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** {@return whether carrying it out changes anything} */
        public boolean changes() {
            return this != UNCHANGED && this != BLOCKED;
        }
    }

    /**
     * What is done with one object.
     *
     * @param key the object
     * @param action what is done with it
     * @param changes the fields that change, if it is updated
     * @param note what else there is to say; may be empty
     */
    public record Step(ObjectKey key, Action action, List<FieldChange> changes, String note) {

        /**
         * Copies the changes.
         *
         * @param key the object
         * @param action what is done with it
         * @param changes the fields that change
         * @param note what else there is to say
         */
        public Step {
            changes = List.copyOf(changes);
        }

        /** {@return the step in lines of text, without a line break at the end} */
        @Override
        public String toString() {
            String head = "%-11s %s%s".formatted(action.words, key, note.isEmpty() ? "" : " (" + note + ")");
            return changes.stream()
                    .map(change -> System.lineSeparator() + " ".repeat(16) + change)
                    .collect(Collectors.joining("", head, ""));
        }
    }

    private final List<PlannedStep> planned;
    private final Applier applier;

    SlsPlan(List<PlannedStep> planned, Applier applier) {
        this.planned = List.copyOf(planned);
        this.applier = applier;
    }

    /**
     * {@return what is done with each object, in the order in which it is done: what is made and changed in the order in
     * which the ones name the others, then what is deleted, the other way round}
     */
    public List<Step> steps() {
        return planned.stream().map(PlannedStep::shown).toList();
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return planned.stream().noneMatch(step -> step.shown().action().changes());
    }

    /** {@return whether nothing is in the way of applying it} */
    public boolean isApplicable() {
        return planned.stream().noneMatch(step -> step.shown().action() == Action.BLOCKED);
    }

    /**
     * Carries the plan out.
     *
     * @return what was done
     * @throws SlsProvisioningException if a step is blocked or the service has changed since the plan was made, before
     *     anything is changed; or if a step fails, or the service is found changed on the way: then the message and
     *     {@link SlsProvisioningException#report()} say what is done and what is not, and a new plan goes on from there
     * @throws IllegalStateException if the connection is closed
     */
    public SlsApplyReport apply() {
        return apply(step -> {});
    }

    /**
     * Carries the plan out and tells of each step as soon as it is done.
     *
     * @param progress is told of each step that is done; what it throws ends the apply like a step that fails
     * @return what was done
     * @throws SlsProvisioningException as {@link #apply()} does
     * @throws IllegalStateException if the connection is closed
     */
    public SlsApplyReport apply(Consumer<Step> progress) {
        return applier.apply(planned, progress);
    }

    /** {@return the plan in lines of text: a line for each step, each field that changes, and a sum} */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        planned.forEach(step -> lines.add(step.shown().toString()));
        lines.add(sum());
        return String.join(System.lineSeparator(), lines);
    }

    private String sum() {
        Map<Action, Long> counts = planned.stream()
                .collect(Collectors.groupingBy(step -> step.shown().action(), Collectors.counting()));
        String released =
                counts.containsKey(Action.RELEASE) ? ", %d to release".formatted(counts.get(Action.RELEASE)) : "";
        return "Plan: %d to create, %d to update, %d to adopt, %d to delete%s, %d unchanged, %d blocked."
                .formatted(
                        counts.getOrDefault(Action.CREATE, 0L),
                        counts.getOrDefault(Action.UPDATE, 0L),
                        counts.getOrDefault(Action.ADOPT, 0L),
                        counts.getOrDefault(Action.DELETE, 0L),
                        released,
                        counts.getOrDefault(Action.UNCHANGED, 0L),
                        counts.getOrDefault(Action.BLOCKED, 0L));
    }
}
