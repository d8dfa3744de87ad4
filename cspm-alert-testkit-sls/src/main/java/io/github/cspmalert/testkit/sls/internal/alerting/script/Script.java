package io.github.cspmalert.testkit.sls.internal.alerting.script;

import io.github.cspmalert.testkit.sls.internal.alerting.script.ScriptTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A policy script: {@code if} with conditions on alerts, {@code fire(..)} and {@code stop()}.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Alert resource data</a>
 */
public final class Script {

    private final List<Token> tokens;
    private int at;

    private Script(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** A statement. */
    public sealed interface Statement {}

    /** Statements for alerts on which a condition holds. */
    record If(Predicate<List<Map<String, Object>>> condition, List<Statement> then) implements Statement {}

    /**
     * What is told.
     *
     * @param arguments its arguments by name: texts, lists, maps and truth values
     */
    public record Fire(Map<String, Object> arguments) implements Statement {

        /**
         * {@return an argument that is a text; empty if there is none}
         *
         * @param name its name
         */
        public String text(String name) {
            return arguments.get(name) instanceof String text ? text : "";
        }

        /**
         * {@return an argument that is a list of texts; empty if there is none}
         *
         * @param name its name
         */
        public List<String> texts(String name) {
            return arguments.get(name) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }

    /** The end of the script. */
    record Stop() implements Statement {}

    /**
     * Reads a script.
     *
     * @param script the script
     * @return its statements
     * @throws IllegalArgumentException if it cannot be read
     */
    public static List<Statement> read(String script) {
        Script reader = new Script(ScriptTokens.of(script));
        List<Statement> statements = reader.block(0);
        if (reader.at < reader.tokens.size()) {
            throw reader.wrong();
        }
        return statements;
    }

    /**
     * {@return the calls of fire that a script reaches for some alerts, in order}
     *
     * @param statements the script
     * @param alerts what templates see of the alerts
     */
    public static List<Fire> fired(List<Statement> statements, List<Map<String, Object>> alerts) {
        List<Fire> fired = new ArrayList<>();
        follow(statements, alerts, fired);
        return fired;
    }

    private static boolean follow(List<Statement> statements, List<Map<String, Object>> alerts, List<Fire> fired) {
        for (Statement statement : statements) {
            if (statement instanceof Fire fire) {
                fired.add(fire);
            } else if (statement instanceof Stop) {
                return false;
            } else if (statement instanceof If branch
                    && branch.condition().test(alerts)
                    && !follow(branch.then(), alerts, fired)) {
                return false;
            }
        }
        return true;
    }

    private List<Statement> block(int least) {
        List<Statement> statements = new ArrayList<>();
        int own = -1;
        while (at < tokens.size() && tokens.get(at).kind().equals(ScriptTokens.LINE)) {
            int indentation = tokens.get(at).indentation();
            if (indentation < least || own >= 0 && indentation < own) {
                break;
            }
            if (own >= 0 && indentation > own) {
                throw wrong();
            }
            own = indentation;
            at++;
            statements.add(statement(indentation));
        }
        return statements;
    }

    private Statement statement(int indentation) {
        String word = take(ScriptTokens.WORD);
        switch (word) {
            case "if" -> {
                Predicate<List<Map<String, Object>>> condition = either();
                sign(":");
                List<Statement> then = block(indentation + 1);
                if (then.isEmpty()) {
                    throw wrong();
                }
                return new If(condition, then);
            }
            case "fire" -> {
                return new Fire(arguments());
            }
            case "stop" -> {
                sign("(");
                sign(")");
                return new Stop();
            }
            default -> throw new IllegalArgumentException("'" + word + "' is no statement that is known here");
        }
    }

    private Predicate<List<Map<String, Object>>> either() {
        Predicate<List<Map<String, Object>>> left = both();
        while (is(ScriptTokens.WORD, "or")) {
            at++;
            left = left.or(both());
        }
        return left;
    }

    private Predicate<List<Map<String, Object>>> both() {
        Predicate<List<Map<String, Object>>> left = comparison();
        while (is(ScriptTokens.WORD, "and")) {
            at++;
            left = left.and(comparison());
        }
        return left;
    }

    private Predicate<List<Map<String, Object>>> comparison() {
        if (is(ScriptTokens.SIGN, "(")) {
            at++;
            Predicate<List<Map<String, Object>>> inner = either();
            sign(")");
            return inner;
        }
        String subject = take(ScriptTokens.WORD);
        String operator = take(ScriptTokens.SIGN);
        Object value = value();
        boolean any = subject.startsWith("alert.");
        if (!any && !subject.startsWith("alerts.") || !operator.matches("[=!<>]=|[<>]")) {
            throw new IllegalArgumentException(
                    "'" + subject + " " + operator + "' is no comparison that is known here");
        }
        String field = subject.substring(subject.indexOf('.') + 1);
        Predicate<Map<String, Object>> one = alert -> Fields.compare(alert, field, operator, value);
        return any
                ? alerts -> alerts.stream().anyMatch(one)
                : alerts -> alerts.stream().allMatch(one);
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        sign("(");
        while (!is(ScriptTokens.SIGN, ")")) {
            String name = take(ScriptTokens.WORD);
            sign("=");
            arguments.put(name, value());
            comma(")");
        }
        sign(")");
        return arguments;
    }

    private Object value() {
        Token token = next();
        return switch (token.kind()) {
            case ScriptTokens.TEXT -> ScriptTokens.unquoted(token.text());
            case ScriptTokens.NUMBER -> Double.valueOf(token.text());
            case ScriptTokens.WORD -> token.text();
            default -> token.text().equals("[") ? list() : token.text().equals("{") ? map() : none();
        };
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        while (!is(ScriptTokens.SIGN, "]")) {
            list.add(value());
            comma("]");
        }
        sign("]");
        return list;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        while (!is(ScriptTokens.SIGN, "}")) {
            Object key = value();
            sign(":");
            map.put(key.toString(), value());
            comma("}");
        }
        sign("}");
        return map;
    }

    private Object none() {
        at--;
        throw wrong();
    }

    private void comma(String end) {
        if (!is(ScriptTokens.SIGN, end)) {
            sign(",");
        }
    }

    private boolean is(String kind, String text) {
        return at < tokens.size()
                && tokens.get(at).kind().equals(kind)
                && tokens.get(at).text().equals(text);
    }

    private void sign(String text) {
        if (!is(ScriptTokens.SIGN, text)) {
            throw wrong();
        }
        at++;
    }

    private String take(String kind) {
        if (at == tokens.size() || !tokens.get(at).kind().equals(kind)) {
            throw wrong();
        }
        return tokens.get(at++).text();
    }

    private Token next() {
        if (at == tokens.size()) {
            throw wrong();
        }
        return tokens.get(at++);
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("the script cannot be read at "
                + (at < tokens.size() ? "'" + tokens.get(at).text().strip() + "'" : "its end"));
    }
}
