package io.github.cspmalert.delivery;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import io.github.cspmalert.policy.Channel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
     * @param subject the subject or title; rendered as text
     * @param content the content; rendered in its format
     */
    public record Content(TemplateText subject, TemplateText content) {}

    private final String id;
    private final Map<Channel, Content> contents;

    private ContentTemplate(String id, Map<Channel, Content> contents) {
        this.id = id;
        this.contents = contents;
    }

    /**
     * Starts a template.
     *
     * @param id the id, 2 to 64 lower-case letters, digits, {@code -} or {@code _}
     * @return a new builder
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id) {
        return new Builder(Checks.id("template id", id));
    }

    /** {@return the id} */
    public String id() {
        return id;
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
    public String toString() {
        return "ContentTemplate[" + id + "]";
    }

    /** Puts a template together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Map<Channel, Content> contents = new LinkedHashMap<>();

        private Builder(String id) {
            this.id = id;
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
         * @param subject the subject or title; may hold variables
         * @param content the content
         * @return this builder
         */
        public Builder content(Channel channel, ContentFormat format, String subject, String content) {
            String where = "template '" + id + "', " + channel;
            contents.put(
                    channel,
                    new Content(
                            new TemplateText(
                                    where + " subject", Objects.requireNonNull(subject, "subject"), ContentFormat.TEXT),
                            new TemplateText(where + " content", Objects.requireNonNull(content, "content"), format)));
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
            return new ContentTemplate(id, Collections.unmodifiableMap(new LinkedHashMap<>(contents)));
        }
    }
}
