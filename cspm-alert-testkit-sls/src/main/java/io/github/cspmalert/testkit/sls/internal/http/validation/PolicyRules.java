package io.github.cspmalert.testkit.sls.internal.http.validation;

import java.util.List;

/**
 * What action policies and alert policies must be like. Scripts are texts here; what they say is not read. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a>.
 */
final class PolicyRules {

    private PolicyRules() {}

    static void checkActionPolicy(Fields policy) {
        if (!policy.objectOrEmpty("labels").isEmpty()) {
            throw policy.wrong("labels", "it must be an empty object");
        }
        checkNotDefault(policy);
        policy.textOrEmpty("primary_policy_script");
        policy.textOrEmpty("secondary_policy_script");
        for (String escalation : List.of("escalation_start", "escalation_inprogress", "escalation")) {
            policy.boolIfAny(escalation + "_enabled");
            policy.textOrEmpty(escalation + "_timeout");
        }
    }

    static void checkAlertPolicy(Fields policy) {
        checkNotDefault(policy);
        for (String text : List.of("parent_id", "group_script", "inhibit_script", "silence_script")) {
            policy.textOrEmpty(text);
        }
    }

    /** Only what is built in is a default. */
    static void checkNotDefault(Fields record) {
        record.boolIfAny("is_default");
        if (record.get("is_default").asBoolean()) {
            throw record.wrong("is_default", "it must be false");
        }
    }
}
