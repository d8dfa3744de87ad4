package io.github.cspmalert.notify.internal.template;

import java.time.Duration;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * What renderings have in common.
 *
 * @param timeZone the zone of dates without one
 * @param language the language of SLS's own words
 * @param maxOutputLength how many characters the output, and any text on the way to it, may have
 * @param maxIterations how often all loops together may run
 * @param timeLimit how long a rendering may take
 * @param nanoClock what time is measured with, like {@link System#nanoTime()}
 */
public record RenderSettings(
        ZoneId timeZone,
        Language language,
        int maxOutputLength,
        int maxIterations,
        Duration timeLimit,
        LongSupplier nanoClock) {}
