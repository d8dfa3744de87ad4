package io.github.cspmalert.testkit.contract;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A renderer of just what the contract needs of SLS's template language, with the flaws that it must find. */
final class SmallRenderer implements TemplateRenderer {

    enum Flaw {
        NONE(),
        STRIPS_TEXT("render_textWithoutTags_isUnchanged"),
        PRINTS_NULL("render_undefined_printsNothing"),
        LOOPS_BACKWARDS("render_loop_keepsTheOrder", "render_articlesTemplate_listsEveryRow"),
        TAKES_THE_FIRST_BRANCH("render_condition_takesTheRightBranch"),
        PRINTS_JAVA("render_object_isJson"),
        ESCAPES_NOTHING(
                "render_valueInHtml_isEscaped", "render_objectInHtml_isEscaped", "render_valueInALoopInHtml_isEscaped"),
        ESCAPES_NO_QUOTES("render_valueInHtml_isEscaped", "render_objectInHtml_isEscaped"),
        ESCAPES_NO_OBJECTS("render_objectInHtml_isEscaped"),
        ESCAPES_NOT_IN_LOOPS("render_valueInALoopInHtml_isEscaped"),
        ESCAPES_TWICE("render_valueEscapedByTheTemplate_isEscapedOnce"),
        ESCAPES_TEXT(
                "render_valueInText_isUnchanged",
                "render_object_isJson",
                "render_valueThatLooksLikeATemplate_isNotInterpreted"),
        INTERPRETS_VALUES("render_valueThatLooksLikeATemplate_isNotInterpreted"),
        LIVES_IN_UTC("render_epochSeconds_areADateInUtcPlusEight", "render_articlesTemplate_listsEveryRow"),
        KNOWS_EVERY_FUNCTION("render_brokenTemplate_throwsNamingIt"),
        ENDS_BLOCKS_ITSELF("render_brokenTemplate_throwsNamingIt", "render_afterABrokenTemplate_works"),
        NAMES_NOTHING("render_brokenTemplate_throwsNamingIt"),
        NEVER_RECOVERS("render_afterABrokenTemplate_works"),
        CHECKS_TOO_MUCH("check_goodTemplate_isAccepted"),
        MIXES_UP_THREADS("render_fromSeveralThreads_givesEachItsOwnText");

        private final Set<String> failing;

        Flaw(String... failing) {
            this.failing = Set.of(failing);
        }

        Set<String> failing() {
            return failing;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)}}|\\{%(.*?)%}", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\.?(\\w+)|\\[\"(.*?)\"]|\\[(\\d+)]");

    private final Flaw flaw;
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private volatile Map<String, ?> latest = Map.of();
    private volatile boolean failed;

    SmallRenderer(Flaw flaw) {
        this.flaw = flaw;
    }

    /** A value that is escaped already. */
    private record Escaped(String text) {}

    /** A piece of a template. */
    private interface Node {
        void render(Map<String, Object> scope, StringBuilder out);
    }

    @Override
    public void check(TemplateText template) {
        if (flaw == Flaw.CHECKS_TOO_MUCH) {
            throw new TemplateException(template.name() + " has tags", 0, 0, null);
        }
    }

    @Override
    public String render(TemplateText template, Map<String, ?> variables) {
        try {
            if (flaw == Flaw.NEVER_RECOVERS && failed) {
                throw new IllegalArgumentException("still broken");
            }
            latest = variables;
            if (flaw == Flaw.MIXES_UP_THREADS && variables.toString().matches("\\{alert=\\{x=[0-9]}}")) {
                waitForAnother();
            }
            String rendered =
                    render(template.text(), template.format(), flaw == Flaw.MIXES_UP_THREADS ? latest : variables);
            return flaw == Flaw.INTERPRETS_VALUES ? render(rendered, template.format(), variables) : rendered;
        } catch (IllegalArgumentException e) {
            failed = true;
            String name = flaw == Flaw.NAMES_NOTHING ? "a template" : template.name();
            throw new TemplateException(name + ": " + e.getMessage(), 0, 0, e);
        }
    }

    private String render(String text, ContentFormat format, Map<String, ?> variables) {
        Deque<String> tokens = new ArrayDeque<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            tokens.add(text.substring(end, matcher.start()));
            tokens.add(matcher.group());
            end = matcher.end();
        }
        tokens.add(text.substring(end));
        StringBuilder out = new StringBuilder();
        block(tokens, format, List.of()).render(new HashMap<>(variables), out);
        return flaw == Flaw.STRIPS_TEXT && end == 0 ? out.toString().strip() : out.toString();
    }

    // Reads up to one of the closing tags, which it leaves at the head.
    private Node block(Deque<String> tokens, ContentFormat format, List<String> closing) {
        List<Node> nodes = new ArrayList<>();
        while (!tokens.isEmpty()) {
            String token = tokens.peek();
            if (token.startsWith("{%") && closing.contains(word(token))) {
                break;
            }
            tokens.remove();
            if (token.startsWith("{{") && token.endsWith("}}")) {
                String expression = inner(token);
                value(expression, Map.of());
                nodes.add((scope, out) -> out.append(print(value(expression, scope), format, scope)));
            } else if (token.startsWith("{%") && token.endsWith("%}")) {
                nodes.add(statement(token, tokens, format));
            } else {
                nodes.add((scope, out) -> out.append(token));
            }
        }
        return (scope, out) -> nodes.forEach(node -> node.render(scope, out));
    }

    private Node statement(String token, Deque<String> tokens, ContentFormat format) {
        String[] words = inner(token).split("\\s+", 4);
        if (words[0].equals("for")) {
            Node body = block(tokens, format, List.of("endfor"));
            close(tokens);
            return (scope, out) -> loop(words[1], value(words[3], scope), body, scope, out);
        }
        if (words[0].equals("if") || words[0].equals("elif")) {
            String condition = inner(token).substring(words[0].length()).strip();
            Node then = block(tokens, format, List.of("elif", "else", "endif"));
            String next = close(tokens);
            Node otherwise = next.isEmpty() ? (scope, out) -> {} : statement(next, tokens, format);
            return (scope, out) -> (holds(condition, scope) ? then : otherwise).render(scope, out);
        }
        if (words[0].equals("else")) {
            Node body = block(tokens, format, List.of("endif"));
            close(tokens);
            return body;
        }
        throw new IllegalArgumentException("unknown tag " + token);
    }

    // Gives the tag that goes on with the block, or nothing if the block is over.
    private String close(Deque<String> tokens) {
        if (tokens.isEmpty()) {
            if (flaw == Flaw.ENDS_BLOCKS_ITSELF) {
                return "";
            }
            throw new IllegalArgumentException("a block never ends");
        }
        String token = tokens.remove();
        return word(token).startsWith("end") ? "" : token;
    }

    private void loop(String name, @Nullable Object values, Node body, Map<String, Object> scope, StringBuilder out) {
        List<Object> list = new ArrayList<>(values instanceof List<?> some ? some : List.of());
        if (flaw == Flaw.LOOPS_BACKWARDS) {
            Collections.reverse(list);
        }
        for (Object value : list) {
            Map<String, Object> inner = new HashMap<>(scope);
            inner.put(name, value);
            inner.put("in a loop", true);
            body.render(inner, out);
        }
    }

    private boolean holds(String condition, Map<String, Object> scope) {
        String[] sides = condition.split(" >= ");
        Object left = value(sides[0], scope);
        return flaw == Flaw.TAKES_THE_FIRST_BRANCH
                || (sides.length == 1 ? left != null : ((Number) left).intValue() >= Integer.parseInt(sides[1]));
    }

    private @Nullable Object value(String expression, Map<String, Object> scope) {
        String[] parts = expression.split(" \\| ");
        if (parts[0].contains("(") && flaw != Flaw.KNOWS_EVERY_FUNCTION) {
            throw new IllegalArgumentException("unknown function in " + expression);
        }
        Object value = scope;
        Matcher step = STEP.matcher(parts[0]);
        while (step.find()) {
            String key = step.group(1) != null ? step.group(1) : step.group(2);
            if (key != null) {
                value = value instanceof Map<?, ?> map ? map.get(key) : null;
            } else {
                value = value instanceof List<?> list ? list.get(Integer.parseInt(step.group(3))) : null;
            }
        }
        for (int i = 1; i < parts.length; i++) {
            value = filter(parts[i], value);
        }
        return value;
    }

    private @Nullable Object filter(String name, @Nullable Object value) {
        if (name.equals("escape_html")) {
            String escaped = escape(String.valueOf(value));
            return flaw == Flaw.ESCAPES_TWICE ? escaped : new Escaped(escaped);
        }
        if (name.equals("format_date")) {
            ZoneId zone = ZoneId.of(flaw == Flaw.LIVES_IN_UTC ? "UTC" : "UTC+8");
            Instant time = Instant.ofEpochSecond(value == null ? 0 : Long.parseLong(value.toString()));
            return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withZone(zone)
                    .format(time);
        }
        if (flaw == Flaw.KNOWS_EVERY_FUNCTION) {
            return value;
        }
        throw new IllegalArgumentException("unknown function " + name);
    }

    private String print(@Nullable Object value, ContentFormat format, Map<String, Object> scope) {
        if (value == null) {
            return flaw == Flaw.PRINTS_NULL ? "null" : "";
        }
        if (value instanceof Escaped escaped) {
            return escaped.text();
        }
        boolean isObject = value instanceof Map<?, ?> || value instanceof List<?>;
        String text = isObject && flaw != Flaw.PRINTS_JAVA ? json(value) : value.toString();
        boolean raw = flaw == Flaw.ESCAPES_NOTHING
                || flaw == Flaw.ESCAPES_NO_OBJECTS && isObject
                || flaw == Flaw.ESCAPES_NOT_IN_LOOPS && scope.containsKey("in a loop")
                || format == ContentFormat.TEXT && flaw != Flaw.ESCAPES_TEXT;
        return raw ? text : escape(text);
    }

    private String escape(String text) {
        String tags = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return flaw == Flaw.ESCAPES_NO_QUOTES
                ? tags
                : tags.replace("\"", "&quot;").replace("'", "&#39;");
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SmallRenderer::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number
                ? value.toString()
                : "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String inner(String token) {
        return token.substring(2, token.length() - 2).strip();
    }

    private static String word(String token) {
        return inner(token).split("\\s+", 2)[0];
    }

    private void waitForAnother() {
        try {
            pair.await(2, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // Alone: there is nothing to mix up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
