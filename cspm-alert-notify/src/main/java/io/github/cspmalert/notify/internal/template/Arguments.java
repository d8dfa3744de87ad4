package io.github.cspmalert.notify.internal.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call. Each accessor gives an argument as what the function needs, or says that it is something else.
 *
 * @param function the function that is called
 * @param values a value for each of its parameters
 * @param rendering the rendering that calls it
 */
record Arguments(Function function, @Nullable Object[] values, Rendering rendering) {

    @Nullable Object raw(int index) {
        return index < values.length ? values[index] : null;
    }

    boolean isGiven(int index) {
        return raw(index) != null;
    }

    /** {@return the argument as the output would show it; mark-up is text like any other} */
    String text(int index) {
        String text = Values.print(raw(index), rendering);
        rendering.work(text.length() >> 8);
        return text;
    }

    long whole(int index) {
        if (raw(index) instanceof Long number) {
            return number;
        }
        throw not(index, "a whole number");
    }

    /** {@return the argument, which counts something: not negative, and capped to what fits an int} */
    int count(int index) {
        long number = whole(index);
        if (number < 0) {
            throw problem("%s must not be negative, but is %d".formatted(name(index), number));
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    Number number(int index) {
        if (raw(index) instanceof Number number) {
            return number;
        }
        throw not(index, "a number");
    }

    List<?> list(int index) {
        if (raw(index) instanceof List<?> list) {
            return list;
        }
        throw not(index, "a list");
    }

    Map<?, ?> map(int index) {
        if (raw(index) instanceof Map<?, ?> map) {
            return map;
        }
        throw not(index, "a map");
    }

    boolean flag(int index) {
        return Values.isTrue(raw(index));
    }

    RuntimeException not(int index, String wanted) {
        return problem("%s must be %s, but is %s".formatted(name(index), wanted, Values.kind(raw(index))));
    }

    RuntimeException problem(String problem) {
        return rendering.error(function.name() + ": " + problem);
    }

    /** {@return the text as mark-up in HTML, where the output takes it unchanged, and as plain text elsewhere} */
    Object markup(String html) {
        return rendering.isHtml() ? new Markup(html) : html;
    }

    private String name(int index) {
        return function.parameters().get(index).name();
    }
}
