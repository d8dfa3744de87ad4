package io.github.cspmalert.testkit.sls.internal.query;

import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the parts of a log stand in the table {@link #TABLE}. An indexed field has a column with its text, and if it is
 * numeric a second one with its number, which is NULL where the text is no number. What is not indexed is packed:
 * {@link #TAGS} has all tags as key, value, key, value ...; {@link #KEYS} has the names of all fields in the order
 * written; {@link #REST} has the values of those that have no column, in the same order.
 */
public final class LogColumns {

    /** The table of all logs. */
    public static final String TABLE = "main.logs";

    /** The column of the log time, epoch seconds. */
    public static final String TIME = "log_time";

    /** The column of the topic. */
    public static final String TOPIC = "topic";

    /** The column of the source. */
    public static final String SOURCE = "source";

    /** The column of all tags. */
    public static final String TAGS = "tags";

    /** The column of the names of all fields. */
    public static final String KEYS = "keys";

    /** The column of the values that have no column of their own. */
    public static final String REST = "rest";

    /** What a tag's name begins with where tags and fields stand side by side. */
    public static final String TAG_PREFIX = "__tag__:";

    /** The fields that the service adds to every log, and indexes by itself. */
    public static final Set<String> RESERVED = Set.of("__time__", "__topic__", "__source__");

    /** The service indexes these as text without delimiters: only the whole value is found. */
    private static final Key WHOLE_TEXT = new Key(Type.TEXT, true, false, "", "");

    private final LogstoreIndex index;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * Lays out a table.
     *
     * @param index the index of the Logstore
     */
    public LogColumns(LogstoreIndex index) {
        this.index = index;
        index.keys().forEach((name, key) -> {
            if (!RESERVED.contains(name)) {
                fields.put(name, Field.stored(name, key, "f" + fields.size()));
            }
        });
    }

    /** {@return the index that the layout follows} */
    public LogstoreIndex index() {
        return index;
    }

    /** {@return the indexed fields in the order of their columns} */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /**
     * {@return whether a field has a column of its own}
     *
     * @param name the field
     */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * {@return the fields that a condition on a name looks at: one, or none if it has no index}
     *
     * @param name the field; the topic and the source are fields too
     */
    public List<Field> searchable(String name) {
        Field field = fields.get(name);
        if (field != null) {
            return List.of(field);
        }
        return switch (name) {
            case "__topic__" -> List.of(Field.stored(name, WHOLE_TEXT, TOPIC));
            case "__source__", "source" -> List.of(Field.stored(name, WHOLE_TEXT, SOURCE));
            default -> insideJson(name);
        };
    }

    /** {@return the fields of an indexed field: itself, and those in it that have an index of their own} */
    public List<Field> withInner(Field field) {
        List<Field> all = new ArrayList<>(List.of(field));
        if (field.key().type() == Type.JSON) {
            field.key().json().keys().forEach((path, key) -> all.add(Field.inside(field, path, key)));
        }
        return all;
    }

    /** A name such as {@code a.b.c} where {@code a} is JSON: what stands there. The name of a field may have points too. */
    private List<Field> insideJson(String name) {
        for (int point = name.indexOf('.'); point > 0; point = name.indexOf('.', point + 1)) {
            Field outer = fields.get(name.substring(0, point));
            if (outer != null && outer.key().type() == Type.JSON) {
                return inside(outer, name.substring(point + 1));
            }
        }
        return List.of();
    }

    private static List<Field> inside(Field outer, String path) {
        Json json = outer.key().json();
        Key own = json.keys().get(path);
        if (own != null) {
            return List.of(Field.inside(outer, path, own));
        }
        long depth = path.chars().filter(c -> c == '.').count() + 1;
        boolean indexed = json.allTexts() && (json.maxDepth() <= 0 || depth <= json.maxDepth());
        return indexed ? List.of(Field.textInside(outer, path)) : List.of();
    }

    /** {@return the columns of the table with their types, in order} */
    public List<String> definitions() {
        List<String> columns = new ArrayList<>(List.of(
                TIME + " BIGINT", TOPIC + " VARCHAR", SOURCE + " VARCHAR", TAGS + " VARCHAR", KEYS + " VARCHAR"));
        columns.add(REST + " VARCHAR");
        for (Field field : fields.values()) {
            columns.add(field.text() + " VARCHAR");
            if (field.numeric()) {
                columns.add(field.number() + (field.key().type() == Type.LONG ? " BIGINT" : " DOUBLE"));
            }
        }
        return columns;
    }

    /**
     * An indexed field.
     *
     * @param name its name
     * @param key its index
     * @param text SQL of its text: a column, or what stands at a place in one
     * @param number SQL of its number, if it is numeric
     */
    public record Field(String name, Key key, String text, String number) {

        private static Field stored(String name, Key key, String column) {
            return new Field(name, key, column, column + "_number");
        }

        private static Field inside(Field outer, String path, Key key) {
            String text = leaf(outer, path, false);
            String number = key.type() == Type.LONG
                    ? "TRY_CAST(integer_text(" + text + ") AS BIGINT)"
                    : "TRY_CAST(number_text(" + text + ") AS DOUBLE)";
            return new Field(outer.name() + "." + path, key, text, number);
        }

        private static Field textInside(Field outer, String path) {
            return new Field(outer.name() + "." + path, outer.key(), leaf(outer, path, true), "NULL");
        }

        private static String leaf(Field outer, String path, boolean textOnly) {
            String function = textOnly ? "json_text(" : "json_value(";
            return function + outer.text() + ", " + SqlText.literal(path) + ")";
        }

        /** {@return whether it has a number} */
        public boolean numeric() {
            return key.type() == Type.LONG || key.type() == Type.DOUBLE;
        }
    }
}
