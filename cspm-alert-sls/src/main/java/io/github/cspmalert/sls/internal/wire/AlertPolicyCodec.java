package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.policy.PolicyParser;
import io.github.cspmalert.sls.internal.policy.PolicyScriptException;
import io.github.cspmalert.sls.internal.policy.PolicyWriter;
import java.util.ArrayList;
import java.util.List;

/** Alert policies as the service keeps them. Silences and suppressions have no published form, and stay as they are. */
final class AlertPolicyCodec {

    private AlertPolicyCodec() {}

    /** {@return how a policy is written} */
    static Wire encode(AlertPolicy policy) {
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
    static Decoded<AlertPolicy> decode(JsonNode value) {
        return Reading.of(value, AlertPolicyCodec::read);
    }

    private static AlertPolicy read(JsonView json) {
        String id = json.text("policy_id");
        AlertPolicy.Builder policy = AlertPolicy.builder(id);
        ShownNames.read(json, "policy_name", id, policy::name);
        String parent = json.text("parent_id");
        if (!parent.isEmpty()) {
            policy.parent(parent);
        }
        Reading.tellDefault(json);
        for (String field : new String[] {"inhibit_script", "silence_script"}) {
            json.unused("has no published form, and stays in the service", field);
        }
        List<String> leftOut = new ArrayList<>();
        try {
            PolicyParser.grouping(json.text("group_script"), policy, leftOut);
        } catch (PolicyScriptException e) {
            throw new IllegalArgumentException("group_script cannot be expressed: " + e.getMessage(), e);
        }
        leftOut.forEach(sentence -> json.leaveOut("group_script", sentence));
        return policy.build();
    }
}
