package io.github.cspmalert.notify;

import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.notify.internal.template.Language;
import io.github.cspmalert.notify.internal.template.ParsedTemplates;
import io.github.cspmalert.notify.internal.template.RenderSettings;
import io.github.cspmalert.notify.internal.template.SlsTemplate;
import io.github.cspmalert.notify.internal.template.Variables;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Renders templates in the language of SLS's alert templates, so that one template serves both SLS and this library.
 * Immutable and thread-safe.
 *
 * <p>What SLS does not document does not exist: {@link #check} and {@link #render} refuse it, saying where it stands and
 * what to write instead. A reference to something that does not exist renders as nothing; lists and maps render as
 * JSON. The old syntax {@code ${alert_name}} is understood for paths.
 *
 * <p>In {@linkplain io.github.cspmalert.definition.template.ContentFormat#HTML HTML} every value is escaped for the place where it
 * stands, whether the template says {@code escape_html} or not, and once if it does: a link never runs a script, an attribute
 * needs no quotation marks, and in CSS stands only what is a word or a number. Where no value is safe, such as in scripts and
 * as names of tags and attributes, the template is refused. Only what {@code escape_html}, {@code escape_markdown}, {@code to_list},
 * {@code annotations_to_list}, {@code blockquote}, {@code format_severity} and {@code format_status} make stays as it
 * is, since they escape what they are given; texts in the template's own expressions are escaped like any other. SLS itself
 * escapes only where the template says so.
 *
 * <p>In the content of a {@linkplain io.github.cspmalert.definition.template.TemplateText#channel() chat} lists and quotes are Markdown,
 * and what lists hold is escaped; {@code format_severity} and {@code format_status} are coloured in DingTalk and WeCom.
 *
 * <p>A template reaches nothing but its variables: no class, no file, no network. Its output, its loops and its time are
 * limited.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
public final class SlsTemplateRenderer implements TemplateRenderer {

    private static final int CACHED_TEMPLATES = 64;

    private final RenderSettings settings;
    private final ParsedTemplates<TemplateText, SlsTemplate> cache = new ParsedTemplates<>(CACHED_TEMPLATES);

    private SlsTemplateRenderer(RenderSettings settings) {
        this.settings = settings;
    }

    /** {@return a renderer with the defaults that {@link Builder} names} */
    public static SlsTemplateRenderer ofDefaults() {
        return builder().build();
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Renders a template. Values that come from logs are escaped for the format of the text.
     *
     * @param template the template
     * @param variables the variables; {@code alert} holds those of SLS
     * @return the text
     * @throws io.github.cspmalert.delivery.TemplateException if the template is malformed or uses what SLS does not
     *     document, if a value is of a kind that it cannot work with, such as text where it calculates, if a variable is, or
     *     holds, something other than texts, numbers, booleans, lists, maps, enums, instants and dates, or if a limit is
     *     exceeded
     */
    @Override
    public String render(TemplateText template, Map<String, ?> variables) {
        return bind(variables).render(template);
    }

    /**
     * Takes variables for several texts; they are made values of the language once for all of them.
     *
     * @param variables the variables, as {@link #render} takes them; they must not change meanwhile
     * @return what renders over them, as {@link #render} does; for one thread
     */
    @Override
    public Bound bind(Map<String, ?> variables) {
        return new OverVariables(new Variables(variables, false));
    }

    private final class OverVariables implements Bound {

        private final Variables variables;
        private List<String> blanks = List.of();

        OverVariables(Variables variables) {
            this.variables = variables;
        }

        @Override
        public String render(TemplateText template) {
            SlsTemplate.Rendered rendered = parsed(template).render(variables, settings);
            blanks = rendered.blanks();
            return rendered.text();
        }

        @Override
        public List<String> doubts() {
            return blanks;
        }
    }

    /**
     * Checks a template without rendering it.
     *
     * @param template the template
     * @throws io.github.cspmalert.delivery.TemplateException if the template is malformed or uses what SLS does not document
     */
    @Override
    public void check(TemplateText template) {
        parsed(template);
    }

    /**
     * Finds the names that a template uses and that do not exist. A name is surely wrong only if it is used as if it were
     * there, and not if the template asks first: with {@code if}, {@code and}, {@code or}, or a default.
     *
     * @param template the template
     * @param known the names that exist
     * @return the names that do not
     * @throws io.github.cspmalert.delivery.TemplateException if the template is malformed or uses what SLS does not document
     */
    @Override
    public List<UnknownName> unknownNames(TemplateText template, KnownNames known) {
        return parsed(template).unknownNames(known);
    }

    private SlsTemplate parsed(TemplateText template) {
        SlsTemplate cached = cache.get(template);
        if (cached == null) {
            cached = SlsTemplate.parse(template);
            cache.put(template, cached);
        }
        return cached;
    }

    /** Sets a renderer up. Not thread-safe. */
    public static final class Builder {

        private ZoneId timeZone = ZoneOffset.ofHours(8);
        private Language language = Language.ENGLISH;
        private int maxOutputLength = 1 << 20;
        private int maxIterations = 100_000;
        private Duration timeLimit = Duration.ofSeconds(5);
        private LongSupplier nanoClock = System::nanoTime;

        private Builder() {}

        /**
         * Sets the time zone of {@code format_date}, {@code parse_date} and {@code timestamp} where the template names none.
         * Default: UTC+8, as in SLS.
         *
         * @param timeZone the time zone
         * @return this builder
         */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = timeZone;
            return this;
        }

        /**
         * Sets the language of SLS's own words, such as the names of regions, where the template names none. Default: {@link
         * Locale#US}.
         *
         * @param locale {@link Locale#US} or {@link Locale#CHINA}
         * @return this builder
         * @throws IllegalArgumentException if it is neither
         */
        public Builder locale(Locale locale) {
            if (!locale.equals(Locale.US) && !locale.equals(Locale.CHINA)) {
                throw new IllegalArgumentException("locale must be en-US or zh-CN, but is " + locale.toLanguageTag());
            }
            this.language = locale.equals(Locale.CHINA) ? Language.CHINESE : Language.ENGLISH;
            return this;
        }

        /**
         * Sets how many characters the output, and any text on the way to it, may have. Default: 1,048,576.
         *
         * @param maxOutputLength the number of characters
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxOutputLength(int maxOutputLength) {
            this.maxOutputLength = positive("maxOutputLength", maxOutputLength);
            return this;
        }

        /**
         * Sets how often all loops of one rendering together may run, and how long a list may be that a template makes.
         * Default: 100,000.
         *
         * @param maxIterations the number of iterations
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxIterations(int maxIterations) {
            this.maxIterations = positive("maxIterations", maxIterations);
            return this;
        }

        /**
         * Sets how long one rendering may take. Default: 5 seconds.
         *
         * @param timeLimit the time
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeLimit(Duration timeLimit) {
            if (timeLimit.isNegative() || timeLimit.isZero()) {
                throw new IllegalArgumentException("timeLimit must be positive, but is " + timeLimit);
            }
            this.timeLimit = timeLimit;
            return this;
        }

        Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
            return this;
        }

        /**
         * Builds the renderer and leaves this builder as it is.
         *
         * @return the renderer
         */
        public SlsTemplateRenderer build() {
            return new SlsTemplateRenderer(
                    new RenderSettings(timeZone, language, maxOutputLength, maxIterations, timeLimit, nanoClock));
        }

        private static int positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive, but is " + value);
            }
            return value;
        }
    }
}
