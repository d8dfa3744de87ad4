package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, made values of the language once for all templates that are rendered over them. For one thread. */
public final class Variables {

    private final Map<String, ?> given;
    private final boolean copiesRows;
    private @Nullable Map<String, @Nullable Object> plain;

    /**
     * Takes variables, which must not change meanwhile.
     *
     * @param given the variables
     * @param copiesRows whether templates could change maps, so that those of rows are copied like all others
     */
    public Variables(Map<String, ?> given, boolean copiesRows) {
        this.given = given;
        this.copiesRows = copiesRows;
    }

    /**
     * {@return the values}
     *
     * @param template what is rendered over them, for the message
     * @throws TemplateException if one is, or holds, an object that the language has no value for
     */
    public Map<String, @Nullable Object> plainFor(TemplateText template) {
        if (plain == null) {
            plain = plain(template);
        }
        return plain;
    }

    private Map<String, @Nullable Object> plain(TemplateText template) {
        try {
            return Plain.variables(given, copiesRows);
        } catch (Plain.UnfitException e) {
            throw new TemplateException(template.name() + ": " + e.getMessage(), 0, 0, e);
        } catch (RuntimeException e) {
            // A collection of the caller's own, perhaps one that changes meanwhile; its message may hold what it holds.
            String problem = ": the variables cannot be read: " + e.getClass().getName();
            throw new TemplateException(template.name() + problem, 0, 0, e);
        }
    }
}
