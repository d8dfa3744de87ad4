package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An evaluation that was made.
 *
 * @param at when
 * @param project the project of the alert
 * @param alert its name
 * @param status what came of it
 * @param alerts what templates would see of what fires and what is over
 * @param reason why it failed, or does not fire
 */
public record Evaluated(
        Instant at, String project, String alert, String status, List<Map<String, Object>> alerts, String reason) {}
