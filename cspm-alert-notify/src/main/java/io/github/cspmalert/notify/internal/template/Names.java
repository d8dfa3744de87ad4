package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Similar;
import java.util.Collection;

/** Says what was probably meant by a name that does not exist. */
final class Names {

    private Names() {}

    /** {@return the refusal of a name, with the nearest one that exists and all of them} */
    static String unknown(String what, String name, Collection<String> known) {
        String guess = Similar.to(name, known)
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
        return "SLS does not document the %s '%s'%s; it documents: %s"
                .formatted(what, name, guess, String.join(", ", known));
    }
}
