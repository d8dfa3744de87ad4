package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.internal.decision.policy.OncallGaps;
import io.github.cspmalert.internal.decision.policy.PolicyPath;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.posture.SourceHealth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the messages about the health of results, in plain text, since a template may be what is broken. Thread-safe. */
public final class HealthMessages {

    /** The id under which they are told and remembered; rules have no dot in theirs. */
    public static final String ID = "cspm.health";

    private static final int MOST_LINES = 50;

    private final PolicySetup told;

    /** Creates what makes messages for those whom a policy names. */
    public HealthMessages(PolicySetup told) {
        this.told = told;
    }

    /** {@return whom it tells} */
    public PolicySetup told() {
        return told;
    }

    /** {@return what came of it: an alert about results that are not fine, or that are fine again since some instant} */
    public Occurrence tell(SourceHealth health, Instant since, Instant at) {
        Alert alert = alert(health, since, at);
        return tell(
                alert, message(health, alert), Integer.toString(health.status().ordinal()), at);
    }

    /** {@return what came of it: an alert about waivers in force that meet no finding} */
    public Occurrence unused(List<Waiver> waivers, Instant at) {
        return notice(
                new Notice(
                        "waivers",
                        title(ids(waivers, Waiver::id), "Waiver '%s' meets no finding", "%d waivers meet no finding"),
                        "In force, and nothing that CSPM reports meets its filter:",
                        "Look whether a filter has a typo, and take away what is not needed."),
                ids(waivers, Waiver::id),
                waivers.stream()
                        .map(waiver -> line(waiver.id(), waiver.until(), waiver.author(), waiver.reason()))
                        .toList(),
                at);
    }

    /** {@return what came of it: an alert about silences that are about to end while alerts fire under them} */
    public Occurrence ending(List<SilenceNotices.Ending> ending, Instant at) {
        List<String> ids = ids(ending, each -> each.silence().id());
        return notice(
                new Notice(
                        "silence-ends",
                        title(ids, "Silence '%s' is about to end", "%d silences are about to end"),
                        "Alerts fire under what stands here, and are told once it has ended:",
                        "Repair what fires, or add a silence that goes on."),
                ids,
                ending.stream()
                        .map(each -> line(each.silence()) + "; firing: " + String.join(", ", each.rules()))
                        .toList(),
                at);
    }

    /** {@return what came of it: an alert about silences that have ended and met no alert} */
    public Occurrence unusedSilences(List<Silence> silences, Instant at) {
        List<String> ids = ids(silences, Silence::id);
        return notice(
                new Notice(
                        "silence-unused",
                        title(ids, "Silence '%s' met no alert", "%d silences met no alert"),
                        "Ended, and no alert met the condition:",
                        "Look whether the condition has a typo before you use it again."),
                ids,
                silences.stream().map(HealthMessages::line).toList(),
                at);
    }

    /** The words about things of one kind. */
    private record Notice(String kind, String title, String head, String advice) {}

    private static <T> List<String> ids(List<T> things, Function<T, String> id) {
        return things.stream().map(id).toList();
    }

    private static String title(List<String> ids, String one, String several) {
        return ids.size() == 1 ? one.formatted(ids.get(0)) : several.formatted(ids.size());
    }

    private static String line(Silence silence) {
        return line(silence.id(), silence.until(), silence.author(), silence.reason());
    }

    private static String line(String id, @Nullable Instant until, String author, String reason) {
        return "- %s, until %s, by %s: %s".formatted(id, until, Checks.printable(author), Checks.printable(reason));
    }

    private Occurrence notice(Notice notice, List<String> ids, List<String> lines, Instant at) {
        String text = lines.stream()
                .limit(MOST_LINES)
                .collect(Collectors.joining(
                        "\n",
                        notice.head() + "\n\n",
                        ids.size() > MOST_LINES ? "\n- and " + (ids.size() - MOST_LINES) + " more" : ""));
        Alert alert = Alert.builder(ID)
                .name(notice.title())
                .severity(Severity.LOW)
                .fireTime(at)
                .alertTime(at)
                .labels(Map.of(notice.kind(), Digests.hex(16, ids)))
                .annotations(Map.of("title", notice.title(), "desc", text))
                .build();
        Message message = new Message(notice.title(), text + "\n\n" + notice.advice(), ContentFormat.TEXT, List.of());
        return tell(alert, message, notice.kind(), at);
    }

    /** {@return what came of it: an alert about a time at which nobody is on call} */
    public Occurrence gap(OncallGaps.Gap gap, Instant at) {
        Instant end = gap.end();
        String title = "Nobody is on call in '%s' from %s".formatted(gap.group(), minutes(gap.begin()));
        String text = title + (end == null ? ", for a week at least" : " to " + minutes(end))
                + ". Alerts that are told to this on-call group alone reach nobody then.\n\nClose the gap in its rotations.";
        Alert alert = Alert.builder(ID)
                .name(title)
                .severity(Severity.HIGH)
                .fireTime(at)
                .alertTime(at)
                .labels(Map.of("oncallGroup", gap.group()))
                .annotations(Map.of("title", title, "desc", text))
                .build();
        return tell(alert, new Message(title, text, ContentFormat.TEXT, List.of()), "oncall", at);
    }

    private static Instant minutes(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    private Occurrence tell(Alert alert, Message message, String kind, Instant at) {
        List<Notification> notifications = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (PolicyPath.Chosen chosen : PolicyPath.of(told.policy().statements(), List.of(alert))) {
            Action action = chosen.action();
            List<User> users = told.orEverybodyOnCall(told.recipients(action, at), action, at, problems::add);
            List<Address> to = PolicySetup.addresses(users, action);
            if (to.isEmpty()) {
                continue;
            }
            String key =
                    alert.fingerprint() + "-" + kind + "-" + Long.toHexString(at.toEpochMilli()) + "-" + chosen.index();
            notifications.add(new Notification(key, action.channel(), to, message, List.of(AlertReference.to(alert))));
        }
        if (notifications.isEmpty()) {
            problems.add("action policy '%s', which is that of health, names nobody who can be told of this: %s"
                    .formatted(told.policy().id(), alert.name()));
        }
        return new Occurrence(
                ID, at, List.of(), List.of(alert), List.of(), notifications, List.of(), List.of(), problems);
    }

    private static Message message(SourceHealth health, Alert alert) {
        String last = health.newestRecord()
                .map(at -> "\n\nThe newest record of CSPM is of " + at + ".")
                .orElse("");
        String text = health.isFine()
                ? "Records of CSPM can be read, and runs come as expected."
                : health.explanation() + "\n\nUntil then nobody hears of new findings from there.";
        return new Message(alert.name(), text + last, ContentFormat.TEXT, List.of());
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

    private static String words(SourceHealth.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
