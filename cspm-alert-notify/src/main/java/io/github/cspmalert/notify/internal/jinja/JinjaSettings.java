package io.github.cspmalert.notify.internal.jinja;

import io.github.cspmalert.notify.internal.remediation.Remediations;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What a renderer is set to.
 *
 * @param timeZone the zone that times are shown in
 * @param locale the language where a template names none
 * @param reportUndefined whether a name that does not exist is an error
 * @param maxOutputLength how many characters the output, and any text on the way to it, may have
 * @param maxSteps how many parts of templates one rendering may go through
 * @param timeLimit how long one rendering may take
 * @param catalogue what {@code remediation} looks up
 * @param nanoClock measures elapsed time
 */
public record JinjaSettings(
        ZoneId timeZone,
        Locale locale,
        boolean reportUndefined,
        int maxOutputLength,
        int maxSteps,
        Duration timeLimit,
        Remediations catalogue,
        LongSupplier nanoClock) {}
