package io.github.cspmalert.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document; every message begins with it.
 *
 * @param document the document
 * @param path the field, such as {@code rules[0].schedule}; empty for the whole
 * @param line the line, from 1
 * @param column the column, from 1
 */
record Place(Document document, String path, int line, int column) {

    private static final int LONGEST_PATH = 400;

    /**
     * A text with definitions in it.
     *
     * @param file the name of the file; empty if the text comes from elsewhere
     * @param environment what gives environment variables, null for one that is not set
     */
    record Document(String file, Function<String, @Nullable String> environment) {}

    /** {@return the place of a field that is not there} */
    Place inside(String field) {
        return at(field, line, column);
    }

    /** {@return the place of a field} */
    Place at(String field, int fieldLine, int fieldColumn) {
        return new Place(document, path.isEmpty() ? field : path + "." + field, fieldLine, fieldColumn);
    }

    IllegalArgumentException problem(String problem) {
        return problem(problem, null);
    }

    IllegalArgumentException problem(String problem, @Nullable Exception cause) {
        String field = path.isEmpty() ? "" : shownPath() + ": ";
        return new IllegalArgumentException(this + ": " + field + problem, cause);
    }

    /** {@return the path as a message can show it, since names may be data} */
    String shownPath() {
        return Words.printable(path, LONGEST_PATH);
    }

    /** {@return file, line and column in words} */
    @Override
    public String toString() {
        return (document.file().isEmpty() ? "" : document.file() + ", ") + "line " + line + ", column " + column;
    }
}
