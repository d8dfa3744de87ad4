package io.github.cspmalert.sls;

import io.github.cspmalert.definition.AlertDefinitions;
import java.util.List;

/**
 * The alerts of a project as definitions.
 *
 * @param definitions the definitions; what they name but cannot express is declared as existing
 * @param leftOut what they cannot express, one sentence each, naming the object and the field
 */
public record SlsExport(AlertDefinitions definitions, List<String> leftOut) {

    /**
     * Copies the list.
     *
     * @param definitions the definitions
     * @param leftOut what they cannot express
     */
    public SlsExport {
        leftOut = List.copyOf(leftOut);
    }
}
