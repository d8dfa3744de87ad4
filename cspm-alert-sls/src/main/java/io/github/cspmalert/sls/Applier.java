package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.SlsPlan.Action;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries plans out. The service has no conditional writes, so each object is read once more right before it is written,
 * and the apply stops if it is not what the plan saw.
 */
final class Applier {

    private final ServiceObjects objects;
    private final Ledger ledger;

    Applier(ServiceObjects objects, Ledger ledger) {
        this.objects = objects;
        this.ledger = ledger;
    }

    SlsApplyReport apply(List<PlannedStep> planned, Consumer<SlsPlan.Step> progress) {
        List<PlannedStep> steps =
                planned.stream().filter(step -> step.action().changes()).toList();
        requireApplicable(planned);
        requireUnchanged(planned);
        List<SlsPlan.Step> done = new ArrayList<>();
        for (PlannedStep step : steps) {
            try {
                carryOut(step);
                done.add(step.shown());
                progress.accept(step.shown());
            } catch (SlsProvisioningException e) {
                throw stopped(e, done, steps);
            }
        }
        return new SlsApplyReport(done, List.of());
    }

    private static void requireApplicable(List<PlannedStep> planned) {
        List<PlannedStep> blocked =
                planned.stream().filter(step -> step.action() == Action.BLOCKED).toList();
        if (!blocked.isEmpty()) {
            throw refused(
                    "the plan cannot be applied, and nothing was changed: ",
                    blocked.stream()
                            .map(step -> step.key() + " " + step.shown().note())
                            .toList());
        }
    }

    private void requireUnchanged(List<PlannedStep> planned) {
        Snapshot now = objects.read(planned.stream().map(PlannedStep::key).toList());
        now.unread().values().stream().findFirst().ifPresent(unread -> {
            throw unread;
        });
        List<String> changed = planned.stream()
                .flatMap(step -> difference(step, now.found().get(step.key())).stream())
                .toList();
        if (!changed.isEmpty()) {
            throw refused(
                    "the service has changed since the plan was made, and nothing was changed; make a new plan: ",
                    changed);
        }
    }

    private void carryOut(PlannedStep step) {
        ObjectKey key = step.key();
        difference(step, objects.get(key).orElse(null)).ifPresent(difference -> {
            throw refused("the service has changed since the plan was made; make a new plan: ", List.of(difference));
        });
        switch (step.action()) {
            case CREATE -> {
                ledger.write(key, step.fields());
                createOrForget(step);
            }
            case UPDATE -> {
                ledger.write(key, step.fields());
                objects.update(key, step.name(), step.after());
            }
            case RELEASE -> ledger.remove(key);
            case ADOPT -> ledger.write(key, step.fields());
            case DELETE -> {
                objects.delete(key);
                ledger.remove(key);
            }
            default -> throw new IllegalArgumentException("nothing is to be done with " + key);
        }
    }

    /** What the service refused was not made here; where its answer was lost, it may have been. */
    private void createOrForget(PlannedStep step) {
        try {
            create(step);
        } catch (SlsProvisioningException e) {
            if (!e.retryable()) {
                ledger.remove(step.key());
            }
            throw e;
        }
    }

    /** An attempt whose answer was lost may have made the object already. */
    private void create(PlannedStep step) {
        try {
            objects.create(step.key(), step.name(), step.after());
        } catch (SlsProvisioningException e) {
            if (!e.errorCode().orElse("").contains("AlreadyExist")) {
                throw e;
            }
            Live made = objects.get(step.key()).orElseThrow(() -> e);
            if (!saysAtLeast(made, step.after())) {
                throw refused(
                        "the service has changed since the plan was made; make a new plan: ",
                        List.of(step.key() + " was made by somebody else meanwhile"));
            }
        }
    }

    private static boolean saysAtLeast(Live made, String text) {
        return made.json()
                .flatMap(live -> Json.readObject(text)
                        .map(wanted -> FieldChanges.between(made.key().kind(), live, wanted)
                                .isEmpty()))
                .orElse(false);
    }

    private static Optional<String> difference(PlannedStep step, @Nullable Live now) {
        Live before = step.before();
        if (before == null || now == null) {
            return before == now
                    ? Optional.empty()
                    : Optional.of(step.key() + (now == null ? " is gone" : " is there now"));
        }
        return before.saysTheSameAs(now) ? Optional.empty() : Optional.of(step.key() + ": " + changes(before, now));
    }

    private static String changes(Live before, Live now) {
        return before.json()
                .flatMap(from -> now.json()
                        .map(to -> FieldChanges.between(now.key().kind(), from, to).stream()
                                .filter(change -> !Live.OF_THE_SERVICE.contains(change.path()))
                                .map(FieldChange::toString)
                                .collect(Collectors.joining("; "))))
                .filter(words -> !words.isEmpty())
                .orElse("it reads otherwise");
    }

    private static SlsProvisioningException stopped(
            SlsProvisioningException cause, List<SlsPlan.Step> done, List<PlannedStep> steps) {
        List<SlsPlan.Step> notDone =
                steps.stream().skip(done.size()).map(PlannedStep::shown).toList();
        String message =
                "the apply stopped after %d of %d steps at %s; done: %s; not done: %s; the rest is left to a new plan: %s"
                        .formatted(
                                done.size(),
                                steps.size(),
                                notDone.isEmpty() ? "the end" : notDone.get(0).key(),
                                keys(done),
                                keys(notDone),
                                cause.getMessage());
        return new SlsProvisioningException(message, new SlsApplyReport(done, notDone), cause);
    }

    private static String keys(List<SlsPlan.Step> steps) {
        return steps.isEmpty()
                ? "nothing"
                : steps.stream().map(step -> step.key().toString()).collect(Collectors.joining(", "));
    }

    private static SlsProvisioningException refused(String what, List<String> why) {
        String message = what + String.join("; ", why);
        return new SlsProvisioningException(message, Failure.refused(message));
    }
}
