package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.AliasedRelation;
import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.Identifier;
import com.facebook.presto.sql.tree.Unnest;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders UNNEST as a lateral sub-query, which gives several arrays side by side and maps as two columns. */
final class UnnestRenderer {

    private final ExpressionRenderer expressions;

    UnnestRenderer(ExpressionRenderer expressions) {
        this.expressions = expressions;
    }

    /** A value that becomes a column, and the type of the column. */
    private record Part(String sql, SqlType type) {}

    RelationRenderer.From from(Unnest unnest, @Nullable AliasedRelation aliased, Scope scope) {
        List<Part> parts = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        for (Expression expression : unnest.getExpressions()) {
            add(expression, scope, parts, lengths);
        }
        if (unnest.isWithOrdinality()) {
            String longest = lengths.size() == 1 ? lengths.get(0) : "greatest(" + String.join(", ", lengths) + ")";
            parts.add(new Part("unnest(generate_series(1, CAST(" + longest + " AS BIGINT)))", SqlType.BIGINT));
        }
        List<SqlColumn> columns = columns(parts, aliased);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            items.add(parts.get(i).sql() + " AS "
                    + SqlText.identifier(columns.get(i).name()));
        }
        String alias = aliased == null ? "unnested" : aliased.getAlias().getValue();
        String sql = "LATERAL (SELECT " + String.join(", ", items) + ") AS " + SqlText.identifier(alias);
        return RelationRenderer.From.of(sql, alias, columns);
    }

    private void add(Expression expression, Scope scope, List<Part> parts, List<String> lengths) {
        Fragment value = expressions.render(expression, scope);
        if (value.type().is(Kind.MAP)) {
            parts.add(new Part(
                    "unnest(map_keys(" + value.sql() + "))", value.type().key()));
            parts.add(new Part(
                    "unnest(map_values(" + value.sql() + "))", value.type().element()));
            lengths.add("len(map_keys(" + value.sql() + "))");
        } else if (value.type().is(Kind.ARRAY) && !value.type().element().is(Kind.ROW)) {
            parts.add(new Part("unnest(" + value.sql() + ")", value.type().element()));
            lengths.add("len(" + value.sql() + ")");
        } else {
            throw Nodes.rejected(
                    expression,
                    "UNNEST takes an array or a map, not " + value.type()
                            + "; of JSON text make one with cast(json_parse(x) as array(varchar))");
        }
    }

    private static List<SqlColumn> columns(List<Part> parts, @Nullable AliasedRelation aliased) {
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            columns.add(new SqlColumn("_unnest" + i, parts.get(i).type()));
        }
        List<Identifier> names = aliased == null ? null : aliased.getColumnNames();
        return names == null
                ? columns
                : QueryRenderer.renamed(columns, Optional.of(names), Objects.requireNonNull(aliased));
    }
}
