package io.github.cspmalert.json;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What people are told: content templates. */
final class TemplateForms {

    /** A content as it is written; a format that is left out is the usual one of the channel. */
    private record Written(
            ContentLocale locale,
            Optional<ContentFormat> format,
            SendType sendType,
            int limit,
            String subject,
            String content) {

        static Written of(Channel channel, ContentTemplate.Content content) {
            return new Written(
                    content.locale(),
                    Optional.of(content.content().format()).filter(format -> format != usualFormat(channel)),
                    content.sendType(),
                    content.limit(),
                    content.subject().text(),
                    content.content().text());
        }

        void addTo(ContentTemplate.Builder template, String name) {
            Channel channel = new Channel(name);
            template.locale(locale);
            if (sendType == SendType.SINGLE && limit == 0) {
                template.content(channel, format.orElse(usualFormat(channel)), subject, content);
            } else if (format.orElse(usualFormat(channel)) == ContentFormat.TEXT && subject.isEmpty()) {
                template.request(channel, sendType, limit, content);
            } else {
                throw new IllegalArgumentException(
                        "sendType and limit are for text without a subject; leave them out, or format and subject");
            }
        }
    }

    private static final Form<Written> CONTENT = ObjectForm.record(
                    "content",
                    new Written(ContentLocale.EN_US, Optional.empty(), SendType.SINGLE, 0, "", ""),
                    values -> new Written(
                            values.get("locale"),
                            values.find("format"),
                            values.get("sendType"),
                            values.get("limit"),
                            values.get("subject"),
                            values.get("content")))
            .optional("locale", Forms.words(ContentLocale.class), Written::locale)
            .ifPresent("format", Forms.words(ContentFormat.class), Written::format)
            .optional("sendType", Forms.words(SendType.class), Written::sendType)
            .optional("limit", Forms.WHOLE, Written::limit)
            .optional("subject", Forms.TEXT, Written::subject)
            .required("content", Forms.TEXT, Written::content);

    static final Form<ContentTemplate> TEMPLATE = ObjectForm.built(
                    "template",
                    ContentTemplate.builder("usual").email("", "").build(),
                    "id",
                    values -> ContentTemplate.builder(values.get("id")),
                    ContentTemplate.Builder::build)
            .required("id", Forms.TEXT, ContentTemplate::id)
            .optional("name", Forms.TEXT, ContentTemplate::name, ContentTemplate.Builder::name)
            .requiredEntries(
                    "contents",
                    CONTENT,
                    TemplateForms::contents,
                    (template, channel, content) -> content.addTo(template, channel));

    private TemplateForms() {}

    private static Map<String, Written> contents(ContentTemplate template) {
        Map<String, Written> contents = new TreeMap<>();
        template.contents().forEach((channel, content) -> contents.put(channel.id(), Written.of(channel, content)));
        return contents;
    }

    private static ContentFormat usualFormat(Channel channel) {
        return channel.equals(Channel.EMAIL) ? ContentFormat.HTML : ContentFormat.TEXT;
    }
}
