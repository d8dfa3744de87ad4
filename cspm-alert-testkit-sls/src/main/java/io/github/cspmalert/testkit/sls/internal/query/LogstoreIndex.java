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
     * @param chinese whether Chinese is cut into words
     */
    public record FullText(boolean caseSensitive, String delimiters, boolean chinese) {

        /**
         * An index without Chinese words.
         *
         * @param caseSensitive whether upper and lower case differ
         * @param delimiters the characters that part tokens
         */
        public FullText(boolean caseSensitive, String delimiters) {
            this(caseSensitive, delimiters, false);
        }
    }

    /**
     * The index of one field.
     *
     * @param type what its values are
     * @param docValue whether SQL may use the field
     * @param caseSensitive whether upper and lower case differ
     * @param delimiters the characters that part tokens; empty if the whole value is one token
     * @param alias another name for SQL, empty if none
     * @param chinese whether Chinese is cut into words
     * @param json of JSON, what in it has an index
     */
    public record Key(
            Type type,
            boolean docValue,
            boolean caseSensitive,
            String delimiters,
            String alias,
            boolean chinese,
            Json json) {

        /**
         * An index without Chinese words; of JSON, for all texts in it.
         *
         * @param type what its values are
         * @param docValue whether SQL may use the field
         * @param caseSensitive whether upper and lower case differ
         * @param delimiters the characters that part tokens
         * @param alias another name for SQL, empty if none
         */
        public Key(Type type, boolean docValue, boolean caseSensitive, String delimiters, String alias) {
            this(type, docValue, caseSensitive, delimiters, alias, false, Json.ALL_TEXTS);
        }
    }

    /**
     * What in a field of JSON has an index: values that are neither objects nor arrays, nor within an array.
     *
     * @param allTexts whether all texts have
     * @param maxDepth how many names down they may stand, 0 or less for any number
     * @param keys those with an index of their own, by their names joined with points
     * @see <a href="https://www.alibabacloud.com/help/en/sls/data-types">Data types</a>
     */
    public record Json(boolean allTexts, int maxDepth, Map<String, Key> keys) {

        /** All texts, however deep. */
        public static final Json ALL_TEXTS = new Json(true, 0, Map.of());
    }
}
