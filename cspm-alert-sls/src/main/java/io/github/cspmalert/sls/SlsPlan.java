package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.posture.Provisionable;
import io.github.cspmalert.sls.internal.provision.Applier;
import io.github.cspmalert.sls.internal.provision.PlannedStep;
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
    public enum Effect {
        /** It does not exist and is created. */
        CREATE("+ create"),
        /** It exists, differs and is changed; fields that definitions know nothing of stay as they are. */
        UPDATE("~ update"),
        /** It exists as wanted, made by or for somebody else, and from now on counts as made for this owner too. */
        ADOPT("~ adopt"),
        /** It was made by this library, is no longer wanted, and is deleted. */
        DELETE("- delete"),
        /** It was made by this library, is no longer wanted, and stays, since another owner uses it. */
        RELEASE("- release"),
        /** It exists as wanted. */
        UNCHANGED("= unchanged"),
        /** It cannot be made as wanted; the note says why. */
        BLOCKED("! blocked");

        private final String words;

        Effect(String words) {
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
     * @param effect what is done with it
     * @param changes the fields that change, if it is updated
     * @param note what else there is to say; may be empty
     */
    public record ObjectStep(ObjectKey key, Effect effect, List<FieldChange> changes, String note) {

        /**
         * Copies the changes.
         *
         * @param key the object
         * @param effect what is done with it
         * @param changes the fields that change
         * @param note what else there is to say
         */
        public ObjectStep {
            changes = List.copyOf(changes);
        }

        static ObjectStep of(PlannedStep step) {
            List<FieldChange> changes =
                    step.changes().stream().map(FieldChange::of).toList();
            return new ObjectStep(step.key(), Effect.valueOf(step.deed().name()), changes, step.note());
        }

        /** {@return the step in lines of text, without a line break at the end} */
        @Override
        public String toString() {
            String head = "%-11s %s%s".formatted(effect.words, key, note.isEmpty() ? "" : " (" + note + ")");
            return changes.stream()
                    .map(change -> System.lineSeparator() + " ".repeat(16) + change)
                    .collect(Collectors.joining("", head, ""));
        }
    }

    /**
     * What stands in place of a posture rule, and what is lost by it.
     *
     * @param postureRule the id of the posture rule
     * @param rules the ids of the rules that stand in its place; none if it tells nothing that the service can find out
     * @param lost what is lost, one sentence each, without a full stop
     */
    public record PostureStep(String postureRule, List<String> rules, List<String> lost) {

        /**
         * Copies the lists.
         *
         * @param postureRule the id of the posture rule
         * @param rules the ids of the rules that stand in its place
         * @param lost what is lost
         */
        public PostureStep {
            rules = List.copyOf(rules);
            lost = List.copyOf(lost);
        }

        static PostureStep of(Provisionable.Substitute substitute) {
            return new PostureStep(substitute.postureRule(), substitute.rules(), substitute.lost());
        }

        /** {@return the step in lines of text, without a line break at the end} */
        @Override
        public String toString() {
            String by = rules.isEmpty() ? "no rule" : "rule '" + String.join("', '", rules) + "'";
            String head = "%-11s posture rule '%s' by %s; what is lost:".formatted("* replaced", postureRule, by);
            return lost.stream()
                    .map(sentence -> System.lineSeparator() + " ".repeat(16) + sentence)
                    .collect(Collectors.joining("", head, ""));
        }
    }

    private final List<PlannedStep> planned;
    private final List<ObjectStep> steps;
    private final List<PostureStep> postureSteps;
    private final List<String> leftOut;
    private final Applier applier;

    SlsPlan(List<PlannedStep> planned, List<PostureStep> postureSteps, List<String> leftOut, Applier applier) {
        this.planned = List.copyOf(planned);
        this.postureSteps = List.copyOf(postureSteps);
        this.leftOut = List.copyOf(leftOut);
        this.steps = planned.stream().map(ObjectStep::of).toList();
        this.applier = applier;
    }

    /**
     * {@return what is done with each object, in the order in which it is done: first what is made and changed, each object
     * after those that it names; then what is deleted, in the opposite order}
     */
    public List<ObjectStep> steps() {
        return steps;
    }

    /** {@return what stands in place of each posture rule, and what is lost by it, in the order of the definitions} */
    public List<PostureStep> postureSteps() {
        return postureSteps;
    }

    /**
     * {@return what of the definitions Simple Log Service does not carry out, and what comes of it, one sentence each, without a
     * full stop: silences and inhibitions, of which it publishes no form}
     */
    public List<String> leftOut() {
        return leftOut;
    }

    /** {@return whether there is nothing to do} */
    public boolean isEmpty() {
        return steps.stream().noneMatch(step -> step.effect().changes());
    }

    /** {@return whether nothing is in the way of applying it} */
    public boolean isApplicable() {
        return steps.stream().noneMatch(step -> step.effect() == Effect.BLOCKED);
    }

    /**
     * Carries the plan out.
     *
     * @return what was done
     * @throws SlsProvisioningException if a step is blocked or the service has changed since the plan was made, before
     *     anything is changed; or if a step fails, or the service is found changed on the way, or is not as planned when all
     *     of it is read back at the end: then the message and {@link SlsProvisioningException#report()} say what is done and
     *     what is not, and a new plan goes on from there
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
    public SlsApplyReport apply(Consumer<ObjectStep> progress) {
        applier.check(planned);
        List<ObjectStep> done = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            if (steps.get(i).effect().changes()) {
                try {
                    applier.carryOut(planned.get(i));
                    done.add(steps.get(i));
                    progress.accept(steps.get(i));
                } catch (SlsProvisioningException e) {
                    throw stopped(e, done);
                }
            }
        }
        confirm(done);
        return new SlsApplyReport(done, List.of());
    }

    /** Whoever reports success has read back what it says. */
    private void confirm(List<ObjectStep> done) {
        if (!done.isEmpty()) {
            try {
                applier.confirm(planned);
            } catch (SlsProvisioningException e) {
                throw stopped(e, done);
            }
        }
    }

    private SlsProvisioningException stopped(SlsProvisioningException cause, List<ObjectStep> done) {
        List<ObjectStep> changing =
                steps.stream().filter(step -> step.effect().changes()).toList();
        List<ObjectStep> notDone = changing.subList(done.size(), changing.size());
        String message =
                "the apply stopped after %d of %d steps at %s; done: %s; not done: %s; make a new plan for the rest: %s"
                        .formatted(
                                done.size(),
                                changing.size(),
                                notDone.isEmpty() ? "the end" : notDone.get(0).key(),
                                keys(done),
                                keys(notDone),
                                cause.getMessage());
        return new SlsProvisioningException(message, new SlsApplyReport(done, notDone), cause);
    }

    private static String keys(List<ObjectStep> steps) {
        return steps.isEmpty()
                ? "nothing"
                : steps.stream().map(step -> step.key().toString()).collect(Collectors.joining(", "));
    }

    /**
     * {@return the plan in lines of text: a line for each step, each field that changes, what each posture rule loses, and a
     * sum}
     */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        steps.forEach(step -> lines.add(step.toString()));
        postureSteps.forEach(step -> lines.add(step.toString()));
        leftOut.forEach(sentence -> lines.add("%-11s %s".formatted("* left out", sentence)));
        lines.add(sum());
        return String.join(System.lineSeparator(), lines);
    }

    private String sum() {
        Map<Effect, Long> counts =
                steps.stream().collect(Collectors.groupingBy(step -> step.effect(), Collectors.counting()));
        String released =
                counts.containsKey(Effect.RELEASE) ? ", %d to release".formatted(counts.get(Effect.RELEASE)) : "";
        return "Plan: %d to create, %d to update, %d to adopt, %d to delete%s, %d unchanged, %d blocked."
                .formatted(
                        counts.getOrDefault(Effect.CREATE, 0L),
                        counts.getOrDefault(Effect.UPDATE, 0L),
                        counts.getOrDefault(Effect.ADOPT, 0L),
                        counts.getOrDefault(Effect.DELETE, 0L),
                        released,
                        counts.getOrDefault(Effect.UNCHANGED, 0L),
                        counts.getOrDefault(Effect.BLOCKED, 0L));
    }
}
