package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.posture.SourceHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the messages about the health of results. Templates see {@code alert} with the annotations {@code title} and
 * {@code desc}, and {@code health} with {@code source}, {@code status}, {@code explanation} and {@code last_record}. Thread-safe.
 */
public final class HealthMessages {

    /** The id under which they are told and remembered; rules have no dot in theirs. */
    public static final String ID = "cspm.health";

    private final PolicySetup told;
    private final MessageComposer composer;

    /** Creates what makes messages for those whom a policy names. */
    public HealthMessages(PolicySetup told, MessageComposer composer) {
        this.told = told;
        this.composer = composer;
    }

    /** {@return whom it tells, and how} */
    public PolicySetup told() {
        return told;
    }

    /** {@return what came of it: an alert about results that are not fine, or that are fine again since some instant} */
    public Occurrence tell(SourceHealth health, Instant since, Instant at) {
        Alert alert = alert(health, since, at);
        MessageComposer.ForAlert messages = composer.about(alert, Map.of("health", variables(health)));
        List<Notification> notifications = new ArrayList<>();
        List<Occurrence.RenderingFailure> failures = new ArrayList<>();
        List<Action> actions = told.policy().actions();
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            MessageComposer.Composed composed = messages.compose(told.content(action));
            RuntimeException failure = composed.failure();
            if (failure != null) {
                failures.add(new Occurrence.RenderingFailure(action.channel(), failure));
            }
            List<Address> to = told.recipients(action).stream()
                    .flatMap(user -> user.addresses(action.channel()).stream())
                    .toList();
            String key = alert.fingerprint() + "-" + health.status().ordinal() + "-"
                    + Long.toHexString(at.toEpochMilli()) + "-" + i;
            notifications.add(
                    new Notification(key, action.channel(), to, composed.message(), List.of(AlertReference.to(alert))));
        }
        List<String> problems = failures.stream()
                .map(failed ->
                        "a message about health was replaced by plain text: " + Faults.describe(failed.failure()))
                .toList();
        return new Occurrence(
                ID, at, List.of(), List.of(alert), List.of(), notifications, List.of(), failures, problems);
    }

    private static Alert alert(SourceHealth health, Instant since, Instant at) {
        String title = health.isFine()
                ? "CSPM results '%s' are fine again".formatted(health.source())
                : "CSPM results '%s': %s".formatted(health.source(), words(health.status()));
        return Alert.builder(ID)
                .name(title)
                .severity(health.isFine() ? Severity.REPORT : Severity.HIGH)
                .status(health.isFine() ? AlertStatus.RESOLVED : AlertStatus.FIRING)
                .resolveTime(health.isFine() ? at : null)
                .fireTime(since)
                .alertTime(at)
                .labels(Map.of("source", health.source()))
                .annotations(Map.of("title", title, "desc", health.explanation()))
                .build();
    }

    private static Map<String, Object> variables(SourceHealth health) {
        return Map.of(
                "source", health.source(),
                "status", health.status().name().toLowerCase(Locale.ROOT),
                "explanation", health.explanation(),
                "last_record",
                        health.newestRecord().map(Instant::getEpochSecond).orElse(0L));
    }

    private static String words(SourceHealth.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
