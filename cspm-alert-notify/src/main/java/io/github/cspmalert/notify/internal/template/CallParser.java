package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.Function.Parameter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of one call, and gives each to its parameter. */
final class CallParser {

    private final ExpressionParser parser;
    private final Tokens tokens;
    private final Function function;
    private final int offset;
    private final List<@Nullable Expression> arguments;
    private int given;
    private boolean named;

    CallParser(ExpressionParser parser, Tokens tokens, Function function, int offset) {
        this.parser = parser;
        this.tokens = tokens;
        this.function = function;
        this.offset = offset;
        this.arguments =
                Arrays.asList(new @Nullable Expression[function.parameters().size()]);
    }

    /** Reads up to the closing parenthesis; the opening one was read. */
    void read() {
        tokens.items(")", this::argument);
    }

    private void argument() {
        Token first = tokens.peek();
        Token name = tokens.takeKeyword();
        if (name != null) {
            keyword(name);
            named = true;
        } else if (named) {
            throw tokens.source()
                    .error(
                            first.offset(),
                            function.name() + ": an argument without a name comes after one with a name");
        } else {
            positional(parser.expression(), first);
        }
    }

    void positional(Expression value, Token token) {
        if (given == arguments.size()) {
            throw tokens.source().error(token.offset(), "too many arguments for " + function.signature());
        }
        arguments.set(given++, value);
    }

    private void keyword(Token name) {
        int index = indexOf(name);
        if (arguments.get(index) != null) {
            throw tokens.source()
                    .error(name.offset(), function.name() + ": the argument '" + name.text() + "' is given twice");
        }
        arguments.set(index, parser.expression());
    }

    private int indexOf(Token name) {
        List<Parameter> parameters = function.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name.text())) {
                return i;
            }
        }
        throw tokens.source()
                .error(name.offset(), "%s has no argument '%s'".formatted(function.signature(), name.text()));
    }

    Expression finish() {
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = function.parameters().get(i);
            if (parameter.required() && arguments.get(i) == null) {
                throw tokens.source()
                        .error(offset, "%s needs the argument '%s'".formatted(function.signature(), parameter.name()));
            }
        }
        return new Expression.Call(function, arguments, offset);
    }
}
