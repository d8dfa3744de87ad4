package io.github.cspmalert.oracle;

import java.util.List;

/**
 * What an engine answers.
 *
 * @param types the types of the columns, without lengths
 * @param rows the cells in one spelling, see {@link Cells}
 */
record Answer(List<String> types, List<List<String>> rows) {

    static Answer of(List<String> types, List<List<String>> rows) {
        return new Answer(types, rows);
    }

    /** Without ORDER BY, the order of rows says nothing. */
    Answer sorted() {
        return new Answer(
                types,
                rows.stream()
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .toList());
    }

    /** Lengths of text are the one thing about types that the service does not give. */
    static String baseType(String type) {
        return type.replaceAll("(varchar|char)\\(\\d+\\)", "$1").replaceAll(", ", ",");
    }
}
