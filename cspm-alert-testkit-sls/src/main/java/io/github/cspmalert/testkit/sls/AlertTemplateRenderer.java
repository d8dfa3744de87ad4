package io.github.cspmalert.testkit.sls;

import java.util.Map;

/** Renders the templates of notifications, since the template language is no part of this module. */
@FunctionalInterface
public interface AlertTemplateRenderer {

    /**
     * Renders a template. What it throws makes the notification say {@code Template render error}, as the service does.
     *
     * @param template the template
     * @param variables one variable, {@code alert}: a tree of maps, lists, texts and whole numbers
     * @return the text
     */
    String render(Template template, Map<String, ?> variables);

    /**
     * A template.
     *
     * @param channel the channel, such as {@code email} or {@code dingtalk}
     * @param locale its language: {@code zh-CN} or {@code en-US}
     * @param subject whether it is a subject or title, and no content
     * @param text its text
     */
    record Template(String channel, String locale, boolean subject, String text) {}
}
