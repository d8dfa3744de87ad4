package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.github.cspmalert.notify.internal.template.ParsedTemplates;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.de.odysseus.el.tree.impl.Builder;

/** Goes through a template and the files that it names, and parses what jinjava itself parses only when it gets there. */
final class TemplateCheck {

    private static final ExtendedSyntaxBuilder EXPRESSIONS =
            new ExtendedSyntaxBuilder(Builder.Feature.METHOD_INVOCATIONS);
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern FILTER = Pattern.compile("(?<!\\|)\\|(?!\\|)\\s*+([A-Za-z_]\\w*+)");
    private static final Set<String> NAMES_A_FILE = Set.of("extends", "include", "import", "from");

    private final Rendering rendering;
    private final Sandbox sandbox;
    private final TemplateSources sources;
    private final ParsedTemplates<String, Node> trees;
    private final Set<String> checked = new HashSet<>();

    TemplateCheck(Rendering rendering, Sandbox sandbox, TemplateSources sources, ParsedTemplates<String, Node> trees) {
        this.rendering = rendering;
        this.sandbox = sandbox;
        this.sources = sources;
        this.trees = trees;
    }

    void check(String text) {
        check(text, "");
    }

    private void check(String text, String file) {
        GuardedInterpreter interpreter = sandbox.interpreter(rendering, Map.of(), trees);
        // The parser of expressions asks the current interpreter how it is set.
        AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(interpreter).get();
        try {
            walk(interpreter.parse(text), file);
        } finally {
            current.close();
        }
    }

    private void walk(Node node, String file) {
        for (Node child : node.getChildren()) {
            rendering.at(child, () -> file);
            if (child instanceof ExpressionNode) {
                expression(((ExpressionToken) child.getMaster()).getExpr());
            } else if (child instanceof TagNode tag) {
                tag(tag);
            }
            walk(child, file);
        }
    }

    private void tag(TagNode tag) {
        String helpers = tag.getHelpers().strip();
        switch (tag.getName()) {
            case "if", "elif" -> expression(helpers);
            case "for" -> expression(helpers.replaceFirst("^.*?\\sin\\s", ""));
            case "set" ->
                expression(helpers.contains("=") ? "[" + helpers.substring(helpers.indexOf('=') + 1) + "]" : "");
            default -> {
                if (NAMES_A_FILE.contains(tag.getName())) {
                    file(helpers);
                }
            }
        }
    }

    private void expression(String expression) {
        if (expression.isBlank()) {
            return;
        }
        ExpressionDepth.check(expression, rendering);
        Matcher filters = FILTER.matcher(QUOTED.matcher(expression).replaceAll("''"));
        while (filters.find()) {
            if (!Sandbox.hasFilter(filters.group(1))) {
                throw rendering.problem("there is no filter '%s'".formatted(filters.group(1)));
            }
        }
        try {
            EXPRESSIONS.build("#{" + expression.strip() + "}");
        } catch (TreeBuilderException e) {
            throw rendering.problem("the expression is malformed: expected %s, but found %s"
                    .formatted(SafeText.oneLine(e.getExpected()), SafeText.oneLine(e.getEncountered())));
        }
    }

    // A name that a variable gives is known only when it is rendered.
    private void file(String helpers) {
        Matcher quoted = QUOTED.matcher(helpers);
        if (!quoted.lookingAt() || !checked.add(quoted.group())) {
            return;
        }
        String name = quoted.group().substring(1, quoted.group().length() - 1);
        try {
            check(sources.text(name), name);
        } catch (IOException e) {
            throw rendering.problem(String.valueOf(e.getMessage()));
        }
    }
}
