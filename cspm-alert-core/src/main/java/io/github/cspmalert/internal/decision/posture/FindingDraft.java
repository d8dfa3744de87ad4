package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.PostureNews;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.posture.Transition;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is decided of one finding that has news or is due: whether it is told, held back by a waiver, or looked at again later.
 * For one thread, once.
 */
final class FindingDraft {

    private final PostureDraft draft;
    private final PostureDecider decider;
    private final Instant at;
    private final Finding finding;
    private final List<StateKey> keys;
    private final StateKey heldKey;
    private final @Nullable NewsEntry held;
    private final Stand told;
    private final boolean open;

    /** Creates a draft about a finding, by the keys of what is to be told or is due of it. */
    FindingDraft(PostureDraft draft, PostureDecider decider, Finding finding, List<StateKey> keys, StateKey heldKey) {
        this.draft = draft;
        this.decider = decider;
        this.at = draft.when().at();
        this.finding = finding;
        this.keys = keys;
        this.heldKey = heldKey;
        this.held = draft.value(heldKey) instanceof NewsEntry entry ? entry : null;
        this.told = held != null ? held.before() : news().map(NewsEntry::before).orElse(Stand.of(finding));
        this.open = finding.state() == FindingState.OPEN;
    }

    private StateValue entry(StateKey key) {
        return Objects.requireNonNull(draft.value(key));
    }

    private Optional<NewsEntry> news() {
        return keys.stream()
                .filter(key -> key.kind() == StateKind.NEWS)
                .map(key -> (NewsEntry) entry(key))
                .findFirst();
    }

    private Optional<ReminderEntry> due(ReminderEntry.Kind kind) {
        return keys.stream()
                .filter(key -> key.kind() == StateKind.REMINDER)
                .map(key -> (ReminderEntry) entry(key))
                .filter(entry -> entry.kind() == kind)
                .findFirst();
    }

    void decide() {
        boolean meets = FindingMatch.matches(decider.rule().filter(), finding);
        if (open && !meets && told.state() == FindingState.OPEN && held == null) {
            // Whoever heard of it is to hear when it is fixed, so what was told of it stays remembered.
            keys.stream().filter(key -> key.kind() == StateKind.REMINDER).forEach(draft::forget);
            return;
        }
        keys.forEach(draft::forget);
        Optional<Waiver> waiver = open && meets ? decider.waivers().holding(finding, at) : Optional.empty();
        if (waiver.isPresent()) {
            hold(waiver.get());
        } else {
            release(meets);
        }
    }

    private void hold(Waiver waiver) {
        draft.held(held == null);
        if (held == null) {
            move(told, Stand.UNKNOWN);
        }
        if (held == null || !held.before().equals(told)) {
            draft.write(heldKey, new NewsEntry(told, finding.key().source(), at));
        }
        if (held == null || due(ReminderEntry.Kind.WAIVER_END).isPresent()) {
            decider.reminders().ofWaiver(finding, waiver, at).forEach(draft::write);
        }
        // After a change of waivers what is to come is looked at too.
        boolean soon = !Reminders.notice(waiver).isAfter(at);
        boolean ending = due(ReminderEntry.Kind.WAIVER_ENDING)
                .filter(entry -> soon && entry.waiver().equals(waiver.id()))
                .isPresent();
        if (ending) {
            tell(FindingChange.WAIVER_ENDING, 0, waiver);
        }
    }

    private void release(boolean meets) {
        if (held != null) {
            draft.released();
            draft.forget(heldKey);
        }
        move(held == null ? told : Stand.UNKNOWN, open && !meets ? Stand.UNKNOWN : Stand.of(finding));
        if (open && !meets) {
            return;
        }
        Optional<FindingChange> change = Transition.between(told, finding).map(Transition::kind);
        Optional<Integer> reminder = change.isPresent() ? Optional.empty() : reminder();
        if (change.isPresent()) {
            tell(change.get(), 0, null);
        } else if (held != null && open) {
            tell(FindingChange.STILL_OPEN, 0, endedWaiver());
        } else if (reminder.isPresent()) {
            tell(FindingChange.STILL_OPEN, reminder.get(), null);
        }
        if (open && (change.isPresent() || held != null || reminder.isPresent())) {
            decider.reminders().ofOpen(finding, at).forEach(draft::write);
        }
    }

    private @Nullable Waiver endedWaiver() {
        return due(ReminderEntry.Kind.WAIVER_END)
                .flatMap(entry -> decider.waivers().named(entry.waiver()))
                .orElse(null);
    }

    // A deadline that has been moved by another risk is void, as are reminders of an earlier opening.
    private Optional<Integer> reminder() {
        if (!open) {
            return Optional.empty();
        }
        boolean overdue =
                decider.reminders().deadlineKey(finding).filter(keys::contains).isPresent();
        return due(ReminderEntry.Kind.REMINDER)
                .filter(entry -> finding.openedAt().equals(Optional.ofNullable(entry.openedAt())))
                .map(ReminderEntry::number)
                .or(() -> overdue ? Optional.of(0) : Optional.empty());
    }

    private void tell(FindingChange change, int reminder, @Nullable Waiver waiver) {
        boolean asked =
                change == FindingChange.STILL_OPEN || decider.rule().tells().contains(change);
        if (asked) {
            Instant deadline = decider.reminders().deadline(finding).orElse(null);
            PostureNews.Item item = new PostureNews.Item(change, finding, told, reminder, deadline, waiver);
            draft.groups(finding).forEach(group -> group.tell(item));
        }
    }

    private void move(Stand before, Stand after) {
        if (!before.equals(after)) {
            draft.groups(finding).forEach(group -> group.move(before, after));
        }
    }
}
