package io.github.cspmalert.testkit.sls.internal.alerting;

import io.github.cspmalert.testkit.sls.internal.alerting.Rule.Join;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Equal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query, or those of several put together. A value stands under its whole name, such as {@code $1.host}.
 *
 * @param columns the columns
 * @param rows the rows, with what they have
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">Set operations</a>
 */
record Table(List<Column> columns, List<Map<String, String>> rows) {

    private static final int LONGEST_VALUE = 1024;

    /**
     * A column.
     *
     * @param bare its name without the query
     * @param shown its name in what events carry
     * @param names the whole names under which its value stands; the first that a row has counts
     */
    record Column(String bare, String shown, List<String> names) {

        @Nullable String value(Map<String, String> row) {
            return names.stream()
                    .map(row::get)
                    .filter(value -> value != null)
                    .findFirst()
                    .orElse(null);
        }
    }

    static Table of(int query, Fetched fetched, Rule rule) {
        List<Map<String, String>> given = fetched.evaluated(rule);
        Set<String> names = new LinkedHashSet<>(fetched.columns());
        given.forEach(row -> names.addAll(row.keySet()));
        List<Column> columns = names.stream()
                .map(name -> new Column(name, name, List.of(whole(query, name))))
                .toList();
        List<Map<String, String>> rows = new ArrayList<>();
        for (Map<String, String> row : given) {
            Map<String, String> values = new LinkedHashMap<>();
            row.forEach((name, value) -> values.put(whole(query, name), cut(value)));
            rows.add(values);
        }
        return new Table(columns, rows);
    }

    private static String whole(int query, String name) {
        return "$" + query + "." + name;
    }

    /** {@return the characters of a value that alerts use} */
    static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
    }

    /** {@return this table and that of one more query, put together} */
    Table join(Join join, int query, Table other) {
        Condition condition = join.condition();
        return switch (join.type()) {
            case "no_join" -> this;
            case "concat" -> concat(other);
            case "left_exclude" -> new Table(columns, without(rows, other.rows, condition, other, true));
            case "right_exclude" -> new Table(other.columns, without(other.rows, rows, condition, other, false));
            default -> paired(join.type(), condition, query, other);
        };
    }

    private Table concat(Table other) {
        List<Column> all = new ArrayList<>(columns);
        for (Column column : other.columns) {
            int place = 0;
            while (place < all.size() && !all.get(place).bare.equals(column.bare)) {
                place++;
            }
            if (place == all.size()) {
                all.add(column);
            } else {
                all.set(place, both(all.get(place), column));
            }
        }
        List<Map<String, String>> together = new ArrayList<>(rows);
        together.addAll(other.rows);
        return new Table(all, together);
    }

    private static Column both(Column one, Column other) {
        List<String> names = new ArrayList<>(one.names);
        names.addAll(other.names);
        return new Column(one.bare, one.shown, names);
    }

    private Table paired(String type, @Nullable Condition condition, int query, Table other) {
        Table apart = new Table(beside(other, query, List.of()), List.of());
        List<Map<String, String>> found = new ArrayList<>();
        Set<Integer> partners = new HashSet<>();
        for (Map<String, String> row : rows) {
            int before = found.size();
            for (int i = 0; i < other.rows.size(); i++) {
                Map<String, String> pair = new LinkedHashMap<>(row);
                pair.putAll(other.rows.get(i));
                if (condition == null || condition.holds(apart.seen(pair))) {
                    found.add(pair);
                    partners.add(i);
                }
            }
            if (found.size() == before && (type.equals("left_join") || type.equals("full_join"))) {
                found.add(row);
            }
        }
        if (type.equals("right_join") || type.equals("full_join")) {
            for (int i = 0; i < other.rows.size(); i++) {
                if (!partners.contains(i)) {
                    found.add(other.rows.get(i));
                }
            }
        }
        return new Table(beside(other, query, condition == null ? List.of() : condition.equalFields()), found);
    }

    private List<Map<String, String>> without(
            List<Map<String, String>> kept,
            List<Map<String, String>> others,
            @Nullable Condition condition,
            Table other,
            boolean left) {
        Table apart = new Table(beside(other, 0, List.of()), List.of());
        return kept.stream()
                .filter(row -> others.stream().noneMatch(partner -> {
                    Map<String, String> pair = new LinkedHashMap<>(left ? row : partner);
                    pair.putAll(left ? partner : row);
                    return condition == null || condition.holds(apart.seen(pair));
                }))
                .toList();
    }

    // Fields of one name that must be equal are one column; others of one name stay apart, the later with its query
    // behind.
    private List<Column> beside(Table other, int query, List<Equal> equals) {
        List<Column> all = new ArrayList<>(columns);
        for (Column column : other.columns) {
            int same = -1;
            for (int i = 0; i < all.size() && same < 0; i++) {
                same = all.get(i).bare.equals(column.bare) && areEqual(all.get(i), column, equals) ? i : -1;
            }
            boolean taken = all.stream().anyMatch(each -> each.bare.equals(column.bare));
            if (same >= 0) {
                all.set(same, both(all.get(same), column));
            } else {
                all.add(taken ? new Column(column.bare, column.bare + "__" + query, column.names) : column);
            }
        }
        return all;
    }

    private static boolean areEqual(Column one, Column other, List<Equal> equals) {
        return equals.stream()
                .anyMatch(equal -> one.names.contains(equal.one()) && other.names.contains(equal.other())
                        || one.names.contains(equal.other()) && other.names.contains(equal.one()));
    }

    /** {@return what expressions see of a row} A name without a query must stand for one column. */
    Condition.Row seen(Map<String, String> row) {
        return field -> {
            Column column = column(field);
            return column == null ? null : column.value(row);
        };
    }

    @Nullable Column column(String field) {
        List<Column> found = columns.stream()
                .filter(column -> field.startsWith("$") ? column.names.contains(field) : column.bare.equals(field))
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    /** {@return a row as events carry it} */
    Map<String, String> shown(Map<String, String> row) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean whole = columns.stream()
                .allMatch(column ->
                        column.names.size() == 1 && column.names.get(0).startsWith("$0."));
        for (Column column : columns) {
            String value = column.value(row);
            if (value != null || !whole) {
                values.put(column.shown, value == null ? "" : value);
            }
        }
        return values;
    }
}
