package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.sls.internal.json.JsonText;

/** Alert policies as the service keeps them. Silences and suppressions have no published form, and stay as they are. */
public final class AlertPolicyCodec {

    private AlertPolicyCodec() {}

    /** {@return how a policy is written} */
    public static Wire encode(AlertPolicy policy) {
        ObjectNode json = JsonText.object()
                .put("policy_id", policy.id())
                .put("policy_name", ShownNames.write(policy.id(), policy.name()))
                .put("parent_id", policy.parent().orElse(""))
                .put("group_script", PolicyWriter.write(policy));
        ObjectNode creation = JsonText.object()
                .put("is_default", false)
                .put("inhibit_script", "")
                .put("silence_script", "");
        return new Wire(json, creation);
    }

    /** {@return the policy that a value is} */
    public static Decoded<AlertPolicy> decode(JsonNode value) {
        return Reading.of(value, AlertPolicyCodec::read);
    }

    private static AlertPolicy read(JsonView json) {
        String id = json.text("policy_id");
        AlertPolicy.Builder policy = AlertPolicy.builder(id).name(ShownNames.read(id, json.text("policy_name")));
        String parent = json.text("parent_id");
        if (!parent.isEmpty()) {
            policy.parent(parent);
        }
        Reading.tellDefault(json);
        for (String field : new String[] {"inhibit_script", "silence_script"}) {
            if (!json.text(field).isEmpty()) {
                json.leaveOut(field, "has no published form, and stays in the service");
            }
        }
        try {
            PolicyParser.grouping(json.text("group_script"), policy);
        } catch (PolicyScriptException e) {
            throw new IllegalArgumentException("group_script cannot be expressed: " + e.getMessage(), e);
        }
        return policy.build();
    }
}
