package io.github.cspmalert.definition;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people are told, as JSON: content templates. */
final class TemplateCodec {

    private TemplateCodec() {}

    static ObjectWriter write(ContentTemplate template) {
        Map<String, Object> contents = new LinkedHashMap<>();
        template.contents().forEach((channel, content) -> contents.put(channel.id(), write(channel, content)));
        return new ObjectWriter()
                .with("id", template.id())
                .unless("", "name", template.name())
                .with("contents", ObjectWriter.sorted(contents));
    }

    private static Map<String, Object> write(Channel channel, ContentTemplate.Content content) {
        return new ObjectWriter()
                .unless(ContentLocale.EN_US, "locale", content.locale())
                .unless(usualFormat(channel), "format", content.content().format())
                .unless(SendType.SINGLE, "sendType", content.sendType())
                .unless(0, "limit", content.limit())
                .unless("", "subject", content.subject().text())
                .with("content", content.content().text())
                .toMap();
    }

    private static ContentFormat usualFormat(Channel channel) {
        return channel.equals(Channel.EMAIL) ? ContentFormat.HTML : ContentFormat.TEXT;
    }

    static ContentTemplate read(ObjectReader json) {
        ContentTemplate.Builder template = json.required("id", ContentTemplate::builder);
        json.text("name", template::name);
        json.object("contents", contents -> {
            for (String name : contents.names()) {
                Channel channel = contents.at(name, () -> new Channel(name));
                contents.object(name, content -> read(content, channel, template));
            }
            return template;
        });
        return json.finish(template::build);
    }

    private static ContentTemplate.Builder read(ObjectReader json, Channel channel, ContentTemplate.Builder template) {
        template.locale(json.constant("locale", ContentLocale.EN_US));
        ContentFormat format = json.constant("format", usualFormat(channel));
        String subject = json.text("subject", "");
        String content = json.required("content");
        SendType sendType = json.constant("sendType", SendType.SINGLE);
        int limit = json.number("limit", 0);
        if (sendType == SendType.SINGLE && limit == 0) {
            return json.finish(() -> template.content(channel, format, subject, content));
        }
        return json.finish(() -> {
            if (format != ContentFormat.TEXT || !subject.isEmpty()) {
                throw new IllegalArgumentException(
                        "sendType and limit are for text without a subject; leave them out, or format and subject");
            }
            return template.request(channel, sendType, limit, content);
        });
    }
}
