package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what SLS does not document, so that a template which works here works there. It looks at the words of each
 * {@code {{ }}} and {@code {% %}}, not at their meaning.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: syntax of alert templates</a>
 */
public final class LanguageCheck {

    private static final Set<String> TAGS = Set.of("for", "endfor", "if", "elif", "else", "endif", "raw", "endraw");
    private static final Map<String, String> CLOSES = Map.of("endfor", "for", "endif", "if");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in", "true", "false", "none");
    private static final Pattern OPEN = Pattern.compile("\\{\\{|\\{%|\\{#");
    private static final Pattern END_RAW = Pattern.compile("\\{%-?\\s*endraw\\s*-?%}");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<string>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<number>\\d+(?:\\.\\d+)?)"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)|(?<op>//|==|!=|>=|<=|\\*\\*|[-+*/%<>=.,:()\\[\\]{}|~])|(?<space>\\s+)|(?<other>.)",
            Pattern.DOTALL);

    private final TemplateText template;
    private final String text;
    private final Deque<Tag> open = new ArrayDeque<>();

    private record Tag(String name, int at) {}

    private record Token(String text, String kind, int at) {

        boolean is(String other) {
            return text.equals(other) && !kind.equals("string");
        }
    }

    private LanguageCheck(TemplateText template) {
        this.template = template;
        this.text = template.text();
    }

    /**
     * Checks a template.
     *
     * @param template the template
     * @throws TemplateException if it has what SLS does not document, or is malformed; with line and column
     */
    public static void check(TemplateText template) {
        new LanguageCheck(template).run();
    }

    private void run() {
        Matcher opening = OPEN.matcher(text);
        int from = 0;
        while (opening.find(from)) {
            from = switch (opening.group()) {
                case "{#" -> end("#}", opening.start(), opening.end());
                case "{{" -> expression(opening.start(), opening.end());
                default -> tag(opening.start(), opening.end());
            };
        }
        if (!open.isEmpty()) {
            throw at(open.peek().at(), "'{% " + open.peek().name() + " %}' is never ended");
        }
    }

    private int expression(int start, int from) {
        int end = end("}}", start, from);
        int stop = end - 2;
        List<Token> tokens = tokens(strip(from), stop);
        if (tokens.isEmpty()) {
            throw at(start, "'{{ }}' is empty");
        }
        words(tokens);
        return end;
    }

    private int tag(int start, int from) {
        int end = end("%}", start, from);
        List<Token> tokens = tokens(strip(from), end - 2);
        if (tokens.isEmpty() || !tokens.get(0).kind().equals("word")) {
            throw at(start, "'{% %}' names no statement");
        }
        Token name = tokens.get(0);
        if (!TAGS.contains(name.text())) {
            throw at(name.at(), "SLS does not document '{% " + name.text() + " %}'; it has " + new TreeSet<>(TAGS));
        }
        if (name.is("raw")) {
            Matcher endRaw = END_RAW.matcher(text);
            if (!endRaw.find(end)) {
                throw at(start, "'{% raw %}' is never ended");
            }
            return endRaw.end();
        }
        nesting(name);
        List<Token> rest = tokens.subList(1, tokens.size());
        if (name.is("for")) {
            loop(name, rest);
        }
        words(rest);
        return end;
    }

    private void nesting(Token name) {
        String opens = CLOSES.get(name.text());
        if (opens != null) {
            if (open.isEmpty() || !open.pop().name().equals(opens)) {
                throw at(name.at(), "'{% " + name.text() + " %}' ends nothing that was begun");
            }
        } else if (name.is("for") || name.is("if")) {
            open.push(new Tag(name.text(), name.at()));
        } else if (open.isEmpty() || !open.peek().name().equals("if")) {
            throw at(name.at(), "'{% " + name.text() + " %}' stands outside of '{% if %}'");
        }
    }

    private void loop(Token name, List<Token> rest) {
        int in = -1;
        for (int i = 0; i < rest.size() && in < 0; i++) {
            in = rest.get(i).is("in") ? i : -1;
        }
        if (in < 1 || in == rest.size() - 1) {
            throw at(
                    name.at(),
                    "'{% for %}' must be of the form '{% for x in list %}' or '{% for k, v in map.items() %}'");
        }
    }

    private void words(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token before = i == 0 ? null : tokens.get(i - 1);
            Token after = i + 1 == tokens.size() ? null : tokens.get(i + 1);
            depth += token.is("(") || token.is("[") || token.is("{")
                    ? 1
                    : token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
            operator(token, tokens, i);
            if (token.kind().equals("word")) {
                word(token, before, after);
            }
        }
        if (depth != 0) {
            throw at(tokens.get(0).at(), "brackets do not match");
        }
    }

    private void operator(Token token, List<Token> tokens, int i) {
        if (token.kind().equals("other") || token.is("~") || token.is("**")) {
            throw at(token.at(), "SLS does not document '" + token.text() + "' here");
        }
        if (token.is(":") && !insideBraces(tokens, i)) {
            throw at(token.at(), "SLS does not document slices such as [1:2]");
        }
    }

    private static boolean insideBraces(List<Token> tokens, int at) {
        int depth = 0;
        for (int i = at; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.is("]") || token.is("}") || token.is(")")) {
                depth++;
            } else if (token.is("[") || token.is("{") || token.is("(")) {
                if (depth == 0) {
                    return token.is("{");
                }
                depth--;
            }
        }
        return false;
    }

    private void word(Token word, Token before, Token after) {
        boolean called = after != null && after.is("(");
        boolean property = before != null && before.is(".");
        boolean named = after != null && after.is("=") && !property;
        String name = word.text();
        if (property) {
            if (called && !name.equals("items")) {
                throw at(word.at(), "SLS does not document the method '" + name + "()'; it has 'items()' of maps");
            }
        } else if (before != null && before.is("|")) {
            filter(word);
        } else if (named || KEYWORDS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            return;
        } else if (name.equals("is")
                || name.equals("if")
                || name.equals("else")
                || name.equals("loop")
                || name.startsWith("___")) {
            throw at(word.at(), "SLS does not document '" + name + "' here");
        } else if (called && !FunctionTable.all().containsKey(name)) {
            throw unknown(word, "function", FunctionTable.all().keySet());
        }
    }

    private void filter(Token word) {
        FunctionTable.SlsFunction function = FunctionTable.all().get(word.text());
        if (function == null) {
            throw unknown(word, "filter", FunctionTable.all().keySet());
        }
        if (!function.filter()) {
            throw at(word.at(), "'" + word.text() + "' is a function and no filter; write " + word.text() + "(..)");
        }
    }

    private TemplateException unknown(Token word, String kind, Set<String> known) {
        return at(
                word.at(),
                "%s '%s' is unknown; the nearest that SLS has is '%s', and all are %s"
                        .formatted(kind, word.text(), Nearest.to(word.text(), known), known));
    }

    private List<Token> tokens(int from, int to) {
        List<Token> tokens = new java.util.ArrayList<>();
        int stop = to > from && text.charAt(to - 1) == '-' ? to - 1 : to;
        Matcher matcher = TOKEN.matcher(text).region(from, Math.max(from, stop));
        while (matcher.find()) {
            if (matcher.group("space") == null) {
                tokens.add(new Token(matcher.group(), kind(matcher), matcher.start()));
            }
        }
        return tokens;
    }

    private static String kind(Matcher matcher) {
        return List.of("string", "number", "word", "op").stream()
                .filter(kind -> matcher.group(kind) != null)
                .findFirst()
                .orElse("other");
    }

    private int strip(int from) {
        return from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
    }

    // A closing mark inside a string does not close.
    private int end(String mark, int start, int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (text.startsWith(mark, i)) {
                return i + mark.length();
            } else if ((c == '\'' || c == '"') && !mark.equals("#}")) {
                quote = c;
            }
        }
        throw at(
                start,
                "'" + text.substring(start, Math.min(text.length(), start + 2)) + "' is never closed with '" + mark
                        + "'");
    }

    private TemplateException at(int index, String problem) {
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        int column = index - text.lastIndexOf('\n', index - 1);
        return new TemplateException(
                "%s, line %d, column %d: %s".formatted(template.name(), line, column, problem), line, column, null);
    }
}
