package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.PostureNews;
import io.github.cspmalert.alert.PostureNews.Group;
import io.github.cspmalert.alert.PostureVariables;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.internal.decision.Decision;
import io.github.cspmalert.internal.decision.MessageComposer;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.policy.PolicyPath;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.TrendState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the messages of a posture rule from what was decided, and all of it one commit. For one thread, once. */
public final class PostureComposer {

    private static final int MOST_POINTS = 14;

    // Open ones by risk, then what is over; of two alike the one that is open longer.
    private static final Comparator<PostureNews.Item> URGENCY = Comparator.comparing(
                    (PostureNews.Item item) -> PostureAlerts.isClosing(item.change()))
            .thenComparing(item -> item.finding().risk().orElse(RiskLevel.LOW), Comparator.reverseOrder())
            .thenComparing(PostureNews.Item::change)
            .thenComparing(item -> item.finding().openedAt().orElse(Instant.EPOCH))
            .thenComparing(item -> item.finding().key().checkId())
            .thenComparing(item -> item.finding().key().id());

    private final PostureDecider.Parts parts;
    private final PostureDecider decider;
    private final PostureDraft draft;
    private final Grouping grouping;
    private final PostureAlerts asAlerts;
    private final Map<GroupNews, List<PostureNews.Item>> changes = new LinkedHashMap<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final List<OutboxItem> items = new ArrayList<>();
    private final List<Occurrence.RenderingFailure> failures = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> toNobody = new ArrayList<>();
    private Enriched enriched = Enriched.NOTHING;

    /** Creates a composer of what a draft has decided. */
    public PostureComposer(PostureDecider decider, PostureDraft draft) {
        this.decider = decider;
        this.parts = decider.parts();
        this.draft = draft;
        this.grouping = new Grouping(parts);
        this.asAlerts = new PostureAlerts(parts, draft);
        problems.addAll(draft.problems());
        draft.groups().values().stream()
                .filter(told -> !told.items().isEmpty())
                .forEach(told ->
                        changes.put(told, told.items().stream().sorted(URGENCY).toList()));
    }

    /** {@return the findings that messages name, each once} */
    public Collection<Finding> named() {
        Map<FindingKey, Finding> named = new LinkedHashMap<>();
        changes.values().forEach(items -> items.stream()
                .limit(PostureVariables.MOST_CHANGES)
                .map(PostureNews.Item::finding)
                .forEach(finding -> named.put(finding.key(), finding)));
        return Collections.unmodifiableCollection(named.values());
    }

    /** {@return all changes, and what came of the evaluation} */
    public Decision decide(Enriched known) {
        enriched = known;
        problems.addAll(known.problems());
        baseline();
        changes.forEach(this::changes);
        boolean first = draft.scope().state().sources().isEmpty();
        if (notifications.isEmpty() && parts.rule().allClear() && !first) {
            tell(news(PostureNews.Kind.ALL_CLEAR, Group.ALL, List.of(), overall()));
        }
        Occurrence occurrence = occurrence();
        HistoryEntry entry =
                new HistoryEntry(draft.when().at(), parts.rule().id(), HistoryEntry.Kind.EVALUATED, occurrence.facts());
        Commit commit = new Commit(draft.changes(), List.copyOf(items), Set.of(), List.of(), List.of(entry));
        return new Decision(commit, occurrence);
    }

    // Owners and accounts hear of what is theirs; otherwise one message sums all up.
    private void baseline() {
        LedgerLook look = draft.look();
        if (look == null || draft.scope().first().isEmpty() && !draft.scope().filterChanged()) {
            return;
        }
        FindingGrouping by = parts.rule().groupBy();
        if (by == FindingGrouping.OWNER || by == FindingGrouping.ACCOUNT) {
            look.groups().values().stream()
                    .filter(counted -> counted.open().total() > 0)
                    .forEach(counted ->
                            tell(news(PostureNews.Kind.BASELINE, counted.group(), List.of(), counted.open())));
        } else {
            OpenCounts all = look.groups().values().stream()
                    .map(LedgerLook.Counted::open)
                    .reduce(OpenCounts.NONE, OpenCounts::plus);
            tell(news(PostureNews.Kind.BASELINE, Group.ALL, List.of(), all));
        }
    }

    private void changes(GroupNews told, List<PostureNews.Item> sorted) {
        OpenCounts open = parts.rule().groupBy() == FindingGrouping.RESOURCE
                ? OpenCounts.NONE
                : draft.trends().of(told.group().id()).latest();
        tell(news(PostureNews.Kind.CHANGES, told.group(), sorted, open));
    }

    private OpenCounts overall() {
        return parts.rule().groupBy() == FindingGrouping.ALL
                ? draft.trends().of(Group.ALL.id()).latest()
                : parts.sources().stream()
                        .flatMap(source -> draft.scope().source(source.name()).stream())
                        .map(SourceState::open)
                        .reduce(OpenCounts.NONE, OpenCounts::plus);
    }

    private PostureNews news(PostureNews.Kind kind, Group group, List<PostureNews.Item> items, OpenCounts open) {
        Instant before = draft.scope().state().evaluatedTo();
        boolean trend = kind == PostureNews.Kind.CHANGES && parts.rule().groupBy() != FindingGrouping.RESOURCE;
        return new PostureNews(
                kind,
                group,
                Grouping.isOwned(group) ? group.name() : "",
                Grouping.isUnowned(group) ? items.size() : 0,
                before == null ? draft.when().at() : before,
                items,
                open,
                trend ? points(draft.trends().of(group.id())) : List.of(),
                group.by() == FindingGrouping.ALL ? draft.waived() : 0);
    }

    private static List<PostureNews.Point> points(TrendState trend) {
        List<TrendState.Point> all = trend.points();
        return all.subList(Math.max(0, all.size() - MOST_POINTS), all.size()).stream()
                .map(point -> new PostureNews.Point(point.at(), point.open()))
                .toList();
    }

    private void tell(PostureNews news) {
        Alert alert = asAlerts.of(news);
        alerts.add(alert);
        Map<String, Object> variables = PostureVariables.of(
                news, draft.when().at(), parts.links(), name -> decider.source(draft.scope(), name), enriched::of);
        MessageComposer.ForAlert messages = parts.composer().about(alert, Map.of("posture", variables));
        int before = items.size();
        List<PolicyPath.Chosen> way = PolicyPath.of(parts.told().policy().statements(), List.of(alert));
        for (PolicyPath.Chosen chosen : way) {
            List<User> recipients = recipients(news, chosen.action());
            if (!recipients.isEmpty()) {
                Notification notification = compose(news, alert, messages, chosen, recipients);
                notifications.add(notification);
                items.add(item(notification, chosen.action()));
            }
        }
        if (items.size() == before) {
            toNobody.add(alert.fingerprint());
            if (!way.isEmpty()) {
                problems.add(
                        "action policy '%s' names nobody who can be told, so that nobody hears of alert %s; look whether users are disabled"
                                .formatted(parts.told().policy().id(), alert.fingerprint()));
            }
        }
    }

    // News are told once, so that those whom nobody on call hears of are told to all who ever are.
    private List<User> recipients(PostureNews news, Action action) {
        Instant now = draft.when().now();
        List<User> recipients = grouping.recipients(news.group(), action, now);
        return Grouping.isOwned(news.group())
                ? recipients
                : parts.told().orEverybodyOnCall(recipients, action, now, problems::add);
    }

    // News are told once, so they wait for their period instead of being dropped.
    private OutboxItem item(Notification notification, Action action) {
        Instant now = draft.when().now();
        return OutboxItem.of(notification, now)
                .opening(parts.told().opens(action, now).orElse(now));
    }

    private Notification compose(
            PostureNews news,
            Alert alert,
            MessageComposer.ForAlert messages,
            PolicyPath.Chosen chosen,
            List<User> recipients) {
        Action action = chosen.action();
        MessageComposer.Composed composed = messages.compose(parts.told().content(action));
        RuntimeException failure = composed.failure();
        if (failure != null) {
            failures.add(new Occurrence.RenderingFailure(action.channel(), failure));
            problems.add(composed.problem(parts.told().content(action).content(), failure));
        }
        return new Notification(
                key(news, alert, chosen.index()),
                action.channel(),
                PolicySetup.addresses(recipients, action),
                composed.message(),
                List.of(AlertReference.to(alert)));
    }

    // Different for different news, also of one instant; the same if the same is decided again.
    private String key(PostureNews news, Alert alert, int index) {
        List<String> parts = new ArrayList<>();
        parts.add(news.kind().word());
        parts.add(draft.when().at().toString());
        parts.add(Integer.toString(index));
        parts.addAll(draft.scope().first().stream().sorted().toList());
        news.changes()
                .forEach(item ->
                        parts.add(item.change().word() + item.finding().key().id()));
        return alert.fingerprint() + "-" + Digests.hex(16, parts);
    }

    private Occurrence occurrence() {
        if (draft.heldBack() > 0) {
            problems.add(draft.heldBack() + " findings are held back by waivers");
        }
        return new Occurrence(
                        parts.rule().id(),
                        draft.when().at(),
                        List.of(),
                        alerts,
                        List.of(),
                        notifications,
                        List.of(),
                        failures,
                        problems)
                .toldToNobody(toNobody);
    }
}
