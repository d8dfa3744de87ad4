package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.List;

/**
 * What an evaluation would do now. Nothing was sent, and nothing is remembered. Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param at the instant of the preview
 * @param data the rule's queries, each with the range of log time that it ran over and what it gave
 * @param alerts the alerts that would fire
 * @param notifications the messages as they would be sent, to all recipients of the policy, also those who would be held
 *     back
 * @param heldBack who would not be told now, and why
 * @param problems what went wrong on the way, such as a template that failed; one sentence each
 */
public record AlertPreview(
        String ruleId,
        Instant at,
        List<QueryData> data,
        List<Alert> alerts,
        List<Notification> notifications,
        List<HeldBack> heldBack,
        List<String> problems) {

    /**
     * Copies the lists.
     *
     * @param ruleId the id of the rule
     * @param at the instant of the preview
     * @param data the rule's queries, each with the range of log time that it ran over
     * @param alerts the alerts that would fire
     * @param notifications the messages as they would be sent, to all recipients of the policy
     * @param heldBack who would not be told now, and why
     * @param problems what went wrong on the way, such as a template that failed
     */
    public AlertPreview {
        data = List.copyOf(data);
        alerts = List.copyOf(alerts);
        notifications = List.copyOf(notifications);
        heldBack = List.copyOf(heldBack);
        problems = List.copyOf(problems);
    }
}
