package io.github.cspmalert.notify;

import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.notify.internal.jinja.JinjaEngine;
import io.github.cspmalert.notify.internal.jinja.JinjaSettings;
import io.github.cspmalert.notify.internal.jinja.TemplateSources;
import io.github.cspmalert.notify.internal.template.Variables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Renders templates in Jinja: the mails that posture rules has, and templates that want macros, inheritance or includes.
 * Immutable and thread-safe. Templates that are to run in SLS as well need {@link SlsTemplateRenderer}.
 *
 * <p>There are the tags {@code block}, {@code break}, {@code call}, {@code continue}, {@code extends}, {@code for}, {@code from},
 * {@code if}, {@code import}, {@code include}, {@code macro}, {@code raw} and {@code set}; Jinja's filters for text, numbers and
 * lists; {@code range} and {@code super}; and of our own, each as a filter or a function:
 *
 * <ul>
 *   <li>{@code format_time(seconds, 'yyyy-MM-dd HH:mm', 'en')}: a time in {@linkplain Builder#zone the zone}, after a pattern of
 *       {@link java.time.format.DateTimeFormatter}; nothing for 0. {@code format_date} shows seconds too, as SLS does
 *   <li>{@code instance_details(text)}: what CSPM writes about a resource, as a list of {@code name}, {@code value} and {@code link}
 *   <li>{@code remediation(check_id, check_item_name, 'en')}: {@code product}, {@code wrong}, {@code gain}, {@code console},
 *       {@code cli} and {@code source} from the {@linkplain Builder#catalogue catalogue}; an empty map if it has no entry
 *   <li>{@code risk_label(risk, 'en')}, {@code plural(number, one, many)}
 *   <li>{@code headline(changes)}, {@code sections(changes, 40, 60)}, {@code trend_bars(trend, 48)}: what the built-in mails are made of
 *   <li>as filters only: {@code one_line}, {@code shorten(80)}, {@code replace(from, to)}, {@code default(value)}, {@code escape},
 *       {@code tojson}
 * </ul>
 *
 * <p>In {@linkplain io.github.cspmalert.definition.template.ContentFormat#HTML HTML} every value is escaped, once, and nothing switches
 * that off; what macros, blocks and {@code {% set x %}..{% endset %}} make is mark-up, escaped inside. In every format, control
 * characters and characters that turn the direction of text are replaced. What a value says is never read as a template.
 *
 * <p>A name that does not exist is an error, unless the template asks with {@code is defined} or {@code default}.
 *
 * <p>A template reaches nothing but its variables and the template files: no class, no other file, no network. Output, loops and time are limited;
 * time is looked at between expressions, each of which is bounded by the size of its values.
 */
public final class JinjaTemplateRenderer implements TemplateRenderer {

    private static final String BUILT_IN = "io/github/cspmalert/notify/";

    private final JinjaEngine engine;

    private JinjaTemplateRenderer(JinjaEngine engine) {
        this.engine = engine;
    }

    /** {@return a renderer with the defaults that {@link Builder} names} */
    public static JinjaTemplateRenderer ofDefaults() {
        return builder().build();
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Renders a template.
     *
     * @param template the template
     * @param variables the variables
     * @return the text
     * @throws TemplateException if the template is malformed, if it uses a tag, a filter, a function, a file or a name that does not
     *     exist, if a variable is, or holds, something other than texts, numbers, booleans, lists, maps, enums, instants and
     *     dates, or if a limit is exceeded
     */
    @Override
    public String render(TemplateText template, Map<String, ?> variables) {
        return bind(variables).render(template);
    }

    /**
     * Takes variables for several texts; they are copied once for all of them.
     *
     * @param variables the variables, as {@link #render} takes them; they must not change meanwhile
     * @return what renders over them, as {@link #render} does; for one thread
     */
    @Override
    public Bound bind(Map<String, ?> variables) {
        Variables values = new Variables(variables, true);
        return template -> engine.render(template, values.plainFor(template));
    }

    /**
     * Checks a template, and the files that it names, without rendering it.
     *
     * @param template the template
     * @throws TemplateException if it cannot be parsed, or names a tag, a filter or a file that does not exist. Names of
     *     variables and functions are known only when it is rendered
     */
    @Override
    public void check(TemplateText template) {
        engine.check(template);
    }

    /** Sets a renderer up. Not thread-safe. */
    public static final class Builder {

        private final List<TemplateSources.Place> places = new ArrayList<>();
        private ZoneId zone = ZoneOffset.ofHours(8);
        private Locale locale = Locale.ENGLISH;
        private boolean reportUndefined = true;
        private int maxOutput = 1 << 20;
        private int maxSteps = 1_000_000;
        private Duration timeout = Duration.ofSeconds(5);
        private RemediationCatalogue catalogue = RemediationCatalogue.builtIn();
        private LongSupplier nanoClock = System::nanoTime;

        private Builder() {}

        /**
         * Sets the time zone of {@code format_time} and {@code format_date}. Default: UTC+8, as in SLS.
         *
         * @param zone the time zone
         * @return this builder
         */
        public Builder zone(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
            return this;
        }

        /**
         * Sets the language of {@code risk_label} and {@code remediation} where the template names none. Default: English.
         *
         * @param locale the language
         * @return this builder
         */
        public Builder locale(Locale locale) {
            this.locale = Objects.requireNonNull(locale, "locale");
            return this;
        }

        /**
         * Adds a folder with templates. It is looked in before what was added earlier, and before the templates that come with this
         * library: a file {@code posture/mail.html} in it takes the place of the built-in one. Each file is read once.
         *
         * @param folder the folder
         * @return this builder
         * @throws IllegalArgumentException if there is no such folder
         */
        public Builder templates(Path folder) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("templates must be a folder that exists, but is " + folder);
            }
            places.add(0, new TemplateSources.InFolder(folder));
            return this;
        }

        /**
         * Adds templates on a class path, as {@link #templates(Path)} adds a folder.
         *
         * @param loader what loads them
         * @param prefix the folder that they are in, such as {@code com/example/templates/}
         * @return this builder
         */
        public Builder templates(ClassLoader loader, String prefix) {
            places.add(
                    0,
                    new TemplateSources.OnClassPath(
                            loader, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
            return this;
        }

        /**
         * Sets what {@code remediation} looks up. Default: {@link RemediationCatalogue#builtIn()}.
         *
         * @param catalogue the catalogue
         * @return this builder
         */
        public Builder catalogue(RemediationCatalogue catalogue) {
            this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
            return this;
        }

        /**
         * Sets whether a name that does not exist is an error; if not, it is printed as nothing, as in SLS. Default: true.
         *
         * @param reportUndefined whether it is an error
         * @return this builder
         */
        public Builder reportUndefined(boolean reportUndefined) {
            this.reportUndefined = reportUndefined;
            return this;
        }

        /**
         * Sets how many characters the output, and any text on the way to it, may have. Default: 1,048,576.
         *
         * @param maxOutput the number of characters
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxOutput(int maxOutput) {
            this.maxOutput = positive("maxOutput", maxOutput);
            return this;
        }

        /**
         * Sets how many tags, expressions and texts one rendering may go through, each round of a loop counted. Default: 1,000,000.
         *
         * @param maxSteps the number of steps
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxSteps(int maxSteps) {
            this.maxSteps = positive("maxSteps", maxSteps);
            return this;
        }

        /**
         * Sets how long one rendering may take. Default: 5 seconds.
         *
         * @param timeout the time
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
            }
            this.timeout = timeout;
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
        public JinjaTemplateRenderer build() {
            List<TemplateSources.Place> all = new ArrayList<>(places);
            all.add(new TemplateSources.OnClassPath(JinjaTemplateRenderer.class.getClassLoader(), BUILT_IN));
            JinjaSettings settings = new JinjaSettings(
                    zone, locale, reportUndefined, maxOutput, maxSteps, timeout, catalogue.remediations(), nanoClock);
            return new JinjaTemplateRenderer(new JinjaEngine(settings, new TemplateSources(all)));
        }

        private static int positive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive, but is " + value);
            }
            return value;
        }
    }
}
