package io.github.cspmalert.testkit.sls.internal.alerting;

import java.util.Map;

/** Renders templates. */
@FunctionalInterface
public interface Renderer {

    /**
     * Renders a template.
     *
     * @param channel the channel
     * @param locale its language
     * @param template its text
     * @param variables what it sees
     * @return the text
     */
    String render(String channel, String locale, String template, Map<String, ?> variables);
}
