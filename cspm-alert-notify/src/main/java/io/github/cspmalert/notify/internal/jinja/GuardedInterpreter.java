package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.objects.SafeString;
import com.hubspot.jinjava.tree.Node;
import io.github.cspmalert.notify.internal.template.ParsedTemplates;
import org.jspecify.annotations.Nullable;

/**
 * Jinjava's interpreter, with limits: it stops at the first error instead of going on, says what is undefined, parses each text
 * once, and prints values of the language only.
 */
final class GuardedInterpreter extends JinjavaInterpreter {

    private final Rendering rendering;
    private final ParsedTemplates<String, Node> trees;

    GuardedInterpreter(
            Jinjava jinjava,
            Context context,
            JinjavaConfig config,
            Rendering rendering,
            ParsedTemplates<String, Node> trees) {
        super(jinjava, context, config);
        this.rendering = rendering;
        this.trees = trees;
    }

    /** For a file that another one imports. */
    GuardedInterpreter(GuardedInterpreter importing) {
        super(importing);
        this.rendering = importing.rendering;
        this.trees = importing.trees;
    }

    /** {@return what the rendering that is going on in this thread knows} */
    static Rendering rendering(@Nullable JinjavaInterpreter interpreter) {
        if (interpreter instanceof GuardedInterpreter guarded) {
            return guarded.rendering;
        }
        throw new IllegalStateException("no rendering is going on in this thread");
    }

    String file() {
        return getContext().getCurrentPathStack().peek().orElse("");
    }

    @Override
    public Node parse(String template) {
        Node tree = trees.get(template);
        if (tree == null) {
            tree = super.parse(template);
            rendering.throwFailure();
            trees.put(template, tree);
        }
        return tree;
    }

    @Override
    public Object resolveELExpression(String expression, int line) {
        ExpressionDepth.check(expression, rendering);
        int mark = rendering.mark();
        Object value = super.resolveELExpression(expression, line);
        rendering.release(mark);
        rendering.checkWeight(value);
        return value;
    }

    @Override
    public @Nullable Object retraceVariable(String variable, int line, int position) {
        // Jinjava splits the name at dots first; the parser of expressions has done that.
        @Nullable Object value = variable.indexOf('.') < 0
                ? getContext().get(variable)
                : super.retraceVariable(variable, line, position);
        if (value == null && !isSet(variable)) {
            rendering.missing(variable);
        }
        rendering.checkWeight(value);
        return value;
    }

    // Set to none, or a macro's parameter that was not given: not the same as a name that does not exist.
    private boolean isSet(String variable) {
        for (Context scope = getContext(); scope != null; scope = scope.getParent()) {
            if (scope.getScope().containsKey(variable)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String getAsString(@Nullable Object value) {
        String text = rendering.print(value);
        return value instanceof SafeString ? text : SafeText.neutral(text);
    }

    @Override
    public void addError(TemplateError error) {
        rendering.problem(
                Problems.of(error), error.getLineno(), Math.max(0, error.getStartPosition()), error.getException());
    }
}
