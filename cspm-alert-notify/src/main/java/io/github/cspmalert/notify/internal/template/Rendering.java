package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.delivery.TemplateException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rendering: its variables, its output so far, and what is left of its limits. Not thread-safe. */
final class Rendering implements Json.Printer {

    // Looking at the clock costs more than most steps.
    private static final int WORK_PER_LOOK = 64;
    private static final int MADE_PER_OUTPUT = 50;

    private static final Set<Channel> CHATS = Set.of(Channel.DINGTALK, Channel.WECHAT, Channel.LARK, Channel.SLACK);

    private final Source source;
    private final RenderSettings settings;
    private final StringBuilder out = new StringBuilder(8192);
    private final long started;
    private final Map<Integer, Boolean> allBlank = new LinkedHashMap<>();
    private Scope scope;
    private int values;
    private int blanks;
    private int offset;
    private int iterations;
    private long items;
    private long characters;
    private long workUntilLook = WORK_PER_LOOK;

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

    /** {@return whether it is what a chat shows as Markdown} */
    boolean isMarkdown() {
        return !isHtml() && source.template().channel().filter(CHATS::contains).isPresent();
    }

    /** {@return whether it is a text of that channel, and not HTML} */
    boolean isOf(Channel channel) {
        return !isHtml() && source.template().channel().filter(channel::equals).isPresent();
    }

    ZoneId zone() {
        return settings.timeZone();
    }

    Language language() {
        return source.template().locale() == ContentLocale.ZH_CN ? Language.CHINESE : settings.language();
    }

    /** Notes what is being worked on, so that whatever goes wrong can say where. */
    void at(int offset) {
        this.offset = offset;
        step();
    }

    /** Counts a step. */
    void step() {
        work(1);
    }

    /** Counts what was done, in units of about a microsecond at most, and now and then looks whether the time is over. */
    void work(long amount) {
        workUntilLook -= amount;
        if (workUntilLook < 0) {
            workUntilLook = WORK_PER_LOOK;
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

    @Override
    public void checkJson(int length, int depth) {
        step();
        checkLength(length);
    }

    @Override
    public String print(@Nullable Object value) {
        return Values.print(value, this);
    }

    /** Fails if a list of this size is longer than loops may run. */
    void checkItems(long size) {
        if (size > settings.maxIterations()) {
            throw error("the lists grow past the limit of " + settings.maxIterations() + " items");
        }
    }

    /** Counts what an expression made, so that not even all that it made together gets out of hand. */
    @Nullable Object made(@Nullable Object value) {
        if (value instanceof List<?> list) {
            madeItems(list.size());
        } else if (value instanceof String || value instanceof Markup) {
            int length = value.toString().length();
            checkLength(length);
            characters += length;
            work(length >> 8);
            if (characters / MADE_PER_OUTPUT > settings.maxOutputLength()) {
                throw error("the template makes more than %d times the limit of %d characters"
                        .formatted(MADE_PER_OUTPUT, settings.maxOutputLength()));
            }
        }
        return value;
    }

    /** Counts items that were made. */
    void madeItems(int count) {
        items += count;
        checkItems(items);
        work(count >> 4);
    }

    void write(String text) {
        checkLength((long) out.length() + text.length());
        out.append(text);
    }

    /** Adds a value to the output as its place needs it. */
    void put(@Nullable Object value, Place place) {
        String printed = Values.print(value, this);
        values++;
        blanks += isBlank(printed) ? 1 : 0;
        write(place.write(value, printed));
    }

    private static boolean isBlank(String text) {
        return text.isEmpty() || Spaces.is(text.charAt(0)) && text.chars().allMatch(Spaces::is);
    }

    /** How many values were put out, and how many of them were blank. */
    record Printed(int values, int blanks) {}

    Printed printed() {
        return new Printed(values, blanks);
    }

    /** Notes what a loop has put out since it began; it may run several times, in another loop. */
    void loopEnded(int loop, Printed before) {
        int put = values - before.values();
        if (put > 0) {
            allBlank.merge(loop, put == blanks - before.blanks(), Boolean::logicalAnd);
        }
    }

    /** {@return the loops that put out values, all of them blank} */
    List<String> blankLoops() {
        return allBlank.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(loop -> source.at(loop.getKey(), "all that this loop prints is blank"))
                .toList();
    }

    TemplateException error(String problem) {
        return source.error(offset, problem);
    }

    TemplateException error(String problem, Throwable cause) {
        return source.error(offset, problem, cause);
    }

    TemplateException error(int offset, String problem) {
        return source.error(offset, problem);
    }

    String output() {
        return out.toString();
    }
}
