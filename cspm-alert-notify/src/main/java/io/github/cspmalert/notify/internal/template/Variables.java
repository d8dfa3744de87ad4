package io.github.cspmalert.notify.internal.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, made values of the language once for all templates that are rendered over them. For one thread. */
public final class Variables {

    private final Map<String, ?> given;
    private @Nullable Map<String, @Nullable Object> plain;

    /** Takes variables, which must not change meanwhile. */
    public Variables(Map<String, ?> given) {
        this.given = given;
    }

    /**
     * {@return the values}
     *
     * @throws IllegalArgumentException if one is, or holds, an object that the language has no value for
     */
    Map<String, @Nullable Object> plain() {
        if (plain == null) {
            plain = Plain.sharingRows(given);
        }
        return plain;
    }
}
