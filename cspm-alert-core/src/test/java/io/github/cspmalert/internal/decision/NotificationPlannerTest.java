package io.github.cspmalert.internal.decision;

import static io.github.cspmalert.alert.AlertFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.HeldBack.Reason;
import io.github.cspmalert.internal.decision.NotificationPlanner.Plan;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import io.github.cspmalert.state.ToldState.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationPlannerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final AlertRule RULE = rule().repeatInterval(REPEAT).build();
    private static final Channel CHAT = new Channel("chat");
    private static final User ANNA = user("anna").build();
    private static final User BO = user("bo").build();

    private static final Map<String, User> USERS =
            Map.of("anna", ANNA, "bo", BO, "eve", user("eve").enabled(false).build());
    private static final WorkCalendar CALENDAR = WorkCalendar.ofDefaults();
    private static final Target EMAIL_ANNA = new Target(Channel.EMAIL, "anna");
    private static final Target EMAIL_BO = new Target(Channel.EMAIL, "bo");
    private static final Target CHAT_ANNA = new Target(CHAT, "anna");

    private final Action mail =
            Action.builder(Channel.EMAIL).users("anna", "bo").template("t1").build();
    private final Action chat =
            Action.builder(CHAT).users("anna").template("t1").build();

    @Test
    void plan_nobodyWasTold_tellsAll() {
        Plan plan = plan(ToldState.EMPTY, NOON);

        assertThat(plan.heldBack()).isEmpty();
        assertThat(plan.steps())
                .containsExactly(
                        new NotificationPlanner.Step(0, mail, List.of(ANNA, BO), NOON),
                        new NotificationPlanner.Step(1, chat, List.of(ANNA), NOON));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT3H59M59.999S, false", "PT4H, true", "PT5H, true", "PT-1H, false", "PT-1H-0.001S, true"
    })
    void plan_toldBefore_tellsAgainFromTheEndOfTheRepeatInterval(Duration later, boolean told) {
        ToldState state = told(Progress.TOLD, EMAIL_ANNA, EMAIL_BO, CHAT_ANNA);

        Plan plan = plan(state, NOON.plus(later));

        assertThat(plan.steps()).hasSize(told ? 2 : 0);
        assertThat(plan.heldBack()).hasSize(told ? 0 : 3);
    }

    @Test
    void plan_someWereTold_tellsTheOthersAndKeepsThePlaceOfTheAction() {
        ToldState state = told(Progress.TOLD, EMAIL_ANNA, EMAIL_BO);

        Plan plan = plan(state, NOON.plusSeconds(1));

        assertThat(plan.steps())
                .containsExactly(new NotificationPlanner.Step(1, chat, List.of(ANNA), NOON.plusSeconds(1)));
        assertThat(plan.heldBack())
                .containsExactly(
                        new HeldBack(Channel.EMAIL, "anna", Reason.REPEAT_INTERVAL, NOON.plus(REPEAT)),
                        new HeldBack(Channel.EMAIL, "bo", Reason.REPEAT_INTERVAL, NOON.plus(REPEAT)));
    }

    @ParameterizedTest
    @CsvSource({"TOLD, REPEAT_INTERVAL", "WAITING, IN_DELIVERY", "REFUSED, REFUSED"})
    void plan_insideTheRepeatInterval_saysHowFarTheTellingIs(Progress progress, Reason reason) {
        Plan plan = plan(told(progress, EMAIL_BO), NOON.plusSeconds(1));

        assertThat(plan.heldBack()).containsExactly(new HeldBack(Channel.EMAIL, "bo", reason, NOON.plus(REPEAT)));
    }

    @Test
    void plan_toldByAClockTenYearsAhead_doesNotCount() {
        ToldState state = told(Progress.TOLD, EMAIL_ANNA, EMAIL_BO, CHAT_ANNA);

        assertThat(plan(state, NOON.minus(Duration.ofDays(3_650))).heldBack()).isEmpty();
    }

    @Test
    void plan_evaluatedLate_countsWhatArrivedAfterTheInstantItStandsFor() {
        Instant at = NOON.minus(Duration.ofHours(5));

        assertThat(plan(told(Progress.TOLD, EMAIL_ANNA, EMAIL_BO, CHAT_ANNA), at, NOON)
                        .heldBack())
                .hasSize(3);
    }

    @Test
    void plan_mutedRule_holdsAllBackUntilThen() {
        AlertRule muted = rule().muteUntil(NOON.plusSeconds(60)).build();

        assertThat(plan(muted, ToldState.EMPTY, NOON, NOON, chat).heldBack())
                .containsExactly(new HeldBack(CHAT, "anna", Reason.MUTED, NOON.plusSeconds(60)));
        assertThat(plan(muted, ToldState.EMPTY, NOON.plusSeconds(60), NOON.plusSeconds(60), chat)
                        .steps())
                .hasSize(1);
    }

    @Test
    void plan_ruleThatTellsNobody_holdsAllBack() {
        AlertRule silent = rule().alertHub(false).build();

        assertThat(plan(silent, ToldState.EMPTY, NOON, NOON, chat).heldBack())
                .containsExactly(new HeldBack(CHAT, "anna", Reason.ALERT_HUB_OFF, null));
    }

    @Test
    void plan_disabledUser_isHeldBack() {
        Action toEve = Action.builder(CHAT).users("anna", "eve").template("t1").build();

        Plan plan = plan(RULE, ToldState.EMPTY, NOON, NOON, toEve);

        assertThat(plan.steps().get(0).recipients()).containsExactly(ANNA);
        assertThat(plan.heldBack()).containsExactly(new HeldBack(CHAT, "eve", Reason.DISABLED, null));
    }

    // Noon of UTC is eight in the evening of UTC+8; SLS drops what falls outside of a period.
    @Test
    void plan_outsideOfThePeriod_dropsAndSaysUntilWhen() {
        Action atWork = Action.builder(CHAT)
                .users("anna")
                .template("t1")
                .period(Period.WORKTIME)
                .build();

        Plan plan = plan(RULE, ToldState.EMPTY, NOON, NOON, atWork);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.heldBack())
                .containsExactly(
                        new HeldBack(CHAT, "anna", Reason.OUTSIDE_PERIOD, Instant.parse("2026-11-24T01:00:00Z")));
    }

    @Test
    void plan_webhook_isARecipientByItsId() {
        Action bot =
                Action.builder(Channel.DINGTALK).webhook("bot-1").template("t1").build();

        assertThat(plan(RULE, ToldState.EMPTY, NOON, NOON, bot).steps().get(0).recipients())
                .flatExtracting(user -> user.addresses(Channel.DINGTALK))
                .extracting(Address::value)
                .containsExactly("bot-1");
    }

    @Test
    void explanation_heldBack_isASentence() {
        assertThat(new HeldBack(Channel.EMAIL, "bo", Reason.REPEAT_INTERVAL, NOON).explanation())
                .isEqualTo("bo on email: was told of the same alert less than the repeat interval ago"
                        + " (until 2026-11-23T12:00:00Z)");
        assertThat(new HeldBack(CHAT, "anna", Reason.IN_DELIVERY, null).explanation())
                .isEqualTo("anna on chat: a notification of the same alert is still on its way");
    }

    private static ToldState told(Progress progress, Target... targets) {
        ToldState state = ToldState.EMPTY;
        for (Target target : targets) {
            state = state.with(target, new ToldState.Entry(NOON, progress, "k-1"));
        }
        return state;
    }

    private Plan plan(ToldState state, Instant now) {
        return plan(state, now, now);
    }

    private Plan plan(ToldState state, Instant at, Instant now) {
        return plan(RULE, state, at, now, mail, chat);
    }

    private static Plan plan(AlertRule rule, ToldState state, Instant at, Instant now, Action... actions) {
        ActionPolicy.Builder policy = ActionPolicy.builder("p1");
        Arrays.stream(actions).forEach(policy::addAction);
        PolicySetup setup = new PolicySetup(policy.build(), CALENDAR, USERS, Map.of(), Map.of(), Map.of());
        Alert alert = Alert.builder(rule.id()).alertTime(at).build();
        return new NotificationPlanner(setup, rule, at, now).plan(alert, state);
    }

    private static User.Builder user(String id) {
        return User.builder(id).addEmail(id + "@example.com").addAddress(CHAT, id);
    }
}
