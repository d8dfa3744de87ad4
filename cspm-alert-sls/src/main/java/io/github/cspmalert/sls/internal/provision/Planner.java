package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.JsonKeep;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Content;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.provision.Wanted.Understood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * Blocks the plan for what is declared as existing, but does not exist: unless all that names it is in the service
     * already, whose state this then is.
     */
    public Planner require(Set<ObjectKey> existing, List<Wanted> wanted) {
        Set<ObjectKey> changing = steps.stream()
                .filter(step -> step.deed() == Deed.CREATE || step.deed() == Deed.UPDATE)
                .map(PlannedStep::key)
                .collect(Collectors.toSet());
        List<PlannedStep> missing = new ArrayList<>();
        for (ObjectKey key : existing) {
            if (service.unread().containsKey(key)) {
                missing.add(unread(key));
            } else if (!service.found().containsKey(key)) {
                List<ObjectKey> naming = wanted.stream()
                        .filter(each -> each.names().contains(key))
                        .map(Wanted::key)
                        .toList();
                missing.add(
                        naming.isEmpty() || naming.stream().anyMatch(changing::contains)
                                ? blocked(
                                        key,
                                        null,
                                        "is declared as existing, but does not exist in the service; define it, or create it in the console")
                                : unchanged(key, "does not exist in the service, which drops what needs it"));
            }
        }
        steps.addAll(0, missing);
        return this;
    }

    private PlannedStep unchanged(ObjectKey key, String note) {
        return new PlannedStep(
                key, Deed.UNCHANGED, List.of(), note, new Content(null, "", "", Map.of(), Set.of(), live -> true));
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
            return new PlannedStep(
                    key, Deed.RELEASE, List.of(), "stays for " + others(key), gone(key, live, there -> true));
        }
        String note = live == null ? "no longer exists" : "";
        return new PlannedStep(key, Deed.DELETE, List.of(), note, gone(key, live, there -> there == null));
    }

    private Content gone(ObjectKey key, @Nullable Live live, Predicate<@Nullable Live> isDone) {
        return new Content(live, "", "", Map.of(), made.ids(key), isDone);
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
                .map(json -> present(wanted, managed(wanted, json), live, json))
                .orElseGet(() -> unreadable(wanted, managed, live));
    }

    private PlannedStep creation(Wanted wanted, ObjectNode managed) {
        String text = JsonMerge.create(managed, wanted.wire().creation());
        return new PlannedStep(
                wanted.key(),
                Deed.CREATE,
                List.of(),
                wanted.note(),
                content(wanted, null, text, FieldHashes.of(managed)));
    }

    private Content content(Wanted wanted, @Nullable Live before, String after, Map<String, String> fields) {
        return new Content(
                before, wanted.name(), after, fields, made.ids(wanted.key()), live -> isAsWanted(wanted, live));
    }

    private boolean isAsWanted(Wanted wanted, @Nullable Live live) {
        return live != null
                && live.json()
                        .filter(json -> wanted.same(json)
                                || FieldDiff.diff(json, kept(wanted, managed(wanted, json), json, path -> true))
                                        .isEmpty())
                        .isPresent();
    }

    private ObjectNode managed(Wanted wanted, ObjectNode live) {
        return wanted.type().inTime(wanted.managed(live), now);
    }

    private static ObjectNode kept(Wanted wanted, ObjectNode managed, ObjectNode live, Predicate<String> mayKeep) {
        ObjectNode understood = wanted.understand().apply(live).managed();
        return understood == null ? managed : JsonKeep.of(live, understood, managed, mayKeep);
    }

    private PlannedStep present(Wanted wanted, ObjectNode whole, Live live, ObjectNode json) {
        ObjectKey key = wanted.key();
        ObjectNode managed = kept(wanted, whole, json, path -> mayKeep(key, path, whole, json));
        List<Change> changes = FieldChanges.between(wanted.type(), json, managed);
        // The service may say the same in other words, such as 60s for 1m.
        boolean same = changes.isEmpty() || wanted.same(json);
        boolean ours = made.mine().containsKey(key);
        boolean mayAdopt = adoptAll || adopted.contains(key);
        SortedMap<String, String> fields = FieldHashes.of(managed);
        List<String> kept = same && wanted.same(json) ? List.of() : keptPaths(whole, managed, json, fields);
        if (same) {
            boolean shared = made.others().containsKey(key);
            // Of two entries for one object, made at once, one goes.
            boolean adopt = ours ? made.ids(key).size() > 1 : mayAdopt || shared;
            String origin = ours || mayAdopt ? "" : shared ? "shared with " + others(key) : "not made by this library";
            Deed deed = adopt ? Deed.ADOPT : Deed.UNCHANGED;
            return new PlannedStep(key, deed, List.of(), note(origin, kept, wanted), content(wanted, live, "", fields));
        }
        if (!ours && !mayAdopt) {
            return blocked(
                    key,
                    live,
                    made.others().containsKey(key)
                            ? "exists, differs, and was made for %s; adopt it with adopt(..), or use another id"
                                    .formatted(others(key))
                            : "exists, differs, and was not made by this library; adopt it with adopt(..), or use another id",
                    changes);
        }
        Understood understood = wanted.understand().apply(json);
        if (!ours && understood.managed() == null) {
            return blocked(
                    key,
                    live,
                    "exists, and to adopt it would erase what cannot be read of it (%s); delete it in the console, or use another id"
                            .formatted(String.join("; ", understood.leftOut())),
                    changes);
        }
        String text = JsonMerge.merge(live.text(), wanted.type().patch(managed, json, now));
        String note = note(ours ? "" : "adopted", kept, wanted);
        return new PlannedStep(key, Deed.UPDATE, changes, note, content(wanted, live, text, fields));
    }

    /** What was applied and then changed by hand into something that nobody can read is put back. */
    private boolean mayKeep(ObjectKey key, String path, ObjectNode wanted, ObjectNode live) {
        Collection<SortedMap<String, String>> applied = made.applied(key);
        if (applied.isEmpty() || FieldHashes.below(FieldHashes.of(wanted), path).isEmpty()) {
            return true;
        }
        SortedMap<String, String> present = FieldHashes.below(FieldHashes.of(live), path);
        return applied.stream()
                .map(each -> FieldHashes.below(each, path))
                .anyMatch(then -> then.isEmpty() || then.equals(present));
    }

    /** {@return the fields that stay as they are, though written otherwise; they are recorded as they stand} */
    private static List<String> keptPaths(
            ObjectNode whole, ObjectNode managed, ObjectNode live, SortedMap<String, String> fields) {
        List<String> changed = FieldDiff.diff(live, managed).stream()
                .map(FieldDiff.Change::path)
                .toList();
        SortedMap<String, String> present = FieldHashes.of(live);
        List<String> kept = FieldDiff.diff(live, whole).stream()
                .map(FieldDiff.Change::path)
                .filter(path -> !changed.contains(path))
                .toList();
        kept.forEach(path -> fields.putAll(FieldHashes.below(present, path)));
        return kept;
    }

    private static String note(String origin, List<String> kept, Wanted wanted) {
        String keeps = kept.isEmpty() ? "" : "keeps as it is: " + Texts.printable(String.join(", ", kept));
        return Stream.of(origin, keeps, wanted.note())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** What exists cannot be kept, since nobody can read it; only what this library made may be replaced, or what was named. */
    private PlannedStep unreadable(Wanted wanted, ObjectNode managed, Live live) {
        if (!made.mine().containsKey(wanted.key()) && !adopted.contains(wanted.key())) {
            return blocked(
                    wanted.key(),
                    live,
                    "exists, but its value is not a JSON object; repair it in the console, or replace it with adopt(..)");
        }
        Content created = creation(wanted, managed).content();
        return new PlannedStep(
                wanted.key(),
                Deed.UPDATE,
                List.of(),
                "its value is not a JSON object and is replaced",
                content(wanted, live, created.after(), created.fields()));
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
        return new PlannedStep(
                key, Deed.BLOCKED, changes, note, new Content(live, "", "", Map.of(), Set.of(), there -> false));
    }
}
