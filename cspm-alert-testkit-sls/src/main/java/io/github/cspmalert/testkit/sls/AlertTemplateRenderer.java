package io.github.cspmalert.testkit.sls;

import java.util.Map;

/** Renders the templates of notifications, since the template language is no part of this module. */
@FunctionalInterface
public interface AlertTemplateRenderer {

    /**
     * Renders a template. What it throws makes the notification say {@code Template render error}, as the service does.
     *
     * @param channel the channel, such as {@code email} or {@code dingtalk}
     * @param locale the language of the template: {@code zh-CN} or {@code en-US}
     * @param template the text of the template
     * @param variables one variable, {@code alert}: a tree of maps, lists, texts and whole numbers
     * @return the text
     */
    String render(String channel, String locale, String template, Map<String, ?> variables);
}
