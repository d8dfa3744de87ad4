package io.github.cspmalert.testkit;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertBuilder;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An alert and its notification as they come in real life, for tests of notifiers and templates: three check items that
 * some resources did not pass, counted by product and name.
 */
public final class Samples {

    /** The statement of the sample alert. */
    public static final String STATEMENT =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name""";

    /** The template of the sample alert's content, in SLS's language; HTML. */
    public static final String TEMPLATE =
            """
            Alert Name: {{ alert.alert_name }} <br>
            Content: {{ alert.annotations.desc }} <br>
            Check_item_names:
            <ul>
            {% for raw_result in alert.results[0].raw_results %}
            <li>【{{ raw_result.instance_type }}】{{ raw_result.check_item_name }} - {{ raw_result.cnt }} resources</li>
            {% endfor %}
            </ul><br>
            Current Alert Time: {{ alert.alert_time | format_date }} <br>
            """;

    private static final Instant ALERT_TIME = Instant.parse("2026-11-23T08:00:00Z");

    private static final String CONTENT =
            """
            Alert Name: CSPM check items not passed <br>
            Content: Check items of CSPM that were not passed in the last 24 hours <br>
            Check_item_names:
            <ul>
            <li>【RAM】AdministratorAccess Policy Attachment - 4 resources</li>
            <li>【RAM】Ensure users not logged on for 90 days or longer are disabled for console logon - 12 resources</li>
            <li>【ECS】Ensure no security groups allow ingress from 0.0.0.0/0 to port 22 - 7 resources</li>
            </ul><br>
            Current Alert Time: 2026-11-23 16:00:00 <br>
            """;

    private Samples() {}

    /** {@return an alert that fires, evaluated at 2026-11-23 08:00 UTC over the day before} */
    public static Alert alert() {
        return alertBuilder().build();
    }

    /** {@return the same alert, over after two hours; its evaluation found no row} */
    public static Alert resolvedAlert() {
        Instant resolved = ALERT_TIME.plus(Duration.ofHours(2));
        return alertBuilder()
                .status(AlertStatus.RESOLVED)
                .fireTime(ALERT_TIME)
                .alertTime(resolved)
                .resolveTime(resolved)
                .condition("Count:__count__ > 0; Condition:", "Count:[0] > 0; Condition:")
                .results(List.of(queryData(List.of())))
                .fireResults(List.of())
                .build();
    }

    /** {@return a builder that holds the sample alert, to be changed} */
    public static AlertBuilder alertBuilder() {
        return Alert.builder("cspm-not-passed")
                .name("CSPM check items not passed")
                .severity(Severity.HIGH)
                .accountId("1234567890123456")
                .region("cn-hangzhou")
                .project("sas-log-1234567890123456-cn-hangzhou")
                .alertTime(ALERT_TIME)
                .nextEvalInterval(Duration.ofHours(1))
                .repeatInterval(Duration.ofHours(24))
                .condition("Count:__count__ > 0; Condition:", "Count:[3] > 0; Condition:")
                .annotations(annotations())
                .results(List.of(queryData(rows())))
                .fireResults(rows());
    }

    /** {@return the rows of the sample alert} */
    public static List<LogRow> rows() {
        return List.of(
                row("RAM", "AdministratorAccess Policy Attachment", 4),
                row("RAM", "Ensure users not logged on for 90 days or longer are disabled for console logon", 12),
                row("ECS", "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22", 7));
    }

    /** {@return a message about the sample alert, in HTML, as its template renders it} */
    public static Message message() {
        return new Message("CSPM: 3 check items not passed", CONTENT, ContentFormat.HTML, List.of());
    }

    /**
     * Makes a notification of the sample alert.
     *
     * @param channel the channel
     * @param to the addresses; at least one
     * @return the notification
     * @throws IllegalArgumentException if there is no address
     */
    public static Notification notification(Channel channel, Address... to) {
        return notification("sample-1", channel, message(), List.of(to));
    }

    /**
     * Makes a notification of the sample alert with a key and a message of your own.
     *
     * @param key the idempotency key
     * @param channel the channel
     * @param message the message
     * @param to the addresses; at least one
     * @return the notification
     * @throws IllegalArgumentException if there is no address, or the key has characters that a key must not have
     */
    public static Notification notification(String key, Channel channel, Message message, List<Address> to) {
        return new Notification(key, channel, to, message, List.of(AlertReference.to(alert())));
    }

    private static Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("title", "CSPM: 3 check items not passed");
        annotations.put("desc", "Check items of CSPM that were not passed in the last 24 hours");
        return annotations;
    }

    private static QueryData queryData(List<LogRow> rows) {
        LogOrigin origin = new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log");
        TimeRange range = new TimeRange(ALERT_TIME.minus(Duration.ofDays(1)), ALERT_TIME);
        List<String> columns = List.of("instance_type", "check_item_name", "cnt");
        return new QueryData(STATEMENT, range, new LogResult(origin, columns, rows, Set.of()));
    }

    private static LogRow row(String instanceType, String checkItemName, int count) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("instance_type", instanceType);
        values.put("check_item_name", checkItemName);
        values.put("cnt", Integer.toString(count));
        return LogRow.of(values);
    }
}
