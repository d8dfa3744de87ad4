package io.github.cspmalert.testkit.sls.internal.http.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.SystemResource;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;

/**
 * What a record must be like. Of a resource that was created, the service knows no more than that its records have ids. In
 * the values of its own resources it does not mind what is left out or null, as clients leave out what they do not know, nor
 * that id and tag stand in them otherwise than beside them. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a>.
 */
public final class RecordRules {

    private RecordRules() {}

    /**
     * Checks a record.
     *
     * @param resource the name of its resource
     * @param record its id, tag and value
     * @throws SlsException if the service would not accept it
     */
    public static void check(String resource, ObjectNode record) {
        String id = record.path("id").asText();
        if (!record.path("id").isTextual() || id.isEmpty()) {
            throw SlsException.parameterInvalid("id is missing or empty; give the id of the record");
        }
        JsonNode value = record.path("value");
        if (!value.isTextual()) {
            throw SlsException.parameterInvalid("value of record " + id + " must be a string that holds a JSON object");
        }
        ObjectNode object = Json.parse(value.asText())
                .orElseThrow(() ->
                        SlsException.parameterInvalid("value of record " + id + " is not the text of a JSON object"));
        SystemResource.named(resource).ifPresent(system -> check(system, Fields.of(object)));
    }

    private static void check(SystemResource resource, Fields value) {
        switch (resource) {
            case USER -> RecipientRules.checkUser(value);
            case USER_GROUP -> RecipientRules.checkUserGroup(value);
            case ONCALL_GROUP -> RecipientRules.checkOncallGroup(value);
            case WEBHOOK -> RecipientRules.checkWebhook(value);
            case ACTION_POLICY -> PolicyRules.checkActionPolicy(value);
            case ALERT_POLICY -> PolicyRules.checkAlertPolicy(value);
            case CONTENT_TEMPLATE -> TemplateRules.check(value);
            case GLOBAL_CONFIG -> value.objectOrEmpty("config_detail");
        }
    }
}
