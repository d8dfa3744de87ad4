package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.AliasedRelation;
import com.facebook.presto.sql.tree.Identifier;
import com.facebook.presto.sql.tree.Join;
import com.facebook.presto.sql.tree.JoinCriteria;
import com.facebook.presto.sql.tree.JoinOn;
import com.facebook.presto.sql.tree.JoinUsing;
import com.facebook.presto.sql.tree.Relation;
import com.facebook.presto.sql.tree.Table;
import com.facebook.presto.sql.tree.TableSubquery;
import com.facebook.presto.sql.tree.Unnest;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders what stands in FROM: the log, WITH queries, sub-queries, joins of them, UNNEST. Nothing else is a table. */
final class RelationRenderer {

    private final QueryRenderer queries;
    private final ExpressionRenderer expressions;
    private final UnnestRenderer unnest;
    private boolean joinsByName;

    RelationRenderer(QueryRenderer queries, ExpressionRenderer expressions) {
        this.queries = queries;
        this.expressions = expressions;
        this.unnest = new UnnestRenderer(expressions);
    }

    /** Whether a join by USING was rendered, whose {@code *} has its columns once. */
    boolean joinsByName() {
        return joinsByName;
    }

    /** A rendered FROM, empty or beginning with a space, and what it puts into scope. */
    record From(String sql, List<Source> relations) {

        static From of(String sql, String name, List<SqlColumn> columns) {
            return new From(sql, List.of(new Source(name, columns)));
        }
    }

    From from(Relation relation, Scope scope) {
        From rendered = relation(relation, scope);
        return new From(" FROM " + rendered.sql(), rendered.relations());
    }

    From log(Scope scope) {
        List<SqlColumn> columns = scope.table("log");
        return From.of(" FROM \"log\"", "log", columns == null ? List.of() : columns);
    }

    private From relation(Relation relation, Scope scope) {
        if (relation instanceof Table table) {
            return table(table, scope);
        } else if (relation instanceof AliasedRelation aliased) {
            return aliased(aliased, scope);
        } else if (relation instanceof TableSubquery subquery) {
            QueryRenderer.Rendered query = queries.nested(subquery.getQuery(), scope);
            return new From("(" + query.sql() + ")", List.of(new Source(null, query.columns())));
        } else if (relation instanceof Join join) {
            return join(join, scope);
        } else if (relation instanceof Unnest bare) {
            return unnest.from(bare, null, scope);
        }
        throw Nodes.notServed(relation, relation.getClass().getSimpleName().toUpperCase(Locale.ROOT) + " in FROM");
    }

    private static From table(Table table, Scope scope) {
        String name = table.getName().toString();
        List<SqlColumn> columns = table.getName().getPrefix().isPresent() ? null : scope.table(name);
        if (columns == null || table.getTableVersionExpression().isPresent()) {
            throw Nodes.rejected(
                    table, "unknown table '" + name + "'; FROM takes log, a sub-query, or a name that WITH defines");
        }
        return From.of(SqlText.identifier(name), name, columns);
    }

    private From aliased(AliasedRelation aliased, Scope scope) {
        String alias = aliased.getAlias().getValue();
        Optional<List<Identifier>> names = Optional.ofNullable(aliased.getColumnNames());
        if (aliased.getRelation() instanceof Unnest inner) {
            return unnest.from(inner, aliased, scope);
        }
        From from = relation(aliased.getRelation(), scope);
        List<SqlColumn> columns = new ArrayList<>();
        from.relations().forEach(relation -> columns.addAll(relation.columns()));
        return From.of(
                from.sql() + " AS " + SqlText.identifier(alias) + QueryRenderer.names(names),
                alias,
                QueryRenderer.renamed(columns, names, aliased));
    }

    private From join(Join join, Scope scope) {
        From left = relation(join.getLeft(), scope);
        From right = relation(join.getRight(), scope.with(left.relations()));
        List<Source> both = new ArrayList<>(left.relations());
        both.addAll(right.relations());
        String keyword =
                switch (join.getType()) {
                    case CROSS, IMPLICIT -> " CROSS JOIN ";
                    case INNER -> " INNER JOIN ";
                    case LEFT -> " LEFT JOIN ";
                    case RIGHT -> " RIGHT JOIN ";
                    case FULL -> " FULL JOIN ";
                };
        String sql = left.sql() + keyword + right.sql() + criteria(join, scope.with(both));
        return new From(sql, both);
    }

    private String criteria(Join join, Scope scope) {
        if (join.getCriteria().isEmpty()) {
            return "";
        }
        JoinCriteria criteria = join.getCriteria().get();
        if (criteria instanceof JoinOn on) {
            return " ON " + expressions.render(on.getExpression(), scope).sql();
        } else if (criteria instanceof JoinUsing using) {
            joinsByName = true;
            return using.getColumns().stream()
                    .map(column -> SqlText.identifier(column.getValue()))
                    .collect(Collectors.joining(", ", " USING (", ")"));
        }
        throw Nodes.notServed(join, "NATURAL JOIN");
    }
}
