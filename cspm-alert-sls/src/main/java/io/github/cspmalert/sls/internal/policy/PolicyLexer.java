package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.sls.internal.policy.PolicyToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts the policy language into tokens. As in Python, indentation marks blocks. For one thread, once. */
final class PolicyLexer {

    private static final List<String> SIGNS =
            List.of("==", "!=", ">=", "<=", "=~", "!~", "=", ">", "<", "(", ")", "[", "]", "{", "}", ",", ":", ".");

    private static final Cursor.Kind NUMBER = new Cursor.Kind(c -> Character.isDigit(c) || c == '.');
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> Character.isLetterOrDigit(c) || c == '_');

    private final Cursor cursor;
    private final List<PolicyToken> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int line = 1;
    private int brackets;
    private boolean comments;

    private PolicyLexer(String script) {
        this.cursor = new Cursor(script);
    }

    /** Cuts a script up; what of it is no token is told in the list. */
    static List<PolicyToken> tokens(String script, List<String> leftOut) throws PolicyScriptException {
        PolicyLexer lexer = new PolicyLexer(script.replace("\r\n", "\n"));
        lexer.run();
        if (lexer.comments) {
            leftOut.add("has comments, which stay in the service");
        }
        return lexer.tokens;
    }

    private void run() throws PolicyScriptException {
        boolean atLineStart = true;
        while (!cursor.atEnd()) {
            if (atLineStart) {
                atLineStart = false;
                indent();
            } else if (cursor.accept('\n')) {
                if (brackets == 0) {
                    endStatement();
                    atLineStart = true;
                }
                line++;
            } else if (cursor.peek() == '#') {
                comments = true;
                cursor.skipTo('\n');
            } else if (!cursor.accept(' ') && !cursor.accept('\t')) {
                token(cursor.peek());
            }
        }
        endStatement();
        while (indents.peek() > 0) {
            indents.pop();
            add(Kind.DEDENT, "");
        }
        add(Kind.END, "");
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
        while (cursor.peek() == ' ' || cursor.peek() == '\t') {
            column += cursor.next() == '\t' ? 8 - column % 8 : 1;
        }
        if (cursor.atEnd() || cursor.peek() == '\n' || cursor.peek() == '#') {
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
        int start = cursor.at();
        if (c == '"' || c == '\'') {
            text(cursor.next());
        } else if (Character.isDigit(c) || c == '-' && Character.isDigit(cursor.peek(1))) {
            cursor.next();
            cursor.skipWhile(NUMBER);
            add(Kind.NUMBER, cursor.since(start));
        } else if (Character.isLetter(c) || c == '_') {
            add(Kind.NAME, cursor.takeWhile(NAME));
        } else {
            sign();
        }
    }

    private void sign() throws PolicyScriptException {
        String sign = cursor.acceptAny(SIGNS);
        if (sign == null) {
            throw new PolicyScriptException(
                    line, "a character that is not known here, U+%04X".formatted((int) cursor.peek()));
        }
        brackets += "([{".contains(sign) ? 1 : ")]}".contains(sign) ? -1 : 0;
        add(Kind.SIGN, sign);
    }

    private void text(char quote) throws PolicyScriptException {
        StringBuilder text = new StringBuilder();
        while (!cursor.atEnd() && cursor.peek() != quote && cursor.peek() != '\n') {
            text.append(cursor.accept('\\') ? escaped() : cursor.next());
        }
        if (!cursor.accept(quote)) {
            throw new PolicyScriptException(line, "a text does not end");
        }
        add(Kind.TEXT, text.toString());
    }

    private char escaped() throws PolicyScriptException {
        char c = cursor.next();
        int meaning =
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case '"', '\'', '\\', '/' -> c;
                    case 'u' -> cursor.takeHex(4);
                    default -> -1;
                };
        if (meaning < 0) {
            throw new PolicyScriptException(line, "a text has an escape that is not known here");
        }
        return (char) meaning;
    }

    private void add(Kind kind, String text) {
        tokens.add(new PolicyToken(kind, text, line));
    }
}
