package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.objects.SafeString;
import com.hubspot.jinjava.objects.collections.PyList;
import com.hubspot.jinjava.objects.collections.PyMap;
import com.hubspot.jinjava.tree.Node;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.notify.internal.template.Json;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One rendering, with all files that it goes through: what is left of its limits, and the first thing that went wrong. Not
 * thread-safe.
 */
final class Rendering implements Json.Printer {

    /** The longest text, other than what macros and blocks make, that an expression may get: comparing two may take its square. */
    static final int MAX_TEXT = 100_000;

    /** The number of values that a list or a map may hold in all, however deep: comparing two goes through all of them. */
    static final int MAX_VALUES = 100_000;

    private static final int MAX_DEPTH = 50;
    private static final int STEPS_PER_LOOK = 32;

    private final TemplateText template;
    private final JinjaSettings settings;
    private final long started;
    private final Map<Object, Long> weights = new IdentityHashMap<>();
    private final Deque<String> missing = new ArrayDeque<>();
    private int steps;
    private int line;
    private int column;
    private Supplier<String> file = () -> "";
    private @Nullable TemplateException failure;

    Rendering(TemplateText template, JinjaSettings settings) {
        this.template = template;
        this.settings = settings;
        this.started = settings.nanoClock().getAsLong();
    }

    JinjaSettings settings() {
        return settings;
    }

    boolean isHtml() {
        return template.format() == ContentFormat.HTML;
    }

    /** Notes which part of which file is being rendered, counts it, and fails if something has failed before. */
    void at(Node node, Supplier<String> inFile) {
        throwFailure();
        line = node.getMaster().getLineNumber();
        column = node.getMaster().getStartPosition();
        file = inFile;
        step();
    }

    /** Counts a step. */
    void step() {
        if (++steps > settings.maxSteps()) {
            throw problem("rendering goes through more parts than the limit of " + settings.maxSteps());
        }
        if (steps % STEPS_PER_LOOK == 0
                && settings.nanoClock().getAsLong() - started
                        > settings.timeLimit().toNanos()) {
            throw problem("rendering takes longer than the time limit of " + settings.timeLimit());
        }
    }

    void checkLength(long length) {
        if (length > settings.maxOutputLength()) {
            throw problem("the text grows past the limit of " + settings.maxOutputLength() + " characters");
        }
    }

    @Override
    public void checkJson(int length, int depth) {
        checkLength(length);
        checkDepth(depth);
    }

    /** {@return a value as it is printed: nothing of what is no value of the language, such as a macro} */
    @Override
    public String print(@Nullable Object value) {
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof SafeString) {
            return value.toString();
        }
        return value instanceof Collection || value instanceof Map ? Json.write(value, this) : "";
    }

    private void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw problem("a value is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    /** Fails if the value is so large that one operator on it could take long: time is looked at between expressions only. */
    void checkWeight(@Nullable Object value) {
        weight(value, 0);
    }

    private long weight(@Nullable Object value, int depth) {
        if (value instanceof String text && text.length() > MAX_TEXT) {
            throw problem("a text is longer than the limit of " + MAX_TEXT + " characters");
        }
        Object plain = value instanceof PyMap map ? map.toMap() : value instanceof PyList list ? list.toList() : value;
        Collection<?> parts =
                plain instanceof Map<?, ?> map ? map.values() : plain instanceof Collection<?> c ? c : null;
        if (parts == null || plain == null) {
            return 1;
        }
        Long known = weights.get(plain);
        return known != null ? known : weighed(plain, parts, depth + 1);
    }

    private long weighed(Object container, Collection<?> parts, int depth) {
        checkDepth(depth);
        long weight = 1;
        for (Object part : parts) {
            weight += weight(part, depth);
            if (weight > MAX_VALUES) {
                throw problem("a list or a map holds more than the limit of " + MAX_VALUES + " values");
            }
        }
        weights.put(container, weight);
        return weight;
    }

    /** Notes that an expression asked for something that does not exist. */
    void missing(String name) {
        missing.push(name);
    }

    /** Forgets what was asked for last, because the template asked whether it exists. */
    void forgive() {
        missing.poll();
    }

    /** Starts with an expression: what is missing in it alone counts. */
    int mark() {
        return missing.size();
    }

    /** Ends an expression, and fails if something was missing in it and that is to be reported. */
    void release(int mark) {
        String name = null;
        while (missing.size() > mark) {
            name = missing.pop();
        }
        throwFailure();
        if (name != null && settings.reportUndefined()) {
            throw problem("'%s' is not defined; write %s|default('') if it may be missing".formatted(name, name));
        }
    }

    /** {@return the failure that a problem makes; the first one is kept, for whoever catches it on the way} */
    TemplateException problem(String problem) {
        return problem(problem, line, column, null);
    }

    TemplateException problem(String problem, int atLine, int atColumn, @Nullable Throwable cause) {
        if (failure == null) {
            String name = file.get();
            String where = name.isEmpty() ? "" : ", in " + name;
            String place = atLine > 0 ? ", line " + atLine + (atColumn > 0 ? ", column " + atColumn : "") : "";
            failure = new TemplateException(template.name() + where + place + ": " + problem, atLine, atColumn, cause);
        }
        return failure;
    }

    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
