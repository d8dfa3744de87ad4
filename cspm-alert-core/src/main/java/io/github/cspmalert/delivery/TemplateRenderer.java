package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.template.TemplateText;
import java.util.List;
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

        /**
         * Tells what in the text that was rendered last looks as if it had been meant to say more, such as a loop over rows
         * that printed nothing but blanks. Nothing by default.
         *
         * @return one sentence each, which holds no value
         */
        default List<String> doubts() {
            return List.of();
        }
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

    /**
     * A name that a template uses and that does not exist.
     *
     * @param problem where it stands and what was probably meant, in one sentence
     * @param certain whether it is surely wrong: it is printed or compared, and nobody asks first whether it exists
     */
    record UnknownName(String problem, boolean certain) {}

    /**
     * Finds the names that a template uses and that do not exist, so that a slip is told before a message goes out with a
     * blank in its place. Finds none by default.
     *
     * @param template the template
     * @param known the names that exist
     * @return the names that do not
     * @throws TemplateException as {@link #check} does
     */
    default List<UnknownName> unknownNames(TemplateText template, KnownNames known) {
        return List.of();
    }
}
