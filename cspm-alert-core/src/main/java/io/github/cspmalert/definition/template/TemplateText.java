package io.github.cspmalert.definition.template;

/**
 * The text of a template, with what an error message and an escape need to know of it.
 *
 * @param name what to call the text in messages, such as {@code template 'cspm', email content}
 * @param text the text in SLS's template language
 * @param format what the rendered text will be
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
public record TemplateText(String name, String text, ContentFormat format) {}
