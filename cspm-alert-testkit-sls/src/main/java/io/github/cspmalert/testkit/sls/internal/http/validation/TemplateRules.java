package io.github.cspmalert.testkit.sls.internal.http.validation;

import java.util.List;
import java.util.TreeSet;

/**
 * What content templates must be like. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a>.
 */
final class TemplateRules {

    private static final List<String> WITHOUT_HEAD = List.of("sms", "voice", "message_center");
    private static final List<String> WITH_SUBJECT = List.of("email", "event_bridge");
    private static final List<String> WITH_TITLE = List.of("dingtalk", "wechat", "lark", "slack");
    private static final List<String> WITH_SEND_TYPE = List.of("webhook", "fc");
    private static final List<String> LOCALES = List.of("zh-CN", "en-US");
    private static final List<String> SEND_TYPES = List.of("single", "batch", "merged");

    private TemplateRules() {}

    static void check(Fields template) {
        PolicyRules.checkNotDefault(template);
        Fields channels = template.object("templates");
        if (channels.isEmpty()) {
            throw template.wrong("templates", "it must have at least one channel");
        }
        channels.names().stream().filter(channels::has).forEach(channel -> checkChannel(channels, channel));
    }

    private static void checkChannel(Fields channels, String name) {
        Fields channel = channels.object(name);
        if (WITH_SUBJECT.contains(name)) {
            channel.text("subject");
        } else if (WITH_TITLE.contains(name)) {
            channel.text("title");
        } else if (WITH_SEND_TYPE.contains(name)) {
            channel.oneOf("send_type", SEND_TYPES);
            if (channel.has("limit")) {
                channel.whole("limit", 0, Integer.MAX_VALUE);
            }
        } else if (!WITHOUT_HEAD.contains(name)) {
            throw channels.wrong(name, "there is no such channel, only " + String.join(", ", known()));
        }
        channel.oneOf("locale", LOCALES);
        channel.text("content");
    }

    private static TreeSet<String> known() {
        TreeSet<String> known = new TreeSet<>(WITHOUT_HEAD);
        known.addAll(WITH_SUBJECT);
        known.addAll(WITH_TITLE);
        known.addAll(WITH_SEND_TYPE);
        return known;
    }
}
