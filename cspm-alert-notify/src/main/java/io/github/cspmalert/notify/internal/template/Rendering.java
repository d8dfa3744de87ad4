package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.ContentFormat;
import io.github.cspmalert.delivery.TemplateException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** One rendering: its variables, what was put out so far, and what is left of its bounds. Not thread-safe. */
final class Rendering {

    // Looking at the clock costs more than most steps.
    private static final int STEPS_PER_LOOK = 64;

    private final Source source;
    private final RenderSettings settings;
    private final StringBuilder out = new StringBuilder(1024);
    private final long started;
    private Scope scope;
    private int offset;
    private int iterations;
    private int steps;

    Rendering(Source source, RenderSettings settings, Scope variables) {
        this.source = source;
        this.settings = settings;
        this.scope = variables;
        this.started = settings.nanoClock().getAsLong();
    }

    Scope scope() {
        return scope;
    }

    void enter(Scope inner) {
        scope = inner;
    }

    boolean isHtml() {
        return source.template().format() == ContentFormat.HTML;
    }

    ZoneId zone() {
        return settings.timeZone();
    }

    Language language() {
        return settings.language();
    }

    /** Notes what is being worked on, so that whatever goes wrong can say where. */
    void at(int offset) {
        this.offset = offset;
        step();
    }

    /** Counts a step; now and then looks whether the time is over. */
    void step() {
        if (++steps % STEPS_PER_LOOK == 0) {
            checkTime();
        }
    }

    void checkTime() {
        if (settings.nanoClock().getAsLong() - started > settings.timeLimit().toNanos()) {
            throw error("rendering takes longer than the time limit of " + settings.timeLimit());
        }
    }

    void iterate() {
        if (++iterations > settings.maxIterations()) {
            throw error("the loops run more often than the limit of " + settings.maxIterations() + " iterations");
        }
        step();
    }

    /** Fails if a text of this length is longer than any text may be. */
    void checkLength(long length) {
        if (length > settings.maxOutputLength()) {
            throw error("the text grows past the limit of " + settings.maxOutputLength() + " characters");
        }
    }

    /** Fails if a list of this size is longer than loops may run. */
    void checkItems(int size) {
        if (size > settings.maxIterations()) {
            throw error("a list grows past the limit of " + settings.maxIterations() + " items");
        }
    }

    void write(String text) {
        checkLength((long) out.length() + text.length());
        out.append(text);
    }

    /** Puts a value out, escaped for the format unless it is mark-up. */
    void put(@Nullable Object value) {
        if (value != null) {
            String printed = Values.print(value, this);
            write(isHtml() ? Markup.htmlOf(value, printed) : printed);
        }
    }

    TemplateException error(String problem) {
        return source.error(offset, problem);
    }

    TemplateException error(int offset, String problem) {
        return source.error(offset, problem);
    }

    String output() {
        return out.toString();
    }
}
