package io.github.cspmalert.testkit.sls.internal.query;

import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
                fields.put(name, new Field(name, key, "f" + fields.size()));
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
            case "__topic__" -> List.of(new Field(name, WHOLE_TEXT, TOPIC));
            case "__source__", "source" -> List.of(new Field(name, WHOLE_TEXT, SOURCE));
            default -> insideJson(name);
        };
    }

    /** A name such as {@code a.b.c} where {@code a} is JSON: the text at that place in it. */
    private List<Field> insideJson(String name) {
        String[] steps = name.split("\\.");
        Field outer = fields.get(steps[0]);
        if (steps.length < 2 || outer == null || outer.key().type() != Type.JSON) {
            return List.of();
        }
        String path = Arrays.stream(steps)
                .skip(1)
                .map(step -> ".\"" + step.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining("", "$", ""));
        String text = "presto_json_scalar(" + outer.text() + ", " + SqlText.literal(path) + ")";
        return List.of(new Field(name, outer.key(), text));
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
     * @param text the column of its text
     */
    public record Field(String name, Key key, String text) {

        /** {@return whether it has a second column with its number} */
        public boolean numeric() {
            return key.type() == Type.LONG || key.type() == Type.DOUBLE;
        }

        /** {@return the column of its number} */
        public String number() {
            return text + "_number";
        }
    }
}
