package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Node;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /**
     * Looks at what the parser is going to see, since a parser that runs out of stack fails in ways of its own: at brackets,
     * and at what has its operand to the right ({@code not}, signs, {@code x ->}), each of which is a call in a call.
     */
    static void requireShallow(List<SqlTokens.Token> tokens) {
        int brackets = 0;
        int typeBrackets = 0;
        int prefixes = 0;
        int lambdas = 0;
        String before = "";
        for (SqlTokens.Token token : tokens) {
            String text = token.text().toLowerCase(Locale.ROOT);
            switch (text) {
                case "(", "[", "case" -> brackets++;
                case ")", "]", "end" -> brackets--;
                case "not", "-", "+" -> prefixes++;
                case "and", "or" -> prefixes = 0;
                case "," -> {
                    prefixes = 0;
                    lambdas = 0;
                }
                case "<" -> typeBrackets += before.equals("array") || before.equals("map") ? 1 : 0;
                case ">" -> {
                    lambdas += before.equals("-") ? 1 : 0;
                    typeBrackets -= typeBrackets > 0 ? 1 : 0;
                }
                default -> {}
            }
            if (brackets + typeBrackets > DEEPEST_BRACKETS || Math.max(prefixes, lambdas) > DEEPEST_TREE) {
                throw tooDeep(null);
            }
            before = text;
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
        return QueryRejectedException.invalid(
                "SQL: too deeply nested; EmbeddedSls takes " + DEEPEST_BRACKETS + " levels of parentheses, brackets and"
                        + " CASE, and " + DEEPEST_TREE + " levels of operators, such as OR after OR",
                cause);
    }
}
