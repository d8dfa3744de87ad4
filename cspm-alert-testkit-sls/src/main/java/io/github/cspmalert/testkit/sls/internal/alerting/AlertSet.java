package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts that are told together, and what was told of them. */
final class AlertSet {

    private final Grouping grouping;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private Instant look;
    private @Nullable Instant told;

    AlertSet(Grouping grouping, Instant at) {
        this.grouping = grouping;
        this.look = at.plus(grouping.firstWait());
    }

    /** An alert of the set. */
    private static final class Member {

        private Event event;
        private String told = "";
        private boolean current = true;

        Member(Event event) {
            this.event = event;
        }

        boolean changed() {
            return !told.equals(event.status());
        }
    }

    Grouping grouping() {
        return grouping;
    }

    boolean has(Event event) {
        return members.containsKey(event.fingerprint());
    }

    /** {@return when the set is looked at next} */
    Instant next() {
        return look;
    }

    /** {@return whether nothing of it fires any more} */
    boolean isOver() {
        return members.isEmpty();
    }

    void take(Event event) {
        Member member = members.computeIfAbsent(event.fingerprint(), each -> new Member(event));
        member.event = event;
        member.current = true;
    }

    // What ends without a recovery stays as it is known, but is told no more.
    void evaluated(Rule rule, Instant at) {
        members.values().stream()
                .filter(member -> member.event.rule().project().equals(rule.project())
                        && member.event.rule().name().equals(rule.name())
                        && member.event.at().isBefore(at))
                .forEach(member -> member.current = false);
    }

    /** {@return the alerts to tell now: all of the set if it changed, or is to be repeated; else none} */
    List<Event> look(Instant at) {
        look = grouping.atOnce() ? look : look.plus(grouping.interval());
        List<Member> current =
                members.values().stream().filter(member -> member.current).toList();
        boolean changed = current.stream().anyMatch(Member::changed);
        boolean again = told != null && !at.isBefore(told.plus(grouping.repeat()));
        if (current.isEmpty() || !changed && !again) {
            return List.of();
        }
        told = at;
        List<Event> events = new ArrayList<>();
        for (Member member : current) {
            events.add(member.event);
            member.told = member.event.status();
        }
        members.values().removeIf(member -> member.event.resolved());
        return events;
    }
}
