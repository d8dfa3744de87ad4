package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of one pair of delimiters, and how far they were read. */
final class Tokens {

    private final Source source;
    private final List<Token> tokens;
    private int at;

    Tokens(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Source source() {
        return source;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token take() {
        return peek().kind() == Kind.END ? peek() : tokens.get(at++);
    }

    boolean takeIf(String text) {
        boolean is = peek().is(text);
        at += is ? 1 : 0;
        return is;
    }

    boolean takeIf(String first, String second) {
        boolean are = peek().is(first) && tokens.get(at + 1).is(second);
        at += are ? 2 : 0;
        return are;
    }

    /** {@return what the next token means, after which it is consumed, or null if it means nothing} */
    @Nullable Operator takeIf(Map<String, Operator> operators) {
        Operator operator = peek().kind() == Kind.LITERAL ? null : operators.get(peek().text());
        at += operator == null ? 0 : 1;
        return operator;
    }

    /** {@return the name of a keyword argument, which is consumed with its '=', or null if none stands here} */
    @Nullable Token takeKeyword() {
        Token name = peek();
        return name.kind() == Kind.NAME && takeIf(name.text(), "=") ? name : null;
    }

    Token takeName(String what) {
        Token token = take();
        if (token.kind() != Kind.NAME) {
            throw expected(what, token);
        }
        return token;
    }

    void require(String text) {
        Token token = peek();
        if (!takeIf(text)) {
            throw Undocumented.explain(source, token, "expected '" + text + "', but found " + token.shown());
        }
    }

    /** Reads items up to the sign that closes them, with commas between them and perhaps behind the last one. */
    void items(String close, Runnable item) {
        while (!takeIf(close)) {
            item.run();
            if (!takeIf(",") && !peek().is(close)) {
                throw unexpected(peek());
            }
        }
    }

    void end() {
        if (peek().kind() != Kind.END) {
            throw unexpected(peek());
        }
    }

    TemplateException expected(String what, Token found) {
        return source.error(found.offset(), "expected " + what + ", but found " + found.shown());
    }

    TemplateException unexpected(Token token) {
        return Undocumented.explain(source, token, token.shown() + " cannot stand here");
    }
}
