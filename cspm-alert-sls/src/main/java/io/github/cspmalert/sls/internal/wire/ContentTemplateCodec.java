package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.Arrays;
import java.util.Map;

/**
 * Content templates as the service keeps them. Contents on channels that the service does not have are left out; the check
 * of limits tells of them.
 */
final class ContentTemplateCodec {

    /** What the service calls the subject of each channel; empty for none. */
    private static final Map<Channel, String> SUBJECTS = Map.ofEntries(
            Map.entry(Channel.SMS, ""),
            Map.entry(Channel.VOICE, ""),
            Map.entry(Channel.EMAIL, "subject"),
            Map.entry(Channel.DINGTALK, "title"),
            Map.entry(Channel.WECHAT, "title"),
            Map.entry(Channel.LARK, "title"),
            Map.entry(Channel.SLACK, "title"),
            Map.entry(Channel.WEBHOOK, ""),
            Map.entry(Channel.FUNCTION_COMPUTE, ""),
            Map.entry(Channel.EVENT_BRIDGE, "subject"),
            Map.entry(Channel.MESSAGE_CENTER, ""));

    private ContentTemplateCodec() {}

    /** {@return how a template is written} */
    static Wire encode(ContentTemplate template) {
        ObjectNode json = JsonText.object()
                .put("template_id", template.id())
                .put("template_name", ShownNames.write(template.id(), template.name()));
        ObjectNode contents = json.putObject("templates");
        template.contents().forEach((channel, content) -> {
            if (SUBJECTS.containsKey(channel)) {
                contents.set(channel.id(), content(channel, content));
            }
        });
        return new Wire(json, JsonText.object().put("is_default", false));
    }

    private static ObjectNode content(Channel channel, ContentTemplate.Content content) {
        ObjectNode json = JsonText.object().put("locale", content.locale().tag());
        String subject = SUBJECTS.getOrDefault(channel, "");
        if (!subject.isEmpty()) {
            json.put(subject, content.subject().text());
        }
        if (isRequest(channel)) {
            json.put("send_type", Words.of(content.sendType())).put("limit", content.limit());
        }
        return json.put("content", content.content().text());
    }

    private static boolean isRequest(Channel channel) {
        return channel.equals(Channel.WEBHOOK) || channel.equals(Channel.FUNCTION_COMPUTE);
    }

    /** {@return the template that a value is} */
    static Decoded<ContentTemplate> decode(JsonNode value) {
        return Reading.of(value, ContentTemplateCodec::read);
    }

    private static ContentTemplate read(JsonView json) {
        String id = json.text("template_id");
        ContentTemplate.Builder template = ContentTemplate.builder(id);
        ShownNames.read(json, "template_name", id, template::name);
        Reading.tellDefault(json);
        JsonView contents = json.inside("templates");
        for (String name : contents.names()) {
            SUBJECTS.keySet().stream()
                    .filter(channel -> channel.id().equals(name))
                    .findFirst()
                    .ifPresent(channel -> contents.object(name).ifPresent(said -> content(template, channel, said)));
        }
        contents.tellTheRest();
        return template.build();
    }

    private static void content(ContentTemplate.Builder template, Channel channel, JsonView json) {
        template.locale(locale(json));
        String subject = SUBJECTS.getOrDefault(channel, "");
        String title = subject.isEmpty() ? "" : json.text(subject);
        String content = json.text("content");
        if (isRequest(channel)) {
            SendType sendType = json.word("send_type", SendType.class).orElse(SendType.SINGLE);
            template.request(channel, sendType, json.integer("limit", 0), content);
        } else {
            ContentFormat format = channel.equals(Channel.EMAIL) ? ContentFormat.HTML : ContentFormat.TEXT;
            template.content(channel, format, title, content);
        }
        json.tellTheRest();
    }

    private static ContentLocale locale(JsonView json) {
        String tag = json.text("locale");
        return Arrays.stream(ContentLocale.values())
                .filter(locale -> locale.tag().equals(tag))
                .findFirst()
                .orElseGet(() -> {
                    json.leaveOut("locale", "is '" + Texts.brief(tag) + "', which is not known here");
                    return ContentLocale.ZH_CN;
                });
    }
}
