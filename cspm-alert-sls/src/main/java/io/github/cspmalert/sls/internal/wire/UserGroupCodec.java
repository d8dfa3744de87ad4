package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/** User groups as the service keeps them. */
final class UserGroupCodec {

    private UserGroupCodec() {}

    /** {@return how a group is written} */
    static Wire encode(UserGroup group) {
        ObjectNode json = JsonText.object()
                .put("user_group_id", group.id())
                .put("user_group_name", ShownNames.write(group.id(), group.name()))
                .put("enabled", group.enabled());
        group.members().forEach(json.putArray("members")::add);
        return new Wire(json, JsonText.object());
    }

    /** {@return the group that a value is} */
    static Decoded<UserGroup> decode(JsonNode value) {
        return Reading.of(value, json -> {
            String id = json.text("user_group_id");
            List<String> members = Reading.each(json, "members", User::builder);
            List<UserGroup> group =
                    new ArrayList<>(List.of(new UserGroup(id, "", json.bool("enabled", true), members)));
            ShownNames.read(
                    json,
                    "user_group_name",
                    id,
                    name -> group.set(0, group.get(0).named(name)));
            return group.get(0);
        });
    }
}
