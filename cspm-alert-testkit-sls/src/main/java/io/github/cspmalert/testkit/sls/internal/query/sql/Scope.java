package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at one place of a statement: columns of the relations in FROM, the arguments of lambdas around it,
 * tables (the log and what WITH defines), and all that the statement around a sub-query has.
 */
final class Scope {

    private final @Nullable Scope outer;
    private final List<Source> relations;
    private final Map<String, SqlType> names;
    private final Map<String, List<SqlColumn>> tables;

    private Scope(
            @Nullable Scope outer,
            List<Source> relations,
            Map<String, SqlType> names,
            Map<String, List<SqlColumn>> tables) {
        this.outer = outer;
        this.relations = relations;
        this.names = names;
        this.tables = tables;
    }

    static Scope ofLog(List<SqlColumn> columns) {
        return new Scope(null, List.of(), Map.of(), Map.of("log", columns));
    }

    /** A scope that has more tables. */
    Scope withTable(String name, List<SqlColumn> columns) {
        return new Scope(this, List.of(), Map.of(), Map.of(name.toLowerCase(Locale.ROOT), columns));
    }

    /** A scope with the columns of what stands in FROM. */
    Scope with(List<Source> more) {
        return new Scope(this, more, Map.of(), Map.of());
    }

    /** A scope that knows more names: the arguments of a lambda, or what SELECT calls its columns. */
    Scope with(Map<String, SqlType> more) {
        Map<String, SqlType> lower = new LinkedHashMap<>();
        more.forEach((name, type) -> lower.put(name.toLowerCase(Locale.ROOT), type));
        return new Scope(this, List.of(), lower, Map.of());
    }

    /** The columns of a table, or null if there is none. */
    @Nullable List<SqlColumn> table(String name) {
        List<SqlColumn> found = tables.get(name.toLowerCase(Locale.ROOT));
        return found != null || outer == null ? found : outer.table(name);
    }

    List<Source> relations() {
        return relations;
    }

    /** The type of a name, or null if there is none. */
    @Nullable SqlType find(String name) {
        SqlType found = names.get(name.toLowerCase(Locale.ROOT));
        for (Source relation : relations) {
            found = found != null ? found : in(relation, name);
        }
        return found != null || outer == null ? found : outer.find(name);
    }

    /** The type of a qualified name, or null if there is none. */
    @Nullable SqlType find(String qualifier, String name) {
        for (Source relation : relations) {
            if (relation.isNamed(qualifier)) {
                return in(relation, name);
            }
        }
        return outer == null ? null : outer.find(qualifier, name);
    }

    /** Whether a name stands for a relation. */
    boolean hasRelation(String name) {
        return relations.stream().anyMatch(relation -> relation.isNamed(name))
                || (outer != null && outer.hasRelation(name));
    }

    private static @Nullable SqlType in(Source relation, String name) {
        for (SqlColumn column : relation.columns()) {
            if (column.name().equalsIgnoreCase(name)) {
                return column.type();
            }
        }
        return null;
    }
}
