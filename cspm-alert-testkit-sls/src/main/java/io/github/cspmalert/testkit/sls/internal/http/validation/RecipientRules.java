package io.github.cspmalert.testkit.sls.internal.http.validation;

import java.util.List;

/**
 * What users, groups and webhooks must be like. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a> and
 * <a href="https://www.alibabacloud.com/help/en/sls/notification-methods">Notification methods</a>.
 */
final class RecipientRules {

    private static final String CUSTOM = "custom";
    private static final List<String> WEBHOOKS = List.of(CUSTOM, "dingtalk", "wechat", "lark", "slack");
    private static final List<String> SIGNED_WEBHOOKS = List.of("dingtalk", "lark");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "OPTIONS");

    private RecipientRules() {}

    static void checkUser(Fields user) {
        user.texts("email");
        user.textOrEmpty("country_code");
        user.textOrEmpty("phone");
        user.boolIfAny("enabled");
        user.boolIfAny("sms_enabled");
        user.boolIfAny("voice_enabled");
    }

    static void checkUserGroup(Fields group) {
        group.boolIfAny("enabled");
        group.texts("members");
    }

    static void checkOncallGroup(Fields group) {
        group.boolIfAny("enabled");
        group.objects("rotations");
        group.objects("overrides");
        group.textOrEmpty("calendar_id");
    }

    static void checkWebhook(Fields webhook) {
        String type = webhook.oneOf("type", WEBHOOKS);
        webhook.notEmpty("url");
        String method = webhook.oneOf("method", METHODS);
        List<Fields> headers = webhook.objects("headers");
        for (Fields header : headers) {
            header.notEmpty("key");
            header.text("value");
        }
        if (!webhook.textOrEmpty("secret").isEmpty() && !SIGNED_WEBHOOKS.contains(type)) {
            throw webhook.wrong("secret", "a webhook of type " + type + " has none, only dingtalk and lark do");
        }
        if (!type.equals(CUSTOM) && !method.equals("POST")) {
            throw webhook.wrong("method", "a webhook of type " + type + " must use POST");
        }
        if (!type.equals(CUSTOM) && !headers.isEmpty()) {
            throw webhook.wrong("headers", "a webhook of type " + type + " must have an empty list");
        }
    }
}
