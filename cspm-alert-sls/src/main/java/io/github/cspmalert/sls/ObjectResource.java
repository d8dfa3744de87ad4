package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Which resource keeps the records of a kind, and which of their fields are their id and name.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
enum ObjectResource {
    USER(ObjectKind.USER, "sls.common.user", "user_id", "user_name"),
    USER_GROUP(ObjectKind.USER_GROUP, "sls.common.user_group", "user_group_id", "user_group_name"),
    ONCALL_GROUP(ObjectKind.ONCALL_GROUP, "sls.alert.oncall_group", "oncall_id", "oncall_name"),
    // The SDK's own constant for this one names a resource that does not exist.
    WEBHOOK(ObjectKind.WEBHOOK, "sls.alert.action_webhook", "id", "name"),
    CONTENT_TEMPLATE(ObjectKind.CONTENT_TEMPLATE, "sls.alert.content_template", "template_id", "template_name"),
    ACTION_POLICY(ObjectKind.ACTION_POLICY, "sls.alert.action_policy", "action_policy_id", "action_policy_name"),
    ALERT_POLICY(ObjectKind.ALERT_POLICY, "sls.alert.alert_policy", "policy_id", "policy_name");

    private final ObjectKind kind;
    private final String resourceName;
    private final String idField;
    private final String nameField;

    ObjectResource(ObjectKind kind, String resourceName, String idField, String nameField) {
        this.kind = kind;
        this.resourceName = resourceName;
        this.idField = idField;
        this.nameField = nameField;
    }

    String resourceName() {
        return resourceName;
    }

    String idField() {
        return idField;
    }

    String nameField() {
        return nameField;
    }

    /** {@return the resource of a kind, or null for rules, which are no records} */
    static @Nullable ObjectResource of(ObjectKind kind) {
        for (ObjectResource resource : values()) {
            if (resource.kind == kind) {
                return resource;
            }
        }
        return null;
    }
}
