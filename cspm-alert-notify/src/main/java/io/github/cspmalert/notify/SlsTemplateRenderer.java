package io.github.cspmalert.notify;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.delivery.TemplateText;
import io.github.cspmalert.notify.internal.template.Environment;
import io.github.cspmalert.notify.internal.template.JinjavaEngine;
import io.github.cspmalert.notify.internal.template.LanguageCheck;
import io.github.cspmalert.notify.internal.template.Values;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders SLS's template language. Immutable and thread-safe; its {@linkplain Builder builder} is neither.
 *
 * <p>What SLS does not document is refused rather than rendered differently here and there. An undefined variable prints
 * nothing, and an object prints as JSON. In HTML everything that <code>{{ }}</code> prints is escaped; the service leaves
 * that to the template. A template reaches no Java object, no file and no other template, and values that look like
 * templates are not rendered again.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: syntax of alert templates</a>
 */
public final class SlsTemplateRenderer implements TemplateRenderer {

    private static final int MAX_TEMPLATE = 256 * 1024;
    private static final int REMEMBERED = 200;

    private final ZoneId timeZone;
    private final int maxOutput;
    private final JinjavaEngine engine;
    private final Set<TemplateText> checked = Collections.synchronizedSet(Collections.newSetFromMap(new Remembered()));

    private SlsTemplateRenderer(Builder builder) {
        this.timeZone = builder.timeZone;
        this.maxOutput = builder.maxOutput;
        this.engine = new JinjavaEngine(builder.maxOutput, builder.timeLimit);
    }

    /** {@return a renderer with all defaults} */
    public static SlsTemplateRenderer ofDefaults() {
        return builder().build();
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Renders a template.
     *
     * @throws TemplateException if the template is malformed or has what SLS does not document, if a function fails, or if
     *     a bound of this renderer is passed
     */
    @Override
    public String render(TemplateText template, Map<String, ?> variables) {
        check(template);
        Map<String, @Nullable Object> plain = new HashMap<>();
        variables.forEach((name, value) -> plain.put(name, Values.plain(value)));
        return engine.render(template, plain, environment(template));
    }

    @Override
    public void check(TemplateText template) {
        if (checked.contains(template)) {
            return;
        }
        if (template.text().length() > MAX_TEMPLATE) {
            throw new TemplateException(
                    "%s: it has %d characters, more than %d"
                            .formatted(template.name(), template.text().length(), MAX_TEMPLATE),
                    0,
                    0,
                    null);
        }
        LanguageCheck.check(template);
        engine.parse(template, environment(template));
        checked.add(template);
    }

    private Environment environment(TemplateText template) {
        return new Environment(timeZone, template.format(), maxOutput);
    }

    /** The templates that were checked last. */
    private static final class Remembered extends LinkedHashMap<TemplateText, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TemplateText, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** Puts a renderer together. Not thread-safe. */
    public static final class Builder {

        private ZoneId timeZone = ZoneOffset.ofHours(8);
        private int maxOutput = 1_000_000;
        private Duration timeLimit = Duration.ofSeconds(5);

        private Builder() {}

        /**
         * Sets the time zone of dates that name none. Default: UTC+8, as in the service.
         *
         * @param timeZone the time zone
         * @return this builder
         */
        public Builder timeZone(ZoneId timeZone) {
            this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
            return this;
        }

        /**
         * Sets how long a rendered text may be. Default: 1,000,000 characters.
         *
         * @param maxOutput the number of characters; 1 or more
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder maxOutput(int maxOutput) {
            if (maxOutput < 1) {
                throw new IllegalArgumentException("maxOutput must be 1 or more, but is " + maxOutput);
            }
            this.maxOutput = maxOutput;
            return this;
        }

        /**
         * Sets how long a rendering may take. Default: 5 seconds.
         *
         * @param timeLimit the time; positive
         * @return this builder
         * @throws IllegalArgumentException if the time is not positive
         */
        public Builder timeLimit(Duration timeLimit) {
            if (timeLimit.isNegative() || timeLimit.isZero()) {
                throw new IllegalArgumentException("timeLimit must be positive, but is " + timeLimit);
            }
            this.timeLimit = timeLimit;
            return this;
        }

        /**
         * Builds the renderer and leaves this builder as it is.
         *
         * @return the renderer
         */
        public SlsTemplateRenderer build() {
            return new SlsTemplateRenderer(this);
        }
    }
}
