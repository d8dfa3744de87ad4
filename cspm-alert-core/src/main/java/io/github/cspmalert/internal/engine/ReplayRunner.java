package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.ReplayTally;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.SilenceDecider;
import io.github.cspmalert.internal.decision.SilenceNotices;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.internal.decision.policy.OncallGaps;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.internal.decision.posture.LedgerDecider;
import io.github.cspmalert.internal.decision.posture.PostureDecider;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Evaluates rules over past logs as fast as the sources answer, on a simulated clock and a store in memory: by the runners,
 * deciders and store of the engine. Every notification counts as accepted when it is due. For one thread.
 */
public final class ReplayRunner {

    // Whatever waits is looked at when it is due, and not in between.
    private static final Backoff NO_POLLING = new Backoff(Duration.ofSeconds(1), Duration.ofDays(365));
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration ANY = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final ReplayStore store = new ReplayStore();
    private final SimulatedClock clock;
    private final Instant to;
    private final ReplayTally tally;
    private final DeliveryDecider delivery;
    private final SilenceGate gate;
    private final Set<Channel> channels = new LinkedHashSet<>();
    private final List<Timetable> timetables = new ArrayList<>();
    private final Random random = new Random(1);

    /** What is replayed. */
    public record Parts(
            List<RuleDecider> rules,
            List<PostureDecider> postureRules,
            List<LedgerDecider> ledgers,
            List<Waiver> waivers,
            Map<String, PolicySetup> policies,
            Silences silences,
            LogReader reader,
            Duration maxCatchUp) {}

    /** What is evaluated when; those of one instant in the order of their numbers. */
    private record Timetable(int number, Schedule schedule, boolean atOnce, Consumer<Instant> evaluate) {}

    private record Due(Instant at, Timetable timetable) {}

    /** Creates a runner from one instant until before another. */
    public ReplayRunner(Parts parts, Instant from, Instant to, ReplayTally tally) {
        this.clock = new SimulatedClock(from);
        this.to = to;
        this.tally = tally;
        this.delivery = new DeliveryDecider(
                NO_POLLING,
                ANY,
                parts.rules().stream()
                        .map(each -> each.setup().rule())
                        .collect(Collectors.toMap(AlertRule::id, rule -> rule)),
                parts.postureRules().stream().map(each -> each.rule().id()).collect(Collectors.toSet()));
        Counting events = new Counting();
        SafeStore safe = new SafeStore(store, events);
        SilenceBook silences = new SilenceBook(parts.silences(), store, clock);
        this.gate = new SilenceGate(new SilenceDecider(parts.silences(), delivery), silences, safe, events);
        addPosture(parts, silences, events);
        EngineSettings settings = new EngineSettings(clock, NO_POLLING, ANY, parts.maxCatchUp(), ANY, ANY);
        for (RuleDecider each : parts.rules()) {
            AlertRule rule = each.setup().rule();
            RuleRunner runner = new RuleRunner(each, parts.reader(), safe, events, settings);
            channels.addAll(channels(each.setup().policy()));
            add(rule.evaluations(), rule.runImmediately(), runner::evaluate);
        }
        IncidentBook incidents = new IncidentBook(parts.policies(), null, store, clock);
        if (incidents.isNeeded()) {
            add(Runners.INCIDENT_SCHEDULE, false, incidents::escalate);
        }
    }

    private void addPosture(Parts parts, SilenceBook silences, EngineEvents events) {
        WaiverBook waivers = new WaiverBook(parts.waivers(), store, clock);
        HealthRunner health = new HealthRunner(
                parts.ledgers().stream().map(LedgerDecider::results).toList(),
                null,
                waivers,
                new OncallGaps(Map.of()),
                silences,
                new SilenceNotices(parts.silences(), List.of(), ANY),
                store,
                clock);
        for (LedgerDecider each : parts.ledgers()) {
            LedgerRunner ledger = new LedgerRunner(each, store, events, health, clock);
            add(each.results().schedule(), true, at -> ledger.read(at, () -> false));
        }
        PostureRunner.Parts shared = new PostureRunner.Parts(store, events, clock, waivers, null);
        for (PostureDecider each : parts.postureRules()) {
            PostureRunner runner = new PostureRunner(each, shared);
            channels.addAll(channels(each.parts().told().policy()));
            add(each.rule().schedule(), true, runner::evaluate);
        }
    }

    private void add(Schedule schedule, boolean atOnce, Consumer<Instant> evaluate) {
        timetables.add(new Timetable(timetables.size(), schedule, atOnce, evaluate));
    }

    private static List<Channel> channels(ActionPolicy policy) {
        return policy.allActions().stream().map(Action::channel).toList();
    }

    /**
     * Runs all of it.
     *
     * @param reached told of each instant of an evaluation before it is made
     * @return how many notifications still wait at the end
     */
    public long run(Consumer<Instant> reached) {
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at)
                .thenComparing(each -> each.timetable().number()));
        Instant from = clock.instant();
        timetables.forEach(
                each -> due.add(new Due(each.atOnce() ? from : each.schedule().next(from, from), each)));
        for (Due next = due.poll(); next != null && next.at().isBefore(to); next = due.poll()) {
            Instant at = next.at();
            Timetable timetable = next.timetable();
            sendUntil(at);
            clock.set(at);
            reached.accept(at);
            timetable.evaluate().accept(at);
            due.add(new Due(timetable.schedule().next(at, at), timetable));
        }
        sendUntil(to.minusNanos(1));
        return store.waiting();
    }

    private void sendUntil(Instant at) {
        for (Instant due = store.nextDue(at); due != null; due = store.nextDue(at)) {
            Instant now = due.isBefore(clock.instant()) ? clock.instant() : due;
            clock.set(now);
            channels.forEach(channel -> send(channel, now));
        }
    }

    private void send(Channel channel, Instant now) {
        ClaimRequest request = new ClaimRequest(channel, now, LEASE, delivery.longestPause(), AT_ONCE);
        for (List<Claim> claims = store.claim(request); !claims.isEmpty(); claims = store.claim(request)) {
            claims.forEach(claim -> delivery.waits(claim, now).ifPresentOrElse(this::commit, () -> send(claim, now)));
        }
    }

    private void commit(Settlement waiting) {
        store.commit(new Commit(List.of(), List.of(), Set.of(), List.of(waiting), List.of()));
    }

    private void send(Claim claim, Instant now) {
        if (gate.holdBack(claim, gate.ofAllRules(), now).isEmpty()) {
            accept(claim, now);
        }
    }

    private void accept(Claim claim, Instant now) {
        Notification notification = claim.item().notification();
        DeliveryAttempt attempt = delivery.answered(claim.item(), Receipt.accepted(notification), now, random);
        Known known = new Known(store.load(DeliveryDecider.toldKeys(notification)), List.of());
        store.commit(delivery.settle(claim, attempt, now, known));
        tally.told(notification, now);
    }

    /** Counts evaluations. What fails ends the replay, so nothing else is to be told. */
    private final class Counting implements EngineEvents {

        @Override
        public void evaluated(Occurrence occurrence) {
            tally.evaluated(occurrence);
        }

        @Override
        public void heldBack(SilenceDecider.Withheld withheld) {
            tally.heldBack(withheld.notification(), withheld.heldBack());
        }
    }
}
