package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.replay.RuleReplay;
import io.github.cspmalert.replay.RuleReplay.NoisyGroup;
import io.github.cspmalert.replay.Told;
import io.github.cspmalert.state.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what evaluations decided and what was told. Keeps numbers only, so that a month takes no more room than a day: at
 * most 1,000 groups of a rule are counted apart. For one thread.
 */
public final class ReplayTally {

    private static final int MOST_GROUPS = 1_000;
    private static final int SHOWN_GROUPS = 10;
    private static final int MOST_PROBLEMS = 10;

    private final ZoneId zone;
    private final Map<String, OfRule> rules = new LinkedHashMap<>();
    private final Days told = new Days();
    private long evaluations;

    /** Creates a tally for rules by id, in their order, with the labels that all alerts of each have. */
    public ReplayTally(ZoneId zone, Map<String, Set<String>> ownLabels) {
        this.zone = zone;
        ownLabels.forEach((id, labels) -> rules.put(id, new OfRule(labels)));
    }

    /** Counts an evaluation. */
    public void evaluated(Occurrence occurrence) {
        evaluations++;
        OfRule rule = rules.get(occurrence.ruleId());
        if (rule != null) {
            rule.evaluated(occurrence);
        }
    }

    /** Counts a notification that its recipients have now. */
    public void told(Notification notification, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, zone);
        Set<Target> targets = notification.to().stream()
                .map(Address::recipientId)
                .map(id -> new Target(notification.channel(), id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        told.add(targets, day);
        Map<String, Long> alerts = notification.alerts().stream()
                .collect(Collectors.groupingBy(AlertReference::ruleId, Collectors.counting()));
        alerts.forEach((id, count) -> {
            OfRule rule = rules.get(id);
            if (rule != null) {
                rule.told(targets, day, count);
            }
        });
    }

    /** Counts whom a silence kept from hearing of a notification. */
    public void heldBack(Notification notification, List<HeldBack> heldBack) {
        notification.alerts().stream()
                .map(AlertReference::ruleId)
                .distinct()
                .map(rules::get)
                .flatMap(Stream::ofNullable)
                .forEach(rule -> rule.heldBack(heldBack));
    }

    /** {@return how many evaluations were counted} */
    public long evaluations() {
        return evaluations;
    }

    /** {@return what each rule did} */
    public List<RuleReplay> rules() {
        return rules.entrySet().stream()
                .map(each -> each.getValue().report(each.getKey()))
                .toList();
    }

    /** {@return who was told how often, of whatever rule} */
    public List<Told> told() {
        return told.all();
    }

    /** Notifications of each day by target. */
    private static final class Days {

        private final Map<Target, TreeMap<LocalDate, Long>> days = new HashMap<>();

        void add(Set<Target> targets, LocalDate day) {
            targets.forEach(target ->
                    days.computeIfAbsent(target, key -> new TreeMap<>()).merge(day, 1L, Long::sum));
        }

        List<Told> all() {
            return days.entrySet().stream()
                    .map(each -> new Told(each.getKey().channel(), each.getKey().recipientId(), each.getValue()))
                    .sorted(Comparator.comparing((Told each) -> each.channel().toString())
                            .thenComparing(Told::recipientId))
                    .toList();
        }
    }

    /** The numbers of one rule. */
    private static final class OfRule {

        private final Set<String> ownLabels;
        private final Days told = new Days();
        private final Map<HeldBack.Reason, Long> heldBack = new EnumMap<>(HeldBack.Reason.class);
        private final Map<Cut, Long> cuts = new EnumMap<>(Cut.class);
        private final Map<Map<String, String>, Long> groups = new HashMap<>();
        private final Set<String> problems = new LinkedHashSet<>();
        private long evaluations;
        private long fired;
        private long alerts;
        private long notifications;
        private long alertsTold;
        private long otherGroups;

        OfRule(Set<String> ownLabels) {
            this.ownLabels = ownLabels;
        }

        void evaluated(Occurrence occurrence) {
            evaluations++;
            fired += occurrence.alerts().isEmpty() ? 0 : 1;
            occurrence.alerts().forEach(this::fired);
            heldBack(occurrence.heldBack());
            for (QueryData query : occurrence.data()) {
                query.result().cuts().forEach(cut -> cuts.merge(cut, 1L, Long::sum));
            }
            for (String problem : occurrence.problems()) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(problem);
                }
            }
        }

        void heldBack(List<HeldBack> more) {
            more.forEach(held -> heldBack.merge(held.reason(), 1L, Long::sum));
        }

        private void fired(Alert alert) {
            alerts += alert.fireTime().equals(alert.alertTime()) ? 1 : 0;
            if (alert.labels().size() <= ownLabels.size()) {
                return;
            }
            Map<String, String> group = new LinkedHashMap<>(alert.labels());
            group.keySet().removeAll(ownLabels);
            if (groups.size() < MOST_GROUPS || groups.containsKey(group)) {
                groups.merge(group, 1L, Long::sum);
            } else {
                otherGroups++;
            }
        }

        void told(Set<Target> targets, LocalDate day, long count) {
            notifications++;
            alertsTold += count;
            told.add(targets, day);
        }

        RuleReplay report(String id) {
            return new RuleReplay(
                    id,
                    evaluations,
                    fired,
                    alerts,
                    notifications,
                    alertsTold,
                    told.all(),
                    heldBack,
                    cuts,
                    noisiest(),
                    otherGroups,
                    List.copyOf(problems));
        }

        private List<NoisyGroup> noisiest() {
            return groups.entrySet().stream()
                    .sorted(Map.Entry.<Map<String, String>, Long>comparingByValue()
                            .reversed()
                            .thenComparing(each -> each.getKey().toString()))
                    .limit(SHOWN_GROUPS)
                    .map(each -> new NoisyGroup(each.getKey(), each.getValue()))
                    .toList();
        }
    }
}
