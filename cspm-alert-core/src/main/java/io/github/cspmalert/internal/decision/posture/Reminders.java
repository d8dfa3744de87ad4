package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out when a posture rule is to look at findings again. Pure; thread-safe. */
final class Reminders {

    // So long before its end a waiver is told to be ending.
    private static final Duration WAIVER_NOTICE = Duration.ofDays(7);

    private final PostureRule rule;

    Reminders(PostureRule rule) {
        this.rule = rule;
    }

    /** {@return by when a finding is to be fixed} */
    Optional<Instant> deadline(Finding finding) {
        return finding.openedAt().flatMap(opened -> finding.risk()
                .map(risk -> risk.isDocumented() ? risk : RiskLevel.HIGH)
                .map(rule.deadlines()::get)
                .map(opened::plus));
    }

    /** {@return the key under which a finding is looked at when it is to be fixed} */
    Optional<StateKey> deadlineKey(Finding finding) {
        return deadline(finding).map(at -> key(finding, at, ReminderEntry.Kind.DEADLINE));
    }

    /** {@return when the rule is to look at an open finding again} */
    Map<StateKey, ReminderEntry> ofOpen(Finding finding, Instant now) {
        Map<StateKey, ReminderEntry> entries = new LinkedHashMap<>();
        Instant opened = finding.openedAt().orElse(null);
        int next = nextReminder(finding, now);
        reminder(finding, next)
                .ifPresent(at -> entries.put(
                        key(finding, at, ReminderEntry.Kind.REMINDER),
                        new ReminderEntry(ReminderEntry.Kind.REMINDER, next, opened, "")));
        deadline(finding)
                .filter(at -> at.isAfter(now))
                .ifPresent(at -> entries.put(
                        key(finding, at, ReminderEntry.Kind.DEADLINE),
                        new ReminderEntry(ReminderEntry.Kind.DEADLINE, 0, opened, "")));
        return entries;
    }

    // The number of the first reminder that lies in the future, counted from 1.
    private int nextReminder(Finding finding, Instant now) {
        int number = 1;
        while (reminder(finding, number).filter(at -> !at.isAfter(now)).isPresent()) {
            number++;
        }
        return number;
    }

    private Optional<Instant> reminder(Finding finding, int number) {
        List<Duration> after = rule.remindAfter();
        if (after.isEmpty()) {
            return Optional.empty();
        }
        int last = after.size() - 1;
        Duration step = last == 0 ? after.get(0) : after.get(last).minus(after.get(last - 1));
        Duration time = number <= after.size()
                ? after.get(number - 1)
                : after.get(last).plus(step.multipliedBy(number - after.size()));
        return finding.openedAt().map(opened -> opened.plus(time));
    }

    /** {@return when it is told that a waiver ends soon} */
    static Instant notice(Waiver waiver) {
        return waiver.until().minus(WAIVER_NOTICE);
    }

    /** {@return when the rule is to look at a finding again that a waiver holds back} */
    Map<StateKey, ReminderEntry> ofWaiver(Finding finding, Waiver waiver, Instant now) {
        Map<StateKey, ReminderEntry> entries = new LinkedHashMap<>();
        entries.put(
                key(finding, waiver.until(), ReminderEntry.Kind.WAIVER_END),
                new ReminderEntry(ReminderEntry.Kind.WAIVER_END, 0, null, waiver.id()));
        if (notice(waiver).isAfter(now)) {
            entries.put(
                    key(finding, notice(waiver), ReminderEntry.Kind.WAIVER_ENDING),
                    new ReminderEntry(ReminderEntry.Kind.WAIVER_ENDING, 0, null, waiver.id()));
        }
        return entries;
    }

    private StateKey key(Finding finding, Instant at, ReminderEntry.Kind kind) {
        return StateKey.reminder(rule.id(), at, kind, finding.key().id());
    }
}
