package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what the service has with what is wanted, for people to read. */
final class FieldChanges {

    private static final int LONGEST = 300;

    private FieldChanges() {}

    static List<FieldChange> between(ObjectKind kind, JsonNode live, ObjectNode wanted) {
        return FieldDiff.diff(live, wanted).stream()
                .map(change -> shown(kind, change))
                .toList();
    }

    static FieldChange shown(ObjectKind kind, FieldDiff.Change change) {
        boolean secret = isSecret(kind, change.path());
        return new FieldChange(change.path(), shown(change.from(), secret), shown(change.to(), secret));
    }

    static boolean isSecret(ObjectKind kind, String path) {
        return kind == ObjectKind.WEBHOOK
                && (path.equals("url") || path.equals("secret") || path.startsWith("headers"));
    }

    private static Optional<String> shown(@Nullable JsonNode value, boolean secret) {
        if (value == null || value.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(secret ? "****" : cut(value.toString()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
