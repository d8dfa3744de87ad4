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
        if (!policy.object("labels").isEmpty()) {
            throw policy.wrong("labels", "it must be an empty object");
        }
        checkNotDefault(policy);
        policy.text("primary_policy_script");
        policy.text("secondary_policy_script");
        for (String escalation : List.of("escalation_start", "escalation_inprogress", "escalation")) {
            policy.bool(escalation + "_enabled");
            policy.text(escalation + "_timeout");
        }
    }

    static void checkAlertPolicy(Fields policy) {
        policy.text("parent_id");
        checkNotDefault(policy);
        policy.text("group_script");
        policy.text("inhibit_script");
        policy.text("silence_script");
    }

    /** Only what is built in is a default. */
    static void checkNotDefault(Fields record) {
        if (record.bool("is_default")) {
            throw record.wrong("is_default", "it must be false");
        }
    }
}
