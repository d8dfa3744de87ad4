package io.github.cspmalert.definition.template;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What notifications say: a subject and a content for each channel, in SLS's template language. Immutable and
 * thread-safe; its {@linkplain Builder builder} is neither.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-template">SLS: alert templates</a>
 */
public final class ContentTemplate {

    /**
     * What one channel says.
     *
     * @param subject the subject or title; rendered as text; empty for channels that have none
     * @param content the content; rendered in its format
     * @param locale the language of what SLS writes around it
     * @param sendType how a webhook or a function gets the alerts of a merge set; means nothing for other channels
     * @param limit how many alerts of a merge set a webhook or a function gets; 0 for all
     */
    public record Content(
            TemplateText subject, TemplateText content, ContentLocale locale, SendType sendType, int limit) {

        /**
         * Checks the parts.
         *
         * @param subject the subject or title
         * @param content the content
         * @param locale the language of what SLS writes around it
         * @param sendType how a webhook or a function gets the alerts of a merge set
         * @param limit how many alerts of a merge set a webhook or a function gets
         * @throws IllegalArgumentException if the limit is negative
         */
        public Content {
            Checks.inRange("limit", limit, 0, Integer.MAX_VALUE);
        }
    }

    private final String id;
    private final String name;
    private final Map<Channel, Content> contents;

    private ContentTemplate(String id, String name, Map<Channel, Content> contents) {
        this.id = id;
        this.name = name;
        this.contents = contents;
    }

    /**
     * Starts a template.
     *
     * @param id the id: 1 to 127 letters, digits, {@code _}, {@code -} or {@code .}, beginning with a letter or digit
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.recordId("template id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
    }

    /** {@return the name that people read; may be empty} */
    public String name() {
        return name;
    }

    /**
     * Returns what a channel says.
     *
     * @param channel the channel
     * @return its subject and content, or empty if the template has none for it
     */
    public Optional<Content> content(Channel channel) {
        return Optional.ofNullable(contents.get(channel));
    }

    /** {@return what each channel says; unmodifiable, in the order given} */
    public Map<Channel, Content> contents() {
        return contents;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContentTemplate that
                && List.of(id, name, contents).equals(List.of(that.id, that.name, that.contents));
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "ContentTemplate[" + id + "]";
    }

    /** Puts a template together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Map<Channel, Content> contents = new LinkedHashMap<>();
        private String name = "";
        private ContentLocale locale = ContentLocale.EN_US;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the name that people read. Default: empty; SLS then shows the id.
         *
         * @param name the name; one line
         * @return this builder
         * @throws IllegalArgumentException if the name has a line break or a control character
         */
        public Builder name(String name) {
            this.name = Checks.oneLine("name of template '" + id + "'", name);
            return this;
        }

        /**
         * Sets the language of what SLS writes around the contents that are set after this. Default: English.
         *
         * @param locale the language
         * @return this builder
         */
        public Builder locale(ContentLocale locale) {
            this.locale = Objects.requireNonNull(locale, "locale");
            return this;
        }

        /**
         * Sets what mails say.
         *
         * @param subject the subject; may hold variables
         * @param html the content in HTML; what variables print is escaped
         * @return this builder
         */
        public Builder email(String subject, String html) {
            return content(Channel.EMAIL, ContentFormat.HTML, subject, html);
        }

        /**
         * Sets what a channel says.
         *
         * @param channel the channel
         * @param format what the content is written in, and so how variables are escaped in it
         * @param subject the subject or title; may hold variables; empty for channels that have none
         * @param content the content
         * @return this builder
         */
        public Builder content(Channel channel, ContentFormat format, String subject, String content) {
            return content(channel, format, subject, content, SendType.SINGLE, 0);
        }

        /**
         * Sets what a webhook or a function gets.
         *
         * @param channel {@link Channel#WEBHOOK} or {@link Channel#FUNCTION_COMPUTE}
         * @param sendType how it gets the alerts of a merge set
         * @param limit how many alerts of a merge set it gets; 0 for all
         * @param content the content
         * @return this builder
         * @throws IllegalArgumentException if the limit is negative
         */
        public Builder request(Channel channel, SendType sendType, int limit, String content) {
            return content(channel, ContentFormat.TEXT, "", content, sendType, limit);
        }

        private Builder content(
                Channel channel, ContentFormat format, String subject, String content, SendType sendType, int limit) {
            String where = "template '" + id + "', " + channel;
            TemplateText title = new TemplateText(
                    where + " subject",
                    Objects.requireNonNull(subject, "subject"),
                    ContentFormat.TEXT,
                    Optional.empty(),
                    locale);
            TemplateText text = new TemplateText(
                    where + " content",
                    Objects.requireNonNull(content, "content"),
                    format,
                    Optional.of(channel),
                    locale);
            contents.put(channel, new Content(title, text, locale, Objects.requireNonNull(sendType), limit));
            return this;
        }

        /**
         * Builds the template and leaves this builder as it is.
         *
         * @return the template
         * @throws io.github.cspmalert.common.AlertConfigurationException if no channel has a content
         */
        public ContentTemplate build() {
            new Problems()
                    .require(!contents.isEmpty(), "it has no content; set one with email(..) or content(..)")
                    .throwIfAny("template '" + id + "'");
            return new ContentTemplate(id, name, Collections.unmodifiableMap(new LinkedHashMap<>(contents)));
        }
    }
}
