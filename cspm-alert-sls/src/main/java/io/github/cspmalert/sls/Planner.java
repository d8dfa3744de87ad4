package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.SlsPlan.Action;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to change. Pure.
 *
 * <p>An object that is there as wanted is left alone, whoever made it. One that is there otherwise is changed only if this
 * library made it for this owner, or its adoption was asked for. A record that several owners want as it is belongs to all of
 * them, and goes with the last.
 */
final class Planner {

    private final Snapshot service;
    private final Ledger.Entries ledger;
    private final Set<ObjectKey> adopted;
    private final boolean adoptAll;
    private final Instant now;
    private final List<PlannedStep> steps = new ArrayList<>();

    Planner(Snapshot service, Ledger.Entries ledger, Set<ObjectKey> adopted, boolean adoptAll, Instant now) {
        this.service = service;
        this.ledger = ledger;
        this.adopted = adopted;
        this.adoptAll = adoptAll;
        this.now = now;
    }

    /** Plans the objects that are wanted. */
    Planner want(List<Wanted> wanted) {
        wanted.forEach(each -> steps.add(step(each)));
        return this;
    }

    /** Blocks the plan for what is told to exist, but does not. */
    Planner require(Set<ObjectKey> existing) {
        for (ObjectKey key : existing) {
            SlsProvisioningException unread = service.unread().get(key);
            if (unread != null) {
                steps.add(blocked(key, null, "could not be looked up: " + unread.getMessage()));
            } else if (!service.found().containsKey(key)) {
                steps.add(blocked(
                        key, null, "is told to exist, but the service has none; define it, or make it in the console"));
            }
        }
        return this;
    }

    /** Plans to delete what this library made and is wanted no more. */
    Planner prune(Set<ObjectKey> wanted) {
        ledger.mine().keySet().stream()
                .filter(key -> !wanted.contains(key))
                .sorted(Collections.reverseOrder())
                .forEach(key -> steps.add(deletion(key)));
        return this;
    }

    List<PlannedStep> steps() {
        return steps;
    }

    private PlannedStep deletion(ObjectKey key) {
        SlsProvisioningException unread = service.unread().get(key);
        if (unread != null) {
            return blocked(key, null, "could not be looked up: " + unread.getMessage());
        }
        Live live = service.found().get(key);
        if (live != null && ledger.others().containsKey(key)) {
            return planned(key, Action.RELEASE, List.of(), "stays for " + others(key), live, "", "", Map.of());
        }
        return planned(key, Action.DELETE, List.of(), live == null ? "is gone already" : "", live, "", "", Map.of());
    }

    private PlannedStep step(Wanted wanted) {
        ObjectKey key = wanted.key();
        SlsProvisioningException unread = service.unread().get(key);
        if (unread != null) {
            return blocked(key, null, "could not be looked up: " + unread.getMessage());
        }
        ObjectNode managed = inTime(wanted.wire().managed());
        Live live = service.found().get(key);
        if (live == null) {
            return creation(wanted, managed);
        }
        return live.json()
                .map(json -> there(wanted, inTime(wanted.managed(json)), live, json))
                .orElseGet(() -> unreadable(wanted, managed, live));
    }

    private PlannedStep creation(Wanted wanted, ObjectNode managed) {
        String text = JsonMerge.create(managed, wanted.wire().creation());
        return planned(wanted.key(), Action.CREATE, List.of(), "", null, wanted.name(), text, FieldHashes.of(managed));
    }

    private PlannedStep there(Wanted wanted, ObjectNode managed, Live live, ObjectNode json) {
        List<FieldChange> changes = FieldChanges.between(wanted.key().kind(), json, managed);
        // The service may say the same in other words, such as 60s for 1m.
        boolean same = changes.isEmpty() || wanted.same().test(json);
        boolean ours = ledger.mine().containsKey(wanted.key());
        boolean mayAdopt = adoptAll || adopted.contains(wanted.key());
        Map<String, String> fields = FieldHashes.of(managed);
        if (same) {
            boolean shared = ledger.others().containsKey(wanted.key());
            boolean adopt = (mayAdopt || shared) && !ours;
            String note =
                    ours || mayAdopt ? "" : shared ? "shared with " + others(wanted.key()) : "not made by this library";
            Action action = adopt ? Action.ADOPT : Action.UNCHANGED;
            return planned(wanted.key(), action, List.of(), note, live, wanted.name(), "", fields);
        }
        if (!ours && !mayAdopt) {
            return blocked(
                    wanted.key(),
                    live,
                    ledger.others().containsKey(wanted.key())
                            ? "is there, otherwise, and was made for %s; adopt it with adopt(..), or use another id"
                                    .formatted(others(wanted.key()))
                            : "is there, otherwise, and was not made by this library; adopt it with adopt(..), or use another id",
                    changes);
        }
        String text = JsonMerge.merge(live.text(), withoutWhatTheServiceWrites(wanted.key(), json, managed));
        String note = ours ? "" : "adopted";
        return planned(wanted.key(), Action.UPDATE, changes, note, live, wanted.name(), text, fields);
    }

    /** What is there cannot be kept, since nobody can read it; only what this library made may be replaced. */
    private PlannedStep unreadable(Wanted wanted, ObjectNode managed, Live live) {
        if (!ledger.mine().containsKey(wanted.key()) && !adoptAll && !adopted.contains(wanted.key())) {
            return blocked(
                    wanted.key(),
                    live,
                    "is there, but its value is no JSON object; mend it in the console, or replace it with adopt(..)");
        }
        PlannedStep created = creation(wanted, managed);
        return planned(
                wanted.key(),
                Action.UPDATE,
                List.of(),
                "its value is no JSON object and is replaced",
                live,
                wanted.name(),
                created.after(),
                created.fields());
    }

    private String others(ObjectKey key) {
        return "owner '" + String.join("', '", ledger.others().getOrDefault(key, Collections.emptySortedSet())) + "'";
    }

    /** A mute that is over must not be written: the service takes no instant of the past. */
    private ObjectNode inTime(ObjectNode managed) {
        JsonNode mute = managed.path("configuration").path("muteUntil");
        if (mute.isMissingNode() || mute.asLong() > now.getEpochSecond()) {
            return managed;
        }
        ObjectNode copy = managed.deepCopy();
        copy.withObject("/configuration").remove("muteUntil");
        return copy;
    }

    private ObjectNode withoutWhatTheServiceWrites(ObjectKey key, ObjectNode live, ObjectNode managed) {
        if (key.kind() != ObjectKind.RULE) {
            return managed;
        }
        ObjectNode patch = managed.deepCopy();
        Live.OF_THE_SERVICE.forEach(patch::putNull);
        JsonNode mute = live.path("configuration").path("muteUntil");
        if (mute.isNumber() && mute.asLong() <= now.getEpochSecond()) {
            patch.withObject("/configuration").putNull("muteUntil");
        }
        return patch;
    }

    private static PlannedStep blocked(ObjectKey key, @Nullable Live live, String note) {
        return blocked(key, live, note, List.of());
    }

    private static PlannedStep blocked(ObjectKey key, @Nullable Live live, String note, List<FieldChange> changes) {
        return planned(key, Action.BLOCKED, changes, note, live, "", "", new HashMap<>());
    }

    private static PlannedStep planned(
            ObjectKey key,
            Action action,
            List<FieldChange> changes,
            String note,
            @Nullable Live before,
            String name,
            String after,
            Map<String, String> fields) {
        return new PlannedStep(new SlsPlan.Step(key, action, changes, note), before, name, after, fields);
    }
}
