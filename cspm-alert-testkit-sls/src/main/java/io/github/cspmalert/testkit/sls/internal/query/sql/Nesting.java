package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Node;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.Rejections;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how deep a statement nests, before anything that takes time or stack for it: the parser needs seconds for some
 * thousand parentheses, and both the renderer and the engine go down one call for each level.
 */
final class Nesting {

    /** Of parentheses and their like, which cost the parser most. */
    private static final int DEEPEST_BRACKETS = 60;

    /** Of the parsed statement, where each operator in {@code a or b or c ...} is a level too. */
    private static final int DEEPEST_TREE = 300;

    private Nesting() {}

    static void requireShallow(List<SqlTokens.Token> tokens) {
        int depth = 0;
        for (SqlTokens.Token token : tokens) {
            if (token.is("(") || token.is("[") || token.is("case")) {
                depth++;
            } else if (token.is(")") || token.is("]") || token.is("end")) {
                depth--;
            }
            if (depth > DEEPEST_BRACKETS) {
                throw tooDeep(null);
            }
        }
    }

    static void requireShallow(Node statement) {
        List<Node> level = List.of(statement);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEEPEST_TREE) {
                throw tooDeep(null);
            }
            List<Node> next = new ArrayList<>();
            level.forEach(node -> next.addAll(node.getChildren()));
            level = next;
        }
    }

    static QueryRejectedException tooDeep(@Nullable Throwable cause) {
        return Rejections.invalid(
                "SQL: too deeply nested; EmbeddedSls takes " + DEEPEST_BRACKETS + " levels of parentheses, brackets and"
                        + " CASE, and " + DEEPEST_TREE + " levels of operators, such as OR after OR",
                cause);
    }
}
