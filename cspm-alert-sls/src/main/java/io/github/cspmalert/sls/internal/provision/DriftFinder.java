package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Separates changes by hand from changes of definitions that were not applied yet: a field was changed by hand if it has another value than
 * the provisioning record has. Where a change failed on the way, the record has the values before it and after it. Pure.
 */
public final class DriftFinder {

    private final Snapshot service;
    private final ProvisioningRecord.Entries made;
    private final Instant now;

    public DriftFinder(Snapshot service, ProvisioningRecord.Entries made, Instant now) {
        this.service = service;
        this.made = made;
        this.now = now;
    }

    /** {@return the fields that were changed, by object; none of an object that was deleted} */
    public Map<ObjectKey, List<Change>> find(List<Wanted> wanted) {
        service.requireRead();
        Map<ObjectKey, List<Change>> drifted = new LinkedHashMap<>();
        for (Wanted each : wanted) {
            if (made.mine().containsKey(each.key())) {
                drift(each, service.found().get(each.key()), made.applied(each.key()))
                        .ifPresent(changes -> drifted.put(each.key(), changes));
            }
        }
        return drifted;
    }

    private Optional<List<Change>> drift(
            Wanted wanted, @Nullable Live live, Collection<SortedMap<String, String>> applied) {
        if (live == null) {
            return Optional.of(List.of());
        }
        ObjectNode json = live.json().orElseGet(JsonText::object);
        List<Change> changes = new ArrayList<>();
        if (!wanted.same(json)) {
            SortedMap<String, String> present = FieldHashes.of(json);
            FieldDiff.diff(json, wanted.managed(json)).stream()
                    .filter(change -> byHand(change.path(), applied, present))
                    .map(change -> FieldChanges.shown(wanted.type(), change.reversed()))
                    .forEach(changes::add);
        }
        // A mute is not part of definitions that set none, but somebody who looks for changes by hand wants to know.
        wanted.type().pending(json, now).forEach((path, until) -> {
            if (applied.stream().noneMatch(each -> each.containsKey(path))) {
                changes.add(new Change(path, Optional.empty(), Optional.of(until)));
            }
        });
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    private static boolean byHand(
            String path, Collection<SortedMap<String, String>> applied, SortedMap<String, String> present) {
        SortedMap<String, String> here = FieldHashes.below(present, path);
        return applied.stream().noneMatch(each -> FieldHashes.below(each, path).equals(here));
    }
}
