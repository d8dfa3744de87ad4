package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.AllColumns;
import com.facebook.presto.sql.tree.DereferenceExpression;
import com.facebook.presto.sql.tree.Except;
import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.Identifier;
import com.facebook.presto.sql.tree.Intersect;
import com.facebook.presto.sql.tree.Node;
import com.facebook.presto.sql.tree.OrderBy;
import com.facebook.presto.sql.tree.Query;
import com.facebook.presto.sql.tree.QueryBody;
import com.facebook.presto.sql.tree.QuerySpecification;
import com.facebook.presto.sql.tree.Relation;
import com.facebook.presto.sql.tree.SelectItem;
import com.facebook.presto.sql.tree.SetOperation;
import com.facebook.presto.sql.tree.SingleColumn;
import com.facebook.presto.sql.tree.TableSubquery;
import com.facebook.presto.sql.tree.Union;
import com.facebook.presto.sql.tree.WithQuery;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders queries: SELECT with its clauses, set operations, WITH. */
final class QueryRenderer {

    private final ExpressionRenderer expressions;
    private final RelationRenderer relations;
    private final GroupByRenderer groups;

    QueryRenderer(ZoneId zone, Bounds bounds) {
        expressions = new ExpressionRenderer(this, zone, bounds);
        relations = new RelationRenderer(this, expressions);
        groups = new GroupByRenderer(expressions);
    }

    /** Rendered SQL with its columns. */
    record Rendered(String sql, List<SqlColumn> columns) {}

    RenderedSql statement(Query query, Paging paging, Scope scope) {
        List<String> ctes = new ArrayList<>();
        Scope inner = with(query, scope, ctes);
        Optional<String> limit = query.getLimit();
        if (query.getQueryBody() instanceof QuerySpecification specification) {
            limit = limit.or(specification::getLimit);
        }
        Limits limits = limit.map(count -> Limits.of(count, paging)).orElseGet(Limits::byDefault);
        Rendered body = body(query, inner, true);
        return new RenderedSql(
                ctes, body.sql() + limits.sql(), body.columns(), !relations.joinsByName(), limits.count());
    }

    /** A query inside another one. */
    Rendered nested(Query query, Scope scope) {
        List<String> ctes = new ArrayList<>();
        Rendered body = body(query, with(query, scope, ctes), false);
        String with = ctes.isEmpty() ? "" : "WITH " + String.join(", ", ctes) + " ";
        String limit = query.getLimit().map(QueryRenderer::limit).orElse("");
        return new Rendered(with + body.sql() + limit, body.columns());
    }

    private Scope with(Query query, Scope scope, List<String> ctes) {
        Scope inner = scope;
        if (query.getWith().isPresent()) {
            if (query.getWith().get().isRecursive()) {
                throw Nodes.notServed(query.getWith().get(), "WITH RECURSIVE");
            }
            for (WithQuery cte : query.getWith().get().getQueries()) {
                inner = with(cte, inner, ctes);
            }
        }
        return inner;
    }

    private Scope with(WithQuery cte, Scope scope, List<String> ctes) {
        String name = cte.getName().getValue();
        if (name.equalsIgnoreCase("log")) {
            throw Nodes.rejected(cte, "'log' is the Logstore itself; give the WITH query another name");
        }
        Rendered rendered = nested(cte.getQuery(), scope);
        List<SqlColumn> columns = renamed(rendered.columns(), cte.getColumnNames(), cte);
        ctes.add(SqlText.identifier(name) + names(cte.getColumnNames()) + " AS (" + rendered.sql() + ")");
        return scope.withTable(name, columns);
    }

    static String names(Optional<List<Identifier>> names) {
        return names.map(list -> list.stream()
                        .map(name -> SqlText.identifier(name.getValue()))
                        .collect(Collectors.joining(", ", "(", ")")))
                .orElse("");
    }

    static List<SqlColumn> renamed(List<SqlColumn> columns, Optional<List<Identifier>> names, Node node) {
        if (names.isEmpty()) {
            return columns;
        }
        List<Identifier> given = names.get();
        if (given.size() != columns.size()) {
            throw Nodes.rejected(node, given.size() + " column names are given for " + columns.size() + " columns");
        }
        List<SqlColumn> renamed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            renamed.add(new SqlColumn(given.get(i).getValue(), columns.get(i).type()));
        }
        return renamed;
    }

    private Rendered body(Query query, Scope scope, boolean outermost) {
        requireNoOffset(query.getOffset().isPresent(), query);
        Rendered body = body(query.getQueryBody(), scope, outermost);
        Scope ordering = scope.with(List.of(new Source(null, body.columns())));
        return new Rendered(body.sql() + orderBy(query.getOrderBy(), ordering), body.columns());
    }

    private Rendered body(QueryBody body, Scope scope, boolean outermost) {
        if (body instanceof QuerySpecification specification) {
            return select(specification, scope, outermost);
        } else if (body instanceof SetOperation operation) {
            return combined(operation, scope, outermost);
        } else if (body instanceof TableSubquery subquery) {
            Rendered inner = nested(subquery.getQuery(), scope);
            return new Rendered("(" + inner.sql() + ")", inner.columns());
        }
        throw Nodes.notServed(body, body.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }

    private Rendered combined(SetOperation operation, Scope scope, boolean outermost) {
        String keyword = operation instanceof Union
                ? "UNION"
                : operation instanceof Intersect ? "INTERSECT" : operation instanceof Except ? "EXCEPT" : null;
        if (keyword == null) {
            throw Nodes.notServed(operation, "this set operation");
        }
        boolean all =
                operation.isDistinct().isPresent() && !operation.isDistinct().get();
        List<Rendered> parts = operation.getRelations().stream()
                .map(part -> body((QueryBody) part, scope, outermost))
                .toList();
        String sql = parts.stream()
                .map(part -> "(" + part.sql() + ")")
                .collect(Collectors.joining(" " + keyword + (all ? " ALL " : " ")));
        return new Rendered(sql, parts.get(0).columns());
    }

    private Rendered select(QuerySpecification select, Scope outer, boolean outermost) {
        requireNoOffset(select.getOffset().isPresent(), select);
        RelationRenderer.From from = from(select.getFrom(), outer, outermost);
        Scope scope = outer.with(from.relations());
        List<String> items = new ArrayList<>();
        List<SqlColumn> columns = new ArrayList<>();
        Map<String, SqlType> aliases = new LinkedHashMap<>();
        for (SelectItem item : select.getSelect().getSelectItems()) {
            if (item instanceof AllColumns all) {
                items.add(allColumns(all, scope, columns));
            } else {
                SqlColumn column = column((SingleColumn) item, scope, items);
                aliases.putIfAbsent(column.name(), column.type());
                columns.add(column);
            }
        }
        Scope withAliases = scope.with(aliases);
        String sql = "SELECT "
                + (select.getSelect().isDistinct() ? "DISTINCT " : "")
                + String.join(", ", items)
                + from.sql()
                + condition(" WHERE ", select.getWhere(), scope)
                + select.getGroupBy()
                        .map(group -> groups.sql(group, withAliases))
                        .orElse("")
                + condition(" HAVING ", select.getHaving(), withAliases)
                + orderBy(select.getOrderBy(), withAliases)
                + (outermost ? "" : select.getLimit().map(QueryRenderer::limit).orElse(""));
        return new Rendered(sql, columns);
    }

    /** Without FROM, the statement is about the log. A sub-query has to say so: documented, and Presto's own grammar. */
    private RelationRenderer.From from(Optional<Relation> from, Scope scope, boolean outermost) {
        if (from.isPresent()) {
            return relations.from(from.get(), scope);
        }
        return outermost ? relations.log(scope) : new RelationRenderer.From("", List.of());
    }

    private String allColumns(AllColumns all, Scope scope, List<SqlColumn> columns) {
        if (all.getPrefix().isEmpty()) {
            scope.relations().forEach(relation -> columns.addAll(relation.columns()));
            return "*";
        }
        String prefix = all.getPrefix().get().toString();
        if (!scope.hasRelation(prefix)) {
            throw Nodes.rejected(all, "'" + prefix + "' is not a table of this FROM");
        }
        scope.relations().stream()
                .filter(relation -> relation.isNamed(prefix))
                .forEach(relation -> columns.addAll(relation.columns()));
        return SqlText.identifier(prefix) + ".*";
    }

    private SqlColumn column(SingleColumn item, Scope scope, List<String> items) {
        Fragment value = expressions.render(item.getExpression(), scope);
        String name =
                item.getAlias().map(Identifier::getValue).orElseGet(() -> name(item.getExpression(), items.size()));
        items.add(value.sql() + " AS " + SqlText.identifier(name));
        return new SqlColumn(name, value.type());
    }

    private static String name(Expression expression, int position) {
        if (expression instanceof Identifier identifier) {
            return identifier.getValue();
        } else if (expression instanceof DereferenceExpression dereference) {
            return dereference.getField().getValue();
        }
        return "_col" + position;
    }

    private String condition(String keyword, Optional<Expression> condition, Scope scope) {
        return condition
                .map(expression ->
                        keyword + expressions.render(expression, scope).sql())
                .orElse("");
    }

    private String orderBy(Optional<OrderBy> orderBy, Scope scope) {
        return orderBy.map(order -> " " + expressions.orderBy(order, scope)).orElse("");
    }

    private static String limit(String count) {
        return " LIMIT " + Limits.number(count);
    }

    private static void requireNoOffset(boolean offset, Node node) {
        if (offset) {
            throw Nodes.rejected(node, "the service has no OFFSET; write LIMIT offset, count");
        }
    }
}
