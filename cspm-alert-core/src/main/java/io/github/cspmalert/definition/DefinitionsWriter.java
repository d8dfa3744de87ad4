package io.github.cspmalert.definition;

/** Writes definitions as JSON. */
final class DefinitionsWriter {

    private DefinitionsWriter() {}

    static String write(AlertDefinitions definitions) {
        return definitions.toString();
    }
}
