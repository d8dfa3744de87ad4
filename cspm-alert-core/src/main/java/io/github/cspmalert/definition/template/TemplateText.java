package io.github.cspmalert.definition.template;

import io.github.cspmalert.definition.recipient.Channel;
import java.util.Objects;
import java.util.Optional;

/**
 * The text of a template, with what an error message and an escape need to know of it.
 *
 * @param name what to call the text in messages, such as {@code template 'cspm', email content}
 * @param text the text in SLS's template language
 * @param format what the rendered text will be
 * @param channel the channel whose content it is, on which some functions depend; empty for other texts, such as subjects
 * @param locale the language of SLS's own words in it
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
public record TemplateText(
        String name, String text, ContentFormat format, Optional<Channel> channel, ContentLocale locale) {

    /**
     * Checks that no part is null.
     *
     * @param name what to call the text in messages
     * @param text the text in SLS's template language
     * @param format what the rendered text will be
     * @param channel the channel whose content it is
     * @param locale the language of SLS's own words in it
     */
    public TemplateText {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(locale, "locale");
    }

    /**
     * Creates a text of no channel, with English words.
     *
     * @param name what to call the text in messages
     * @param text the text in SLS's template language
     * @param format what the rendered text will be
     */
    public TemplateText(String name, String text, ContentFormat format) {
        this(name, text, format, Optional.empty(), ContentLocale.EN_US);
    }
}
