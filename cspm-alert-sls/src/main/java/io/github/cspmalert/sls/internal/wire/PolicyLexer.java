package io.github.cspmalert.sls.internal.wire;

import io.github.cspmalert.sls.internal.wire.PolicyToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts the policy language into tokens. As in Python, blocks are told by how far in they stand. For one thread, once. */
final class PolicyLexer {

    private static final List<String> SIGNS =
            List.of("==", "!=", ">=", "<=", "=~", "!~", "=", ">", "<", "(", ")", "[", "]", "{", "}", ",", ":", ".");

    private final String script;
    private final List<PolicyToken> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int at;
    private int line = 1;
    private int brackets;

    private PolicyLexer(String script) {
        this.script = script;
    }

    static List<PolicyToken> tokens(String script) throws PolicyScriptException {
        PolicyLexer lexer = new PolicyLexer(script.replace("\r\n", "\n"));
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws PolicyScriptException {
        boolean atLineStart = true;
        while (at < script.length()) {
            if (atLineStart) {
                atLineStart = false;
                indent();
                continue;
            }
            char c = script.charAt(at);
            if (c == '\n') {
                at++;
                if (brackets == 0) {
                    endStatement();
                    atLineStart = true;
                }
                line++;
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#') {
                skipLine();
            } else {
                token(c);
            }
        }
        endStatement();
        while (indents.peek() > 0) {
            indents.pop();
            add(Kind.DEDENT, "");
        }
        add(Kind.END, "");
    }

    private void skipLine() {
        while (at < script.length() && script.charAt(at) != '\n') {
            at++;
        }
    }

    private void endStatement() {
        PolicyToken last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        if (last != null && last.kind() != Kind.NEW_LINE && last.kind() != Kind.INDENT && last.kind() != Kind.DEDENT) {
            add(Kind.NEW_LINE, "");
        }
    }

    /** Blank lines and comments stand nowhere. */
    private void indent() throws PolicyScriptException {
        int column = 0;
        while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
            column += script.charAt(at) == '\t' ? 8 - column % 8 : 1;
            at++;
        }
        if (at == script.length() || script.charAt(at) == '\n' || script.charAt(at) == '#') {
            return;
        }
        if (column > indents.peek()) {
            indents.push(column);
            add(Kind.INDENT, "");
        }
        while (column < indents.peek()) {
            indents.pop();
            add(Kind.DEDENT, "");
        }
        if (column != indents.peek()) {
            throw new PolicyScriptException(
                    line, "the line stands neither with the lines before it nor with their block");
        }
    }

    private void token(char c) throws PolicyScriptException {
        if (c == '"' || c == '\'') {
            text(c);
        } else if (Character.isDigit(c)
                || c == '-' && at + 1 < script.length() && Character.isDigit(script.charAt(at + 1))) {
            int start = at++;
            while (at < script.length() && (Character.isDigit(script.charAt(at)) || script.charAt(at) == '.')) {
                at++;
            }
            add(Kind.NUMBER, script.substring(start, at));
        } else if (Character.isLetter(c) || c == '_') {
            int start = at;
            while (at < script.length() && (Character.isLetterOrDigit(script.charAt(at)) || script.charAt(at) == '_')) {
                at++;
            }
            add(Kind.NAME, script.substring(start, at));
        } else {
            sign();
        }
    }

    private void sign() throws PolicyScriptException {
        for (String sign : SIGNS) {
            if (script.startsWith(sign, at)) {
                at += sign.length();
                brackets += "([{".contains(sign) ? 1 : ")]}".contains(sign) ? -1 : 0;
                add(Kind.SIGN, sign);
                return;
            }
        }
        throw new PolicyScriptException(
                line, "a character that is not known here, U+%04X".formatted((int) script.charAt(at)));
    }

    private void text(char quote) throws PolicyScriptException {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < script.length() && script.charAt(at) != quote && script.charAt(at) != '\n') {
            text.append(script.charAt(at) == '\\' ? escaped() : script.charAt(at++));
        }
        if (at >= script.length() || script.charAt(at) != quote) {
            throw new PolicyScriptException(line, "a text does not end");
        }
        at++;
        add(Kind.TEXT, text.toString());
    }

    private char escaped() throws PolicyScriptException {
        char c = at + 1 < script.length() ? script.charAt(at + 1) : ' ';
        at += 2;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\'', '\\', '/' -> c;
            case 'u' -> unicode();
            default -> throw new PolicyScriptException(line, "a text has an escape that is not known here");
        };
    }

    private char unicode() throws PolicyScriptException {
        String digits = script.substring(Math.min(at, script.length()), Math.min(at + 4, script.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw new PolicyScriptException(line, "a text has an escape that is not known here");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private void add(Kind kind, String text) {
        tokens.add(new PolicyToken(kind, text, line));
    }
}
