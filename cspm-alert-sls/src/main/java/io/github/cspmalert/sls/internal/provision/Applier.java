package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.client.FailureFactory;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Content;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries the steps of plans out. The service has no conditional writes, so each object is read once more right before it is
 * written, and the apply stops if it is not what the plan saw.
 */
public final class Applier {

    private static final String CHANGED = "the service has changed since the plan was made";

    private final ServiceObjects objects;
    private final ProvisioningRecord made;
    private final FailureFactory failures;

    public Applier(ServiceObjects objects, ProvisioningRecord made, FailureFactory failures) {
        this.objects = objects;
        this.made = made;
        this.failures = failures;
    }

    /**
     * Looks whether a plan can be applied.
     *
     * @throws ServiceException if a step is blocked, or the service has changed since the plan was made
     */
    public void check(List<PlannedStep> planned) {
        List<String> blocked = planned.stream()
                .filter(step -> !step.isApplicable())
                .map(step -> step.key() + " " + step.note())
                .toList();
        if (!blocked.isEmpty()) {
            throw refused("the plan cannot be applied, and nothing was changed: ", blocked);
        }
        Snapshot now = objects.read(planned.stream().map(PlannedStep::key).toList());
        now.requireRead();
        List<String> changed = new ArrayList<>(changedOwners(planned));
        planned.forEach(step -> difference(step, now.found().get(step.key())).ifPresent(changed::add));
        if (!changed.isEmpty()) {
            throw refused(CHANGED + ", and nothing was changed; make a new plan: ", changed);
        }
    }

    /**
     * Carries one step out.
     *
     * @throws ServiceException if the service refuses it, or the object has changed since the plan was made
     */
    public void carryOut(PlannedStep step) {
        ObjectKey key = step.key();
        Content content = step.content();
        List<String> changed = new ArrayList<>(changedOwners(List.of(step)));
        difference(step, objects.get(key).orElse(null)).ifPresent(changed::add);
        if (!changed.isEmpty()) {
            throw refused(CHANGED + "; make a new plan: ", changed);
        }
        switch (step.deed()) {
            case CREATE -> {
                made.write(key, content.fields());
                createOrForget(step);
            }
            case UPDATE -> {
                made.write(key, content.fields());
                objects.update(key, content.name(), content.after());
            }
            case ADOPT -> made.write(key, content.fields());
            case DELETE -> objects.delete(key);
            case RELEASE -> {}
            default -> throw new IllegalArgumentException("nothing is to be done with " + key);
        }
        forgetOlder(step);
    }

    private void forgetOlder(PlannedStep step) {
        Set<String> older = new TreeSet<>(step.content().entries());
        if (isKept(step)) {
            older.remove(made.id(step.key(), step.content().fields()));
        }
        made.remove(older);
    }

    private static boolean isKept(PlannedStep step) {
        return switch (step.deed()) {
            case CREATE, UPDATE, ADOPT -> true;
            default -> false;
        };
    }

    /**
     * Reads back what a plan says, after all of it was carried out. Of two applies at once, whose steps mixed, the last to
     * write an object overtook the other: one of them finds here what the other wrote.
     *
     * @throws ServiceException if the service is not as the plan says
     */
    public void confirm(List<PlannedStep> planned) {
        Snapshot now = objects.read(planned.stream().map(PlannedStep::key).toList());
        now.requireRead();
        List<String> differing = planned.stream()
                .filter(step -> !step.content().isDone().test(now.found().get(step.key())))
                .map(step -> step.key().toString())
                .toList();
        if (!differing.isEmpty()) {
            throw refused(
                    "somebody else changed the service at the same time, and it is not as planned; make a new plan: ",
                    differing);
        }
        // Somebody who made the same at once, and failed, may have taken the entry away.
        Set<ObjectKey> recorded = made.read().mine().keySet();
        planned.stream()
                .filter(step -> isKept(step) && !recorded.contains(step.key()))
                .forEach(step -> made.write(step.key(), step.content().fields()));
    }

    /** What the service refused was not made here; where its answer was lost, it may have been. */
    private void createOrForget(PlannedStep step) {
        try {
            create(step);
        } catch (ServiceException e) {
            if (!e.retryable()) {
                forget(step, e);
            }
            throw e;
        }
    }

    /** Somebody who makes the same for the same owner has the same entry. */
    private void forget(PlannedStep step, ServiceException why) {
        try {
            made.remove(List.of(made.id(step.key(), step.content().fields())));
            if (isDone(step)) {
                made.write(step.key(), step.content().fields());
            }
        } catch (ServiceException e) {
            why.addSuppressed(e);
        }
    }

    /** An attempt whose answer was lost may have made the object already. */
    private void create(PlannedStep step) {
        try {
            objects.create(step.key(), step.content().name(), step.content().after());
        } catch (ServiceException e) {
            if (!e.errorCode().orElse("").contains("AlreadyExist")) {
                throw e;
            }
            if (!isDone(step)) {
                throw refused(
                        CHANGED + "; make a new plan: ", List.of(step.key() + " was made by somebody else meanwhile"));
            }
        }
    }

    private boolean isDone(PlannedStep step) {
        return step.content().isDone().test(objects.get(step.key()).orElse(null));
    }

    /** {@return of what goes, and of what stays for other owners, whether others want it that did not, or no longer do} */
    private List<String> changedOwners(List<PlannedStep> planned) {
        List<PlannedStep> going =
                planned.stream().filter(Applier::restsOnOtherOwners).toList();
        Map<ObjectKey, SortedSet<String>> others =
                going.isEmpty() ? Map.of() : made.read().others();
        List<String> changed = new ArrayList<>();
        for (PlannedStep step : going) {
            SortedSet<String> owners = others.get(step.key());
            if (owners != null && step.deed() == Deed.DELETE) {
                changed.add(step.key() + " is wanted by owner '" + String.join("', '", owners) + "' now");
            } else if (owners == null && step.deed() == Deed.RELEASE) {
                changed.add(step.key() + " is wanted by no other owner now");
            }
        }
        return changed;
    }

    private static boolean restsOnOtherOwners(PlannedStep step) {
        return step.deed() == Deed.RELEASE
                || step.deed() == Deed.DELETE && step.before() != null && !ObjectTypes.isOfProject(step.key());
    }

    private static Optional<String> difference(PlannedStep step, @Nullable Live now) {
        Live before = step.before();
        if (before == null || now == null) {
            return before == now
                    ? Optional.empty()
                    : Optional.of(step.key() + (now == null ? " no longer exists" : " exists now"));
        }
        return before.saysTheSameAs(now) ? Optional.empty() : Optional.of(step.key() + ": " + changes(before, now));
    }

    /** {@return the fields that differ; not their values, which may be the addresses of people} */
    private static String changes(Live before, Live now) {
        return before.content()
                .flatMap(from -> now.content().map(to -> FieldChanges.between(now.type(), from, to).stream()
                        .map(Change::path)
                        .collect(Collectors.joining(", "))))
                .filter(paths -> !paths.isEmpty())
                .map(paths -> paths + " changed")
                .orElse("its content changed");
    }

    private ServiceException refused(String what, List<String> why) {
        return failures.refused(what + String.join("; ", why));
    }
}
