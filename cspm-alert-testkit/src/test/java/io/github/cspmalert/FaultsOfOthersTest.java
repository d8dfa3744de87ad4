package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.EvaluationScheduler;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.Scheduled;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.ToldState;
import io.github.cspmalert.testkit.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever plugged-in code throws or answers is an outcome like any other, and everything else goes on. */
class FaultsOfOthersTest {

    private static final Channel CHAT = new Channel("chat");
    private static final Duration HOUR = Duration.ofHours(1);

    private final EngineFixture engine = new EngineFixture();
    private final EngineFixture.FakeNotifier chat = new EngineFixture.FakeNotifier();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);
    private final WatchedStore watched = new WatchedStore(engine.store.states);

    private enum Place {
        SOURCE,
        RENDERER,
        NOTIFIER,
        LOAD,
        COMMIT,
        CLAIM,
        UNTOUCHED,
        LISTENER
    }

    static Stream<Arguments> faults() {
        List<Named<Supplier<Throwable>>> thrown = List.of(
                Named.of("checked", () -> new IOException("past the compiler")),
                Named.of("out of memory", () -> new OutOfMemoryError("test")),
                Named.of("stack overflow", StackOverflowError::new),
                Named.of("neither exception nor error", () -> new Throwable("odd")),
                Named.of("interrupted", InterruptedException::new));
        return Stream.of(Place.values()).flatMap(place -> thrown.stream().map(each -> Arguments.of(place, each)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void somethingThrows_othersGoOnAndNothingIsLost(Place place, Supplier<Throwable> thrown) {
        boolean[] faulty = {true};
        CspmAlerts alerts = faulty(place, thrown, faulty);
        try (LogCapture quiet = new LogCapture()) {
            alerts.start();
            executor.advance(HOUR.multipliedBy(6));
            assertThat(quiet.text()).isNotEmpty();
        }

        // What cannot be asked for, or not be claimed, waits for both channels.
        boolean waits = place == Place.SOURCE || place == Place.CLAIM;
        assertThat(engine.source.queries).hasSizeBetween(7, place == Place.SOURCE ? 85 : 7);
        assertThat(chat.keys()).hasSize(waits ? 0 : 7);
        faulty[0] = false;
        executor.advance(HOUR);

        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.mail.keys()).isNotEmpty();
        assertThat(engine.events.evaluated).isNotEmpty();
        assertThat(chat.keys()).hasSizeGreaterThanOrEqualTo(waits ? 1 : 8);
        alerts.close();
        assertThat(executor.failures()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    private CspmAlerts faulty(Place place, Supplier<Throwable> thrown, boolean[] faulty) {
        engine.source.answer = query -> {
            fail(place == Place.SOURCE && faulty[0], thrown);
            return EngineFixture.rows("one");
        };
        engine.mail.answer = notification -> {
            fail(place == Place.NOTIFIER && faulty[0], thrown);
            return Receipt.accepted(notification);
        };
        watched.watch = (call, arguments, next) -> {
            fail(place.name().equalsIgnoreCase(call) && faulty[0], thrown);
            return next.call();
        };
        return mailAndChat(EngineFixture.rule().repeatInterval(HOUR).build())
                .renderer((template, variables) -> {
                    fail(place == Place.RENDERER && faulty[0], thrown);
                    return template.text();
                })
                .addListener(listener(() -> fail(place == Place.LISTENER && faulty[0], thrown)))
                .store(watched.store)
                .pollInterval(Duration.ofMinutes(5))
                .executor(executor)
                .build();
    }

    @Test
    void storeCanBeReadAndNotWritten_isToldOnceAndNotAsRecovered() {
        watched.watch = (call, arguments, next) -> {
            fail(Set.of("commit", "claim").contains(call), () -> new AlertStoreException("read-only", true, null));
            return next.call();
        };
        CspmAlerts alerts = started(engine.telling("sec-ops"));
        try (LogCapture logs = new LogCapture()) {
            executor.advance(HOUR.multipliedBy(8));
            assertThat(logs.at(Level.WARN)).singleElement().asString().contains("Store failed");
            assertThat(logs.at(Level.INFO)).noneMatch(line -> line.contains("Store works again"));

            watched.watch = (call, arguments, next) -> next.call();
            executor.advance(HOUR);
            assertThat(logs.at(Level.INFO))
                    .filteredOn(line -> line.contains("Store works again"))
                    .hasSize(1);
        }
        assertThat(engine.mail.keys()).hasSize(3);
        assertThat(engine.store.state().evaluatedTo()).isEqualTo(engine.clock.instant());
        assertThat(alerts.history(RULE, 100)).hasSizeGreaterThan(9);
    }

    static Stream<Named<WatchedStore.Watch>> lies() {
        return Stream.of(
                Named.of("null", (call, arguments, next) -> {
                    Object answer = next.call();
                    return answer instanceof Boolean || answer instanceof Long ? answer : null;
                }),
                Named.of(
                        "a state of another type",
                        (call, arguments, next) -> call.equals("load")
                                ? Map.of(StateKey.rule(RULE), new Stored(1, ToldState.EMPTY))
                                : next.call()),
                Named.of(
                        "a state that nobody asked for",
                        (call, arguments, next) -> call.equals("load")
                                ? Map.of(StateKey.rule("other"), new Stored(1, RuleState.EMPTY))
                                : next.call()),
                Named.of("claims of another channel", (call, arguments, next) -> {
                    Object answer = next.call();
                    return call.equals("claim") ? otherChannel((List<?>) answer) : answer;
                }),
                Named.of("each claim twice", (call, arguments, next) -> {
                    Object answer = next.call();
                    return call.equals("claim")
                            ? Stream.of((List<?>) answer, (List<?>) answer)
                                    .flatMap(List::stream)
                                    .toList()
                            : answer;
                }));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void storeLies_alertingGoesOnAndIsRightAfterwards(WatchedStore.Watch lie) {
        watched.watch = lie;
        started(engine.telling("sec-ops"));
        executor.advance(HOUR.multipliedBy(2));
        assertThat(engine.events.storeFailures).isNotEmpty();
        assertThat(engine.events.evaluated).hasSize(3);

        watched.watch = (call, arguments, next) -> next.call();
        executor.advance(HOUR.multipliedBy(1).minusMinutes(1));

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void storeGivesAnOldRevision_nothingIsOverwrittenAndTheRuleIsTriedAgain() {
        started(engine.telling("sec-ops"));
        executor.runDue();
        StateKey key = StateKey.rule(RULE);
        Map<StateKey, Stored> old = engine.store.states.load(Set.of(key));
        executor.advance(HOUR);
        watched.watch = (call, arguments, next) ->
                call.equals("load") && ((Set<?>) arguments[0]).contains(key) ? old : next.call();
        executor.advance(HOUR);

        assertThat(engine.events.evaluationFailures).isNotEmpty().allMatch(AlertStoreException.class::isInstance);
        assertThat(engine.store.state().evaluatedTo()).isEqualTo(EngineFixture.NOON.plus(HOUR));
        watched.watch = (call, arguments, next) -> next.call();
        executor.advance(Duration.ofMinutes(11));
        assertThat(engine.store.state().evaluatedTo()).isAfterOrEqualTo(EngineFixture.NOON.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void stateIsOfANewerVersion_isNotOverwrittenAndAlertingGoesOn() {
        started(engine.telling("sec-ops"));
        executor.runDue();
        // As the engine of the newer version does.
        engine.store.meddle(state -> state);
        Map<StateKey, Stored> before = engine.store.states.page(StateKind.RULE, "", 10);
        watched.watch = (call, arguments, next) -> {
            fail(
                    call.equals("load"),
                    () -> new AlertStoreException("written by version 9, this is version 1", false, null));
            return next.call();
        };

        executor.advance(HOUR.multipliedBy(9));

        assertThat(engine.store.states.page(StateKind.RULE, "", 10)).isEqualTo(before);
        assertThat(engine.events.evaluated).hasSize(10);
        assertThat(engine.mail.keys()).hasSize(3);
        assertThat(engine.events.storeFailures).last().asString().contains("version 9", "version 1");
    }

    @Test
    void ruleIsGoneWhileItsItemsWait_theyAreSentAndSettled() {
        TrustedDeliveryTest.fill(engine.store.states, 3);
        engine.source.giveNothing();

        started(engine.telling("sec-ops"));
        executor.advance(Duration.ofMinutes(1));

        assertThat(engine.mail.keys()).containsExactly("waits-0", "waits-1", "waits-2");
        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.store.states.history("gone", 10)).hasSize(3);
    }

    @Test
    void channelHasNoNotifierAnyMore_itsItemsAreKeptAndClosingSaysSo() {
        chat.say(Receipt.Status.RETRY);
        mailAndChat(EngineFixture.rule().build()).store(engine.store).build().check(RULE);
        engine.clock.advance(HOUR.multipliedBy(5));

        CspmAlerts alerts = started(engine.telling("sec-ops"));
        executor.advance(HOUR);

        assertThat(engine.mail.sent).hasSizeGreaterThanOrEqualTo(2);
        try (LogCapture logs = new LogCapture()) {
            alerts.close();
            assertThat(logs.at(Level.WARN)).singleElement().asString().contains("waiting=1");
        }
    }

    @Test
    void schedulerCannotBeClosed_sendingStopsAllTheSame() {
        CspmAlerts alerts = engine.telling("sec-ops")
                .executor(executor)
                .scheduler(new EvaluationScheduler() {
                    @Override
                    public void start(List<Scheduled> rules, Evaluations evaluations) {}

                    @Override
                    public void close() {
                        fail(true, () -> new IOException("the database is away"));
                    }
                })
                .build();
        alerts.start();
        try (LogCapture logs = new LogCapture()) {
            alerts.close();
            assertThat(logs.at(Level.ERROR)).singleElement().asString().contains("scheduler could not be closed");
        }

        assertThat(executor.pending()).isZero();
    }

    private CspmAlerts started(CspmAlertsBuilder builder) {
        CspmAlerts alerts = builder.store(watched.store).executor(executor).build();
        alerts.start();
        return alerts;
    }

    private CspmAlertsBuilder mailAndChat(AlertRule rule) {
        return engine.parts()
                .notifier(CHAT, chat)
                .addUser(User.builder("team").addAddress(CHAT, "room").build())
                .addTemplate(ContentTemplate.builder("chat-text")
                        .content(CHAT, ContentFormat.TEXT, "s", "c")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("sec-ops")
                                .template("cspm")
                                .build())
                        .addAction(Action.builder(CHAT)
                                .users("team")
                                .template("chat-text")
                                .build())
                        .build())
                .addRule(rule);
    }

    private static List<Claim> otherChannel(List<?> claims) {
        return claims.stream()
                .map(claim -> new Claim(
                        new OutboxItem(
                                TrustedDeliveryTest.notification(CHAT, "lie"),
                                EngineFixture.NOON,
                                0,
                                EngineFixture.NOON),
                        "lie"))
                .toList();
    }

    private static AlertListener listener(Runnable first) {
        return new AlertListener() {
            @Override
            public void evaluated(EvaluationReport report) {
                first.run();
            }

            @Override
            public void attempted(String ruleId, DeliveryAttempt attempt) {
                first.run();
            }
        };
    }

    // As Kotlin, or a sneaky throw, does.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(boolean fails, Supplier<? extends Throwable> thrown) throws T {
        if (fails) {
            throw (T) thrown.get();
        }
    }
}
