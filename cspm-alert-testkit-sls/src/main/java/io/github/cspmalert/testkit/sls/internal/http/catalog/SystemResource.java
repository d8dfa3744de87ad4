package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The resources that every account has, with the fields that name their records. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a>.
 */
public enum SystemResource {
    /** Users. */
    USER("sls.common.user", "user_id", "user_name"),
    /** User groups. */
    USER_GROUP("sls.common.user_group", "user_group_id", "user_group_name"),
    /** Webhooks. */
    WEBHOOK("sls.alert.action_webhook", "id", "name"),
    /** Action policies. */
    ACTION_POLICY("sls.alert.action_policy", "action_policy_id", "action_policy_name"),
    /** Alert policies. */
    ALERT_POLICY("sls.alert.alert_policy", "policy_id", "policy_name"),
    /** Content templates. */
    CONTENT_TEMPLATE("sls.alert.content_template", "template_id", "template_name"),
    /** On-call groups. */
    ONCALL_GROUP("sls.alert.oncall_group", "oncall_id", "oncall_name"),
    /** The settings of the account. */
    GLOBAL_CONFIG("sls.alert.global_config", "config_id", "config_name");

    private static final String BUILT_IN = "built-in-records.json";

    private final String resourceName;
    private final String idField;
    private final String tagField;

    SystemResource(String resourceName, String idField, String tagField) {
        this.resourceName = resourceName;
        this.idField = idField;
        this.tagField = tagField;
    }

    /**
     * {@return the system resource of that name, if there is one}
     *
     * @param name its name
     */
    public static Optional<SystemResource> named(String name) {
        return Arrays.stream(values())
                .filter(resource -> resource.resourceName.equals(name))
                .findFirst();
    }

    /** {@return the name} */
    public String resourceName() {
        return resourceName;
    }

    /** {@return the field of a record's value that holds its id} */
    public String idField() {
        return idField;
    }

    /** {@return the field of a record's value that holds its tag} */
    public String tagField() {
        return tagField;
    }

    /** The records that nobody made and nobody can change. What their scripts and templates say is not documented. */
    List<ObjectNode> builtInRecords() {
        List<ObjectNode> records = new ArrayList<>();
        for (JsonNode value : readBuiltIns().path(resourceName)) {
            records.add(Json.newObject()
                    .put("id", value.path(idField).asText())
                    .put("tag", value.path(tagField).asText())
                    .put("value", new String(Json.write(value), StandardCharsets.UTF_8))
                    .put("createTime", 0)
                    .put("lastModifyTime", 0));
        }
        return records;
    }

    private static ObjectNode readBuiltIns() {
        try (InputStream in = Objects.requireNonNull(SystemResource.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            return Json.object(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + BUILT_IN + ": " + e.getMessage(), e);
        }
    }
}
