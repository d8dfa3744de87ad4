package io.github.cspmalert.testkit.sls;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A notification that an alert has led to.
 *
 * @param at when it was sent
 * @param channel the channel, such as {@code email}, {@code sms}, {@code dingtalk} or {@code webhook}
 * @param recipients the mail addresses, the telephone numbers, or the id of the webhook
 * @param subject the rendered subject or title; empty if the channel has none
 * @param contents the rendered content for each alert; one alone if a webhook takes all alerts in one array. The greeting
 *     that the service puts around them is left out
 * @param alerts what its templates saw of each alert, under the names of the documentation
 * @see <a href="https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates">Template variables</a>
 */
public record SentNotification(
        Instant at,
        String channel,
        List<String> recipients,
        String subject,
        List<String> contents,
        List<Map<String, Object>> alerts) {

    /**
     * Copies the lists.
     *
     * @param at when it was sent
     * @param channel the channel
     * @param recipients whom it was sent to
     * @param subject the rendered subject
     * @param contents the rendered contents
     * @param alerts what the templates saw
     */
    public SentNotification {
        recipients = List.copyOf(recipients);
        contents = List.copyOf(contents);
        alerts = List.copyOf(alerts);
    }

    /** {@return the contents, each on lines of its own} */
    public String content() {
        return String.join("\n", contents);
    }
}
