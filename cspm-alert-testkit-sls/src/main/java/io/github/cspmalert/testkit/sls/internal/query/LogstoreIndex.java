package io.github.cspmalert.testkit.sls.internal.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index of a Logstore.
 *
 * @param line the full-text index, or null if there is none
 * @param keys the indexed fields by name, in the order given
 */
public record LogstoreIndex(@Nullable FullText line, Map<String, Key> keys) {

    /** What the values of a field are. */
    public enum Type {
        /** Text, cut into tokens. */
        TEXT,
        /** A whole number. */
        LONG,
        /** A floating-point number. */
        DOUBLE,
        /** JSON text. */
        JSON
    }

    /**
     * The full-text index.
     *
     * @param caseSensitive whether upper and lower case differ
     * @param delimiters the characters that part tokens
     */
    public record FullText(boolean caseSensitive, String delimiters) {}

    /**
     * The index of one field.
     *
     * @param type what its values are
     * @param docValue whether SQL may use the field
     * @param caseSensitive whether upper and lower case differ
     * @param delimiters the characters that part tokens; empty if the whole value is one token
     * @param alias another name for SQL, empty if none
     */
    public record Key(Type type, boolean docValue, boolean caseSensitive, String delimiters, String alias) {}
}
