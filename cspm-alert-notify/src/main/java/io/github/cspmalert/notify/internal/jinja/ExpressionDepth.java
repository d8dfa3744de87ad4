package io.github.cspmalert.notify.internal.jinja;

/** How deep an expression is nested. What jinjava's parser needs grows with the cube of that, before any limit of time is looked at. */
final class ExpressionDepth {

    private static final int MAX_DEPTH = 30;

    private static final int MAX_LENGTH = 20_000;

    private ExpressionDepth() {}

    /** Fails if the expression is nested too deep. */
    static void check(String expression, Rendering rendering) {
        if (expression.length() > MAX_LENGTH || depth(expression) > MAX_DEPTH) {
            throw rendering.problem(
                    "an expression is too long, or nested more than %d levels deep".formatted(MAX_DEPTH));
        }
    }

    private static int depth(String expression) {
        int depth = 0;
        int deepest = 0;
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return deepest;
    }
}
