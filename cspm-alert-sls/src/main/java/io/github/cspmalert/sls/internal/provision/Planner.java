package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Content;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to change. Pure.
 *
 * <p>An object that exists as wanted is left alone, whoever made it. One that differs is changed only if this
 * library made it for this owner, or its adoption was asked for. A record that several owners want as it is belongs to all of
 * them, and goes with the last.
 */
public final class Planner {

    private final Snapshot service;
    private final ProvisioningRecord.Entries made;
    private final Set<ObjectKey> adopted;
    private final boolean adoptAll;
    private final Instant now;
    private final List<PlannedStep> steps = new ArrayList<>();

    public Planner(
            Snapshot service, ProvisioningRecord.Entries made, Set<ObjectKey> adopted, boolean adoptAll, Instant now) {
        this.service = service;
        this.made = made;
        this.adopted = adopted;
        this.adoptAll = adoptAll;
        this.now = now;
    }

    /** Plans the objects that are wanted. */
    public Planner want(List<Wanted> wanted) {
        wanted.forEach(each -> steps.add(step(each)));
        return this;
    }

    /** Blocks the plan for what is declared as existing, but does not exist. */
    public Planner require(Set<ObjectKey> existing) {
        for (ObjectKey key : existing) {
            if (service.unread().containsKey(key)) {
                steps.add(unread(key));
            } else if (!service.found().containsKey(key)) {
                steps.add(
                        blocked(
                                key,
                                null,
                                "is declared as existing, but does not exist in the service; define it, or create it in the console"));
            }
        }
        return this;
    }

    /** Plans to delete what this library made and is wanted no more. */
    public Planner prune(Set<ObjectKey> wanted) {
        made.mine().keySet().stream()
                .filter(key -> !wanted.contains(key))
                .sorted(Collections.reverseOrder())
                .forEach(key -> steps.add(deletion(key)));
        return this;
    }

    public List<PlannedStep> steps() {
        return steps;
    }

    private PlannedStep deletion(ObjectKey key) {
        if (service.unread().containsKey(key)) {
            return unread(key);
        }
        Live live = service.found().get(key);
        if (live != null && made.others().containsKey(key)) {
            return planned(key, Deed.RELEASE, List.of(), "stays for " + others(key), live, "", "", Map.of());
        }
        return planned(key, Deed.DELETE, List.of(), live == null ? "no longer exists" : "", live, "", "", Map.of());
    }

    private PlannedStep step(Wanted wanted) {
        ObjectKey key = wanted.key();
        if (service.unread().containsKey(key)) {
            return unread(key);
        }
        ObjectNode managed = wanted.type().inTime(wanted.wire().managed(), now);
        Live live = service.found().get(key);
        if (live == null) {
            return creation(wanted, managed);
        }
        return live.json()
                .map(json -> present(wanted, wanted.type().inTime(wanted.managed(json), now), live, json))
                .orElseGet(() -> unreadable(wanted, managed, live));
    }

    private PlannedStep creation(Wanted wanted, ObjectNode managed) {
        String text = JsonMerge.create(managed, wanted.wire().creation());
        return planned(wanted.key(), Deed.CREATE, List.of(), "", null, wanted.name(), text, FieldHashes.of(managed));
    }

    private PlannedStep present(Wanted wanted, ObjectNode managed, Live live, ObjectNode json) {
        List<Change> changes = FieldChanges.between(wanted.type(), json, managed);
        // The service may say the same in other words, such as 60s for 1m.
        boolean same = changes.isEmpty() || wanted.same().test(json);
        boolean ours = made.mine().containsKey(wanted.key());
        boolean mayAdopt = adoptAll || adopted.contains(wanted.key());
        Map<String, String> fields = FieldHashes.of(managed);
        if (same) {
            boolean shared = made.others().containsKey(wanted.key());
            boolean adopt = (mayAdopt || shared) && !ours;
            String note =
                    ours || mayAdopt ? "" : shared ? "shared with " + others(wanted.key()) : "not made by this library";
            Deed deed = adopt ? Deed.ADOPT : Deed.UNCHANGED;
            return planned(wanted.key(), deed, List.of(), note, live, wanted.name(), "", fields);
        }
        if (!ours && !mayAdopt) {
            return blocked(
                    wanted.key(),
                    live,
                    made.others().containsKey(wanted.key())
                            ? "exists, differs, and was made for %s; adopt it with adopt(..), or use another id"
                                    .formatted(others(wanted.key()))
                            : "exists, differs, and was not made by this library; adopt it with adopt(..), or use another id",
                    changes);
        }
        String text = JsonMerge.merge(live.text(), wanted.type().patch(managed, json, now));
        String note = ours ? "" : "adopted";
        return planned(wanted.key(), Deed.UPDATE, changes, note, live, wanted.name(), text, fields);
    }

    /** What exists cannot be kept, since nobody can read it; only what this library made may be replaced. */
    private PlannedStep unreadable(Wanted wanted, ObjectNode managed, Live live) {
        if (!made.mine().containsKey(wanted.key()) && !adoptAll && !adopted.contains(wanted.key())) {
            return blocked(
                    wanted.key(),
                    live,
                    "exists, but its value is not a JSON object; repair it in the console, or replace it with adopt(..)");
        }
        PlannedStep created = creation(wanted, managed);
        return planned(
                wanted.key(),
                Deed.UPDATE,
                List.of(),
                "its value is not a JSON object and is replaced",
                live,
                wanted.name(),
                created.content().after(),
                created.content().fields());
    }

    private String others(ObjectKey key) {
        return "owner '" + String.join("', '", made.others().getOrDefault(key, Collections.emptySortedSet())) + "'";
    }

    private PlannedStep unread(ObjectKey key) {
        return blocked(key, null, service.unreadWords(key));
    }

    private static PlannedStep blocked(ObjectKey key, @Nullable Live live, String note) {
        return blocked(key, live, note, List.of());
    }

    private static PlannedStep blocked(ObjectKey key, @Nullable Live live, String note, List<Change> changes) {
        return planned(key, Deed.BLOCKED, changes, note, live, "", "", Map.of());
    }

    private static PlannedStep planned(
            ObjectKey key,
            Deed deed,
            List<Change> changes,
            String note,
            @Nullable Live before,
            String name,
            String after,
            Map<String, String> fields) {
        return new PlannedStep(key, deed, changes, note, new Content(before, name, after, fields));
    }
}
