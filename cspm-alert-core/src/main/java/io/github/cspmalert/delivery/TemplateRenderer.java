package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.template.TemplateText;
import java.util.Map;

/**
 * Turns a template and the alert's variables into text. Implementations are thread-safe and give templates no
 * access to files, classes or the network.
 */
@FunctionalInterface
public interface TemplateRenderer {

    /**
     * Renders a template. Values that come from logs are escaped for the format of the text.
     *
     * @param template the template
     * @param variables the variables; {@code alert} holds those of SLS
     * @return the text
     * @throws TemplateException if the template is malformed, names an unknown function, or grows past the renderer's
     *     bounds
     */
    String render(TemplateText template, Map<String, ?> variables);

    /** Renders several texts over the same variables. For one thread. */
    @FunctionalInterface
    interface Bound {

        /**
         * Renders a template over the variables.
         *
         * @param template the template
         * @return the text
         * @throws TemplateException as {@link TemplateRenderer#render} does
         */
        String render(TemplateText template);
    }

    /**
     * Prepares variables for several texts, so that a renderer that converts them does so once. By default each text is
     * rendered by itself.
     *
     * @param variables the variables; they must not change meanwhile
     * @return what renders over them
     */
    default Bound bind(Map<String, ?> variables) {
        return template -> render(template, variables);
    }

    /**
     * Checks a template without rendering it, so that a broken one is refused before an alert depends on it. Accepts
     * everything by default.
     *
     * @param template the template
     * @throws TemplateException if the template is malformed or names an unknown function
     */
    default void check(TemplateText template) {}
}
