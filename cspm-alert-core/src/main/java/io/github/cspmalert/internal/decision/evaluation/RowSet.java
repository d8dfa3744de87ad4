package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.internal.expression.Expression.Equality;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Fields;
import io.github.cspmalert.log.LogRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query, or those of several put together. A row of several queries refers to a row of each, so that many
 * pairs of rows take little room.
 *
 * @param columns the columns in their order
 * @param rows the rows
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: set operations, names of columns</a>
 */
record RowSet(List<Column> columns, List<Row> rows) {

    /**
     * A column. Where two queries have a field of one name which is not the same, an expression tells them apart as {@code
     * $0.host} and {@code $1.host}, and templates as {@code host} and {@code host__1}.
     *
     * @param name the name of the field
     * @param shown the name that templates see
     * @param origins the fields of the queries that give its value; the first that a row has counts
     */
    record Column(String name, String shown, List<Field> origins) {

        Column with(Field origin) {
            List<Field> all = new ArrayList<>(origins);
            all.add(origin);
            return new Column(name, shown, List.copyOf(all));
        }

        @Nullable String value(Row row) {
            for (Field origin : origins) {
                LogRow part = row.parts.get(origin.query());
                String value = part == null ? null : part.values().get(origin.name());
                if (value != null) {
                    return AlertVariables.cut(value);
                }
            }
            return null;
        }
    }

    /**
     * A row.
     *
     * @param parts the row of each query, counted from 0; null where an operation has found none
     */
    record Row(List<@Nullable LogRow> parts) {}

    /** {@return the rows of one query} */
    static RowSet of(int query, List<String> columns, List<LogRow> rows) {
        Set<String> names = new LinkedHashSet<>(columns);
        rows.forEach(row -> names.addAll(row.values().keySet()));
        List<Column> all = names.stream()
                .map(name -> new Column(name, name, List.of(new Field(query, name))))
                .toList();
        return new RowSet(all, rows.stream().map(row -> alone(query, row)).toList());
    }

    private static Row alone(int query, LogRow row) {
        List<@Nullable LogRow> parts = new ArrayList<>();
        while (parts.size() < query) {
            parts.add(null);
        }
        parts.add(row);
        return new Row(parts);
    }

    /** {@return the columns of this set and of one more query, whose fields are apart but for those that are equal} */
    List<Column> joined(RowSet other, List<Equality> equalities) {
        List<Column> all = new ArrayList<>(columns);
        for (Column column : other.columns) {
            Field field = column.origins.get(0);
            int same = sameAs(field, all, equalities);
            if (same >= 0) {
                all.set(same, all.get(same).with(field));
            } else {
                boolean taken = all.stream().anyMatch(each -> each.name.equals(column.name));
                String shown = taken ? column.name + "__" + field.query() : column.name;
                all.add(new Column(column.name, shown, column.origins));
            }
        }
        return all;
    }

    private static int sameAs(Field field, List<Column> columns, List<Equality> equalities) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            for (Equality equality : equalities) {
                boolean equal = column.origins.contains(equality.left()) && field.equals(equality.right())
                        || column.origins.contains(equality.right()) && field.equals(equality.left());
                if (equal && column.name.equals(field.name())) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** {@return the columns of this set, to which those of one more query with the same names are added} */
    List<Column> aligned(RowSet other) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<Column> all = new ArrayList<>(columns);
        for (int i = 0; i < all.size(); i++) {
            places.putIfAbsent(all.get(i).name, i);
        }
        for (Column column : other.columns) {
            Integer place = places.get(column.name);
            if (place == null) {
                all.add(column);
            } else {
                all.set(place, all.get(place).with(column.origins.get(0)));
            }
        }
        return all;
    }

    /** {@return the column that a field names; empty if there is none, or several} */
    Optional<Column> column(Field field) {
        List<Column> found = columns.stream()
                .filter(column ->
                        field.query() == Field.ANY ? column.name.equals(field.name()) : column.origins.contains(field))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** {@return why a field names no column, as part of a sentence} */
    String missing(Field field) {
        List<String> several = columns.stream()
                .filter(column -> column.name.equals(field.name()))
                .map(column -> column.origins.get(0).toString())
                .toList();
        return several.size() > 1
                ? "'%s' stands for several columns; write %s".formatted(field, String.join(" or ", several))
                : "there is no column '%s'; the columns are %s"
                        .formatted(field, columns.stream().map(Column::name).toList());
    }

    /** {@return what expressions see of a row} The columns are looked up once for all rows. */
    Binding bind(Set<Field> fields) {
        Map<Field, Column> found = new LinkedHashMap<>();
        fields.forEach(field -> column(field).ifPresent(column -> found.put(field, column)));
        return new Binding(found);
    }

    /** The columns of some fields. */
    record Binding(Map<Field, Column> columns) {

        Fields of(Row row) {
            return field -> {
                Column column = columns.get(field);
                return column == null ? null : column.value(row);
            };
        }
    }

    /** {@return a row as templates see it} */
    LogRow shown(Row row) {
        LogRow only = row.parts.size() == 1 ? row.parts.get(0) : null;
        if (only != null) {
            return only;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : columns) {
            String value = column.value(row);
            values.put(column.shown, value == null ? "" : value);
        }
        return LogRow.of(values);
    }
}
