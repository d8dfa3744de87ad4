package io.github.cspmalert.testkit.sls;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An evaluation of an alert.
 *
 * @param at when it was made
 * @param project the project of the alert
 * @param alert the name of the alert
 * @param status {@code firing}, {@code pending} while the threshold is not reached, {@code inactive}, or {@code error}
 * @param alerts what fires, and what is over if the alert tells that: what templates see of each, under the names of the
 *     documentation
 * @param reason why it failed, or does not fire; may be empty
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/fields-in-alert-rule-evaluation-logs">Evaluation logs</a>
 */
public record AlertEvaluation(
        Instant at, String project, String alert, String status, List<Map<String, Object>> alerts, String reason) {

    /**
     * Copies the list.
     *
     * @param at when it was made
     * @param project the project of the alert
     * @param alert the name of the alert
     * @param status what came of it
     * @param alerts what fires and what is over
     * @param reason why it failed, or does not fire
     */
    public AlertEvaluation {
        alerts = List.copyOf(alerts);
    }
}
