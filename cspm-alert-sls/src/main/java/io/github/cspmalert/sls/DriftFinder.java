package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.sls.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.SlsDrift.ObjectDrift;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was changed by hand from what was not applied yet: a field was changed by hand if it has another value than
 * the ledger remembers. Pure.
 */
final class DriftFinder {

    private static final String MUTE = "configuration.muteUntil";

    private final Snapshot service;
    private final Map<ObjectKey, SortedMap<String, String>> ledger;
    private final Instant now;

    DriftFinder(Snapshot service, Map<ObjectKey, SortedMap<String, String>> ledger, Instant now) {
        this.service = service;
        this.ledger = ledger;
        this.now = now;
    }

    SlsDrift find(List<Wanted> wanted) {
        service.unread().values().stream().findFirst().ifPresent(unread -> {
            throw unread;
        });
        List<ObjectDrift> drifted = new ArrayList<>();
        for (Wanted each : wanted) {
            SortedMap<String, String> applied = ledger.get(each.key());
            if (applied != null) {
                drift(each, service.found().get(each.key()), applied).ifPresent(drifted::add);
            }
        }
        return new SlsDrift(drifted);
    }

    private Optional<ObjectDrift> drift(Wanted wanted, @Nullable Live live, SortedMap<String, String> applied) {
        if (live == null) {
            return Optional.of(new ObjectDrift(wanted.key(), true, List.of()));
        }
        ObjectNode json = live.json().orElseGet(Json::object);
        List<FieldChange> changes = new ArrayList<>();
        if (!wanted.same().test(json)) {
            SortedMap<String, String> present = FieldHashes.of(json);
            FieldDiff.diff(json, wanted.managed(json)).stream()
                    .filter(change -> byHand(change.path(), applied, present))
                    .map(change -> FieldChanges.shown(
                            wanted.key().kind(), new FieldDiff.Change(change.path(), change.to(), change.from())))
                    .forEach(changes::add);
        }
        mute(json, applied).ifPresent(changes::add);
        return changes.isEmpty() ? Optional.empty() : Optional.of(new ObjectDrift(wanted.key(), false, changes));
    }

    private static boolean byHand(String path, SortedMap<String, String> applied, SortedMap<String, String> present) {
        return !FieldHashes.below(applied, path).equals(FieldHashes.below(present, path));
    }

    /** A mute is not part of definitions that set none, but somebody who looks for changes by hand wants to know. */
    private Optional<FieldChange> mute(ObjectNode live, Map<String, String> applied) {
        JsonNode until = live.path("configuration").path("muteUntil");
        boolean muted = until.asLong() > now.getEpochSecond();
        return muted && !applied.containsKey(MUTE)
                ? Optional.of(new FieldChange(MUTE, Optional.empty(), Optional.of(until.toString())))
                : Optional.empty();
    }
}
