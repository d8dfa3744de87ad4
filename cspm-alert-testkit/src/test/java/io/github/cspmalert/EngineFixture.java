package io.github.cspmalert;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A small set-up with parts that do as they are told: one rule, evaluated every hour over an hour of log time. */
final class EngineFixture {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String RULE = "cspm-not-passed";
    static final String CONFIDENTIAL = "i-bp1confidential";
    static final LogOrigin ORIGIN = new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log");
    static final User OPS = recipient("sec-ops");
    static final User OWNER = recipient("owner");

    final SettableClock clock = SettableClock.at(NOON);
    final FakeSource source = new FakeSource();
    final FakeNotifier mail = new FakeNotifier();
    final FakeStore store = new FakeStore();
    final Events events = new Events();

    /** {@return a builder with everything but a policy and a rule} */
    CspmAlertsBuilder parts() {
        return CspmAlerts.builder()
                .source(source)
                .renderer((template, variables) -> template.text())
                .notifier(Channel.EMAIL, mail)
                .addUser(OPS)
                .addUser(OWNER)
                .addTemplate(ContentTemplate.builder("cspm")
                        .email("subject", "content")
                        .build())
                .store(store)
                .addListener(events)
                .retryBackoff(new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10)))
                .clock(clock);
    }

    /** {@return a complete builder, whose policy tells the recipients with these ids} */
    CspmAlertsBuilder telling(String... recipients) {
        return parts().addActionPolicy(policy(recipients)).addRule(rule().build());
    }

    CspmAlerts build() {
        return telling("sec-ops").build();
    }

    static AlertRuleBuilder rule() {
        return rule(RULE);
    }

    static AlertRuleBuilder rule(String id) {
        return AlertRule.builder(id)
                .query("status:NOT_PASS | SELECT count(*) AS cnt")
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .repeatInterval(Duration.ofHours(4))
                .actionPolicy("mail");
    }

    static ActionPolicy policy(String... recipients) {
        return ActionPolicy.builder("mail")
                .addAction(Action.builder(Channel.EMAIL)
                        .users(recipients)
                        .template("cspm")
                        .build())
                .build();
    }

    static User recipient(String id) {
        return User.builder(id).addEmail(id + "@example.com").build();
    }

    static LogResult rows(String... values) {
        return new LogResult(
                ORIGIN,
                List.of("instance_id"),
                Arrays.stream(values)
                        .map(value -> LogRow.of(Map.of("instance_id", value)))
                        .toList(),
                Set.of());
    }

    static Receipt receipt(Notification notification, Function<String, Receipt.Status> byRecipient) {
        return new Receipt(notification.to().stream()
                .map(address -> new Receipt.Outcome(address, byRecipient.apply(address.recipientId()), ""))
                .toList());
    }

    /** Gives one row, until told otherwise. */
    static final class FakeSource implements LogSource {

        final List<LogQuery> queries = new CopyOnWriteArrayList<>();
        volatile Function<LogQuery, LogResult> answer = query -> rows(CONFIDENTIAL);

        @Override
        public LogResult query(LogQuery query) {
            queries.add(query);
            return answer.apply(query);
        }

        void fail() {
            answer = query -> {
                throw new LogQueryException("the service is busy", true, null);
            };
        }

        void giveRows() {
            answer = query -> rows(CONFIDENTIAL);
        }

        void giveNothing() {
            answer = query -> rows();
        }

        LogQuery last() {
            return queries.get(queries.size() - 1);
        }
    }

    /** Accepts everything, until told otherwise, and remembers what it was given. */
    static final class FakeNotifier implements Notifier {

        final List<Notification> sent = new CopyOnWriteArrayList<>();
        volatile Function<Notification, Receipt> answer = Receipt::accepted;

        @Override
        public Receipt send(Notification notification) {
            sent.add(notification);
            return answer.apply(notification);
        }

        void say(Receipt.Status status) {
            answer = notification -> Receipt.all(notification, status, "");
        }

        /** {@return whom each notification was for} */
        List<List<String>> recipients() {
            return sent.stream()
                    .map(notification -> notification.to().stream()
                            .map(address -> address.recipientId())
                            .toList())
                    .toList();
        }

        List<String> keys() {
            return sent.stream().map(Notification::key).distinct().toList();
        }
    }

    /** A store in memory with hooks before and after: load stands for all that reads, save for all that writes. */
    static final class FakeStore implements AlertStore {

        final InMemoryAlertStore states = new InMemoryAlertStore();
        volatile Runnable beforeLoad = () -> {};
        volatile Runnable beforeSave = () -> {};
        volatile Runnable afterSave = () -> {};
        volatile Runnable beforeClaim = () -> {};

        @Override
        public Map<StateKey, Stored> load(Set<StateKey> keys) {
            beforeLoad.run();
            return states.load(keys);
        }

        @Override
        public boolean commit(Commit commit) {
            beforeSave.run();
            boolean done = states.commit(commit);
            afterSave.run();
            return done;
        }

        @Override
        public List<Claim> claim(ClaimRequest request) {
            beforeSave.run();
            beforeClaim.run();
            List<Claim> claims = states.claim(request);
            afterSave.run();
            return claims;
        }

        @Override
        public List<OutboxItem> untouched(Collection<String> keys) {
            beforeLoad.run();
            return states.untouched(keys);
        }

        @Override
        public long waiting() {
            return states.waiting();
        }

        @Override
        public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
            beforeLoad.run();
            return states.page(kind, after, atMost);
        }

        @Override
        public List<HistoryEntry> history(String ruleId, int atMost) {
            beforeLoad.run();
            return states.history(ruleId, atMost);
        }

        void recover() {
            beforeLoad = () -> {};
            beforeSave = () -> {};
            afterSave = () -> {};
        }

        /** {@return what is remembered of the rule} */
        RuleState state() {
            StateKey key = StateKey.rule(RULE);
            Stored stored = states.load(Set.of(key)).get(key);
            return stored == null ? RuleState.EMPTY : (RuleState) stored.value();
        }

        /** Writes the rule's state as another engine would. */
        void meddle(UnaryOperator<RuleState> change) {
            StateKey key = StateKey.rule(RULE);
            Stored stored = states.load(Set.of(key)).get(key);
            states.commit(new Commit(
                    List.of(new Change(key, stored == null ? 0 : stored.revision(), change.apply(state()), null)),
                    List.of(),
                    Set.of(),
                    List.of(),
                    List.of()));
        }
    }

    /** Remembers what listeners are told. */
    static final class Events implements AlertListener {

        final List<EvaluationReport> evaluated = new CopyOnWriteArrayList<>();
        final List<RuntimeException> evaluationFailures = new CopyOnWriteArrayList<>();
        final List<DeliveryAttempt> attempts = new CopyOnWriteArrayList<>();
        final List<RuntimeException> renderingFailures = new CopyOnWriteArrayList<>();
        final List<RuntimeException> storeFailures = new CopyOnWriteArrayList<>();
        final List<String> broken = new CopyOnWriteArrayList<>();
        final List<Channel> repaired = new CopyOnWriteArrayList<>();

        @Override
        public void evaluated(EvaluationReport report) {
            evaluated.add(report);
        }

        @Override
        public void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {
            evaluationFailures.add(failure);
        }

        @Override
        public void attempted(String ruleId, DeliveryAttempt attempt) {
            attempts.add(attempt);
        }

        @Override
        public void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {
            renderingFailures.add(failure);
        }

        @Override
        public void storeFailed(RuntimeException failure) {
            storeFailures.add(failure);
        }

        @Override
        public void channelBroken(Channel channel, String fault) {
            broken.add(fault);
        }

        @Override
        public void channelRepaired(Channel channel) {
            repaired.add(channel);
        }

        List<Instant> evaluatedAt() {
            return new ArrayList<>(evaluated.stream().map(EvaluationReport::at).toList());
        }
    }
}
