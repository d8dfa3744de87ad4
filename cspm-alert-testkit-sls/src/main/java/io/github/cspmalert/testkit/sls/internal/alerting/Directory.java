package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Resources;
import io.github.cspmalert.testkit.sls.internal.http.catalog.SystemResource;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The records of the account that alerts refer to. */
final class Directory {

    private static final Set<String> TO_PEOPLE = Set.of("email", "sms", "voice");

    private final Resources resources;

    Directory(Resources resources) {
        this.resources = resources;
    }

    /** {@return the value of a record, if there is one that is a JSON object; those that are built in have no real value} */
    Optional<JsonNode> find(SystemResource resource, String id) {
        return resources
                .resource(resource.resourceName())
                .records()
                .find(id, false)
                .flatMap(record -> {
                    JsonNode value = record.path("value");
                    return Json.parse(value.isTextual() ? value.asText() : value.toString());
                });
    }

    boolean isBuiltIn(SystemResource resource, String id) {
        return find(resource, id).isEmpty()
                && resources
                        .resource(resource.resourceName())
                        .records()
                        .find(id, true)
                        .isPresent();
    }

    /** {@return the addresses of all whom a call of fire tells on its channel, each user once} */
    List<String> addresses(Script.Fire fire) {
        String type = fire.text("type");
        if (type.equals("webhook_integration")) {
            String webhook = fire.text("webhook_id");
            return find(SystemResource.WEBHOOK, webhook).isPresent() ? List.of(webhook) : List.of();
        }
        if (!TO_PEOPLE.contains(type)) {
            throw new IllegalArgumentException("fire(type=\"" + type + "\") has no published form");
        }
        Set<String> users = new LinkedHashSet<>(fire.texts("users"));
        for (String group : fire.texts("groups")) {
            find(SystemResource.USER_GROUP, group)
                    .filter(each -> each.path("enabled").asBoolean(true))
                    .ifPresent(each -> each.path("members").forEach(member -> users.add(member.asText())));
        }
        List<String> addresses = new ArrayList<>();
        for (String user : users) {
            find(SystemResource.USER, user)
                    .filter(each -> each.path("enabled").asBoolean(true))
                    .ifPresent(each -> addresses.addAll(addresses(each, type)));
        }
        return addresses;
    }

    private static List<String> addresses(JsonNode user, String type) {
        List<String> addresses = new ArrayList<>();
        if (type.equals("email")) {
            user.path("email").forEach(address -> addresses.add(address.asText()));
        } else if (user.path(type + "_enabled").asBoolean(false)
                && !user.path("phone").asText("").isEmpty()) {
            addresses.add("+" + user.path("country_code").asText()
                    + user.path("phone").asText());
        }
        return addresses;
    }
}
