package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import io.github.cspmalert.sls.internal.json.FieldDiff.Change;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import java.util.List;

/** Compares what the service has with what is wanted, for people to read: without secrets, and cut where it is long. */
final class FieldChanges {

    private static final int LONGEST = 300;

    private FieldChanges() {}

    static List<Change> between(ObjectType<?> type, JsonNode live, ObjectNode wanted) {
        return FieldDiff.diff(live, wanted).stream()
                .map(change -> shown(type, change))
                .toList();
    }

    static Change shown(ObjectType<?> type, Change change) {
        boolean secret = type.isSecret(change.path());
        return new Change(
                Texts.printable(change.path()),
                change.from().map(value -> secret ? "****" : Texts.printable(value, LONGEST)),
                change.to().map(value -> secret ? "****" : Texts.printable(value, LONGEST)));
    }
}
