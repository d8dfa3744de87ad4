package io.github.cspmalert.sls.internal.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to grant when the service refuses because a permission is missing.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/ram/user-guide/troubleshoot-ram-permission-issues">RAM: why access
 *     was denied</a>
 */
final class Permissions {

    private Permissions() {}

    static String advice(Target target, @Nullable String body, String said) {
        JsonNode detail = detail(body);
        String action = text(detail, "AuthAction", target.permission());
        return "%s may not %s on %s; allow it in a RAM policy%s: %s"
                .formatted(principal(detail), action, target.resource(), why(detail), said);
    }

    private static String principal(JsonNode detail) {
        String name = text(detail, "AuthPrincipalDisplayName", "");
        String type = text(detail, "AuthPrincipalType", "identity");
        return name.isEmpty() ? "the RAM identity of the credentials" : "the " + type + " '" + name + "'";
    }

    private static String why(JsonNode detail) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("NoPermissionType", "PolicyType")) {
            String value = text(detail, name, "");
            if (!value.isEmpty()) {
                parts.add(name + " " + value);
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String text(JsonNode detail, String name, String absent) {
        String value = detail.path(name).asText("");
        return value.isBlank() ? absent : Texts.printable(value);
    }

    private static JsonNode detail(@Nullable String body) {
        try {
            return JsonText.parse(body == null ? "{}" : body).path("accessDeniedDetail");
        } catch (JsonProcessingException e) {
            // The SDK parsed the same text, so this cannot happen; the advice does without the detail.
            return JsonText.EMPTY;
        }
    }
}
