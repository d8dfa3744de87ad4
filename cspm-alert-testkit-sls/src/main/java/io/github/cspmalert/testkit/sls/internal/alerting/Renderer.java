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
     * @param subject whether it is a subject
     * @param text its text
     * @param variables what it sees
     * @return the text
     */
    String render(String channel, String locale, boolean subject, String text, Map<String, ?> variables);
}
