package io.github.cspmalert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.policy.HeldBack.Reason;
import io.github.cspmalert.policy.NotificationPlanner.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationPlannerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final Channel CHAT = new Channel("chat");
    private static final User ANNA = User.builder("anna").build();
    private static final User BO = User.builder("bo").build();

    private final Action mail =
            Action.builder(Channel.EMAIL).users("anna", "bo").template("t1").build();
    private final Action chat =
            Action.builder(CHAT).users("anna").template("t1").build();

    @Test
    void plan_nobodyWasTold_tellsAll() {
        Plan plan = plan(AlertState.NEW, Set.of(), NOON);

        assertThat(plan.heldBack()).isEmpty();
        assertThat(plan.steps())
                .containsExactly(
                        new NotificationPlanner.Step(0, mail, List.of(ANNA, BO)),
                        new NotificationPlanner.Step(1, chat, List.of(ANNA)));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT3H59M59.999S, false", "PT4H, true", "PT5H, true", "PT-1H, false"})
    void plan_toldBefore_tellsAgainFromTheEndOfTheRepeatInterval(Duration later, boolean told) {
        AlertState state = new AlertState(NOON, Map.of("email:anna", NOON, "email:bo", NOON, "chat:anna", NOON));

        Plan plan = plan(state, Set.of(), NOON.plus(later));

        assertThat(plan.steps()).hasSize(told ? 2 : 0);
        assertThat(plan.heldBack()).hasSize(told ? 0 : 3);
    }

    @Test
    void plan_someWereTold_tellsTheOthersAndKeepsThePlaceOfTheAction() {
        AlertState state = new AlertState(NOON, Map.of("email:anna", NOON, "email:bo", NOON));

        Plan plan = plan(state, Set.of(), NOON.plusSeconds(1));

        assertThat(plan.steps()).containsExactly(new NotificationPlanner.Step(1, chat, List.of(ANNA)));
        assertThat(plan.heldBack())
                .containsExactly(
                        new HeldBack(Channel.EMAIL, "anna", Reason.REPEAT_INTERVAL, NOON.plus(REPEAT)),
                        new HeldBack(Channel.EMAIL, "bo", Reason.REPEAT_INTERVAL, NOON.plus(REPEAT)));
    }

    @Test
    void plan_inDelivery_isHeldBackAlsoAfterTheRepeatInterval() {
        AlertState state = new AlertState(NOON, Map.of("email:bo", NOON));

        Plan plan = plan(state, Set.of("email:bo", "chat:anna"), NOON.plus(REPEAT));

        assertThat(plan.steps()).containsExactly(new NotificationPlanner.Step(0, mail, List.of(ANNA)));
        assertThat(plan.heldBack())
                .containsExactly(
                        new HeldBack(Channel.EMAIL, "bo", Reason.IN_DELIVERY, null),
                        new HeldBack(CHAT, "anna", Reason.IN_DELIVERY, null));
    }

    @Test
    void explanation_heldBack_isASentence() {
        assertThat(new HeldBack(Channel.EMAIL, "bo", Reason.REPEAT_INTERVAL, NOON).explanation())
                .isEqualTo("bo on email: was told of the same alert less than the repeat interval ago"
                        + " (until 2026-11-23T12:00:00Z)");
        assertThat(new HeldBack(CHAT, "anna", Reason.IN_DELIVERY, null).explanation())
                .isEqualTo("anna on chat: a notification of the same alert is still on its way");
    }

    private Plan plan(AlertState state, Set<String> inDelivery, Instant now) {
        ActionPolicy policy =
                ActionPolicy.builder("p1").addAction(mail).addAction(chat).build();
        return NotificationPlanner.plan(policy, Map.of("anna", ANNA, "bo", BO), state, inDelivery, REPEAT, now);
    }
}
