package io.github.cspmalert.testkit.sls.internal.alerting.expression;

import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Equal;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Kind;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions: tokens first, then by how tightly operators bind, which is taken to be as in Go. */
final class ConditionParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<text>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
                    + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)"
                    + "|(?<field>\\$[0-2]\\.(?:\\[[^]]+]|[\\p{L}\\p{N}_]+)|\\[[^]]+]|[\\p{L}_][\\p{L}\\p{N}_]*)"
                    + "|(?<sign>&&|\\|\\||=~|!~|[=!<>]=|[-+*/%<>!(),]))");

    private final String text;
    private final List<String> kinds = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private int at;

    ConditionParser(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            for (String kind : List.of("text", "number", "field", "sign")) {
                if (matcher.group(kind) != null) {
                    kinds.add(kind);
                    tokens.add(matcher.group(kind));
                }
            }
        }
        if (end != text.strip().length()) {
            throw wrong("at character " + (end + 1));
        }
    }

    Part parse() {
        Part all = either();
        if (at < tokens.size()) {
            throw wrong("at " + tokens.get(at));
        }
        return all;
    }

    private Part either() {
        Part left = both();
        if (!is("||")) {
            return left;
        }
        List<Part> parts = new ArrayList<>(List.of(truth(left)));
        while (accept("||")) {
            parts.add(truth(both()));
        }
        return new Part(
                Kind.TRUTH, row -> Logic.any(parts, row), row -> Logic.shown(parts, " || ", row), "", null, List.of());
    }

    private Part both() {
        Part left = comparison();
        if (!is("&&")) {
            return left;
        }
        List<Part> parts = new ArrayList<>(List.of(truth(left)));
        while (accept("&&")) {
            parts.add(truth(comparison()));
        }
        return new Part(
                Kind.TRUTH, row -> Logic.all(parts, row), row -> Logic.shown(parts, " && ", row), "", null, parts);
    }

    private Part comparison() {
        Part left = sum();
        String sign = sign();
        if (sign.equals("=~") || sign.equals("!~")) {
            at++;
            return matching(left, sign);
        }
        if (!sign.matches("[=!<>]=|[<>]")) {
            return left;
        }
        at++;
        Part right = sum();
        Equal equal = sign.equals("==") && left.kind() == Kind.FIELD && right.kind() == Kind.FIELD
                ? new Equal(left.field(), right.field())
                : null;
        return new Part(
                Kind.TRUTH,
                Logic.comparing(sign, left, right, this::wrong),
                row -> left.shown().apply(row) + " " + sign + " "
                        + right.shown().apply(row),
                "",
                equal,
                List.of());
    }

    private Part matching(Part left, String sign) {
        if (at == tokens.size() || !kinds.get(at).equals("text")) {
            throw wrong("behind " + sign);
        }
        String written = tokens.get(at++);
        Pattern pattern = Pattern.compile(unquoted(written));
        return Part.of(
                Kind.TRUTH,
                row -> left.value().apply(row) instanceof String value
                        ? pattern.matcher(value).find() == sign.equals("=~")
                        : null,
                row -> left.shown().apply(row) + " " + sign + " " + written);
    }

    private Part sum() {
        Part left = product();
        while (is("+") || is("-")) {
            left = Logic.arithmetic(tokens.get(at++), left, product());
        }
        return left;
    }

    private Part product() {
        Part left = unary();
        while (is("*") || is("/") || is("%")) {
            left = Logic.arithmetic(tokens.get(at++), left, unary());
        }
        return left;
    }

    private Part unary() {
        if (accept("-")) {
            Part inner = unary();
            return Part.of(
                    Kind.NUMBER,
                    row -> Logic.negative(inner, row),
                    row -> "-" + inner.shown().apply(row));
        }
        if (accept("!")) {
            Part inner = truth(unary());
            return Part.of(
                    Kind.TRUTH,
                    row -> inner.value().apply(row) instanceof Boolean holds ? !holds : null,
                    row -> "!" + inner.shown().apply(row));
        }
        return primary();
    }

    private Part primary() {
        if (accept("(")) {
            Part inner = either();
            expect(")");
            List<Part> parts = inner.kind() == Kind.TRUTH ? List.of(inner) : List.of();
            return new Part(
                    inner.kind(),
                    inner.value(),
                    row -> "(" + inner.shown().apply(row) + ")",
                    inner.field(),
                    null,
                    parts);
        }
        if (at == tokens.size()) {
            throw wrong("at its end");
        }
        String kind = kinds.get(at);
        String token = tokens.get(at++);
        return switch (kind) {
            case "number" -> {
                double number = Double.parseDouble(token);
                yield Part.of(Kind.NUMBER, row -> number, row -> token);
            }
            case "text" -> {
                String value = unquoted(token);
                yield Part.of(Kind.TEXT, row -> value, row -> token);
            }
            case "field" -> token.equals("contains") && is("(") ? contains() : word(token);
            default -> throw wrong("at " + token);
        };
    }

    private Part word(String token) {
        if (token.equals("true") || token.equals("false")) {
            boolean holds = token.equals("true");
            return Part.of(Kind.TRUTH, row -> holds, row -> token);
        }
        String field = token.replace("[", "").replace("]", "");
        return new Part(
                Kind.FIELD,
                row -> row.value(field),
                row -> "[" + (row.value(field) == null ? "" : row.value(field)) + "]",
                field,
                null,
                List.of());
    }

    private Part contains() {
        expect("(");
        Part whole = sum();
        expect(",");
        Part part = sum();
        expect(")");
        return Part.of(
                Kind.TRUTH,
                row -> whole.value().apply(row) instanceof String text
                                && part.value().apply(row) instanceof String wanted
                        ? text.contains(wanted)
                        : null,
                row -> "contains(" + whole.shown().apply(row) + ", "
                        + part.shown().apply(row) + ")");
    }

    private static String unquoted(String token) {
        return token.substring(1, token.length() - 1)
                .replaceAll("\\\\n", "\n")
                .replaceAll("\\\\t", "\t")
                .replaceAll("\\\\r", "\r")
                .replaceAll("\\\\(.)", "$1");
    }

    private Part truth(Part part) {
        if (part.kind() != Kind.TRUTH) {
            throw wrong("since && , || and ! join what is true or false only");
        }
        return part;
    }

    private String sign() {
        return at < tokens.size() && kinds.get(at).equals("sign") ? tokens.get(at) : "";
    }

    private boolean is(String sign) {
        return sign().equals(sign);
    }

    private boolean accept(String sign) {
        if (is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String sign) {
        if (!accept(sign)) {
            throw wrong("where " + sign + " is missing");
        }
    }

    private IllegalArgumentException wrong(String where) {
        return new IllegalArgumentException("expression '" + text + "' cannot be read " + where);
    }
}
