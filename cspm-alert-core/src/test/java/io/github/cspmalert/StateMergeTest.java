package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.PendingNotification;
import io.github.cspmalert.state.RuleState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateMergeTest {

    private static final Instant EARLIER = NOON.minusSeconds(60);
    private static final Alert ALERT = Alert.builder("r1").alertTime(NOON).build();

    @Test
    void onto_told_theLatestOfBothCounts() {
        RuleState saved = told(Map.of("email:a", NOON, "email:b", EARLIER, "email:c", NOON));
        RuleState unsaved = told(Map.of("email:a", EARLIER, "email:b", NOON, "email:d", NOON));

        assertThat(toldIn(StateMerge.onto(saved, unsaved)))
                .containsOnly(
                        Map.entry("email:a", NOON),
                        Map.entry("email:b", NOON),
                        Map.entry("email:c", NOON),
                        Map.entry("email:d", NOON));
    }

    @Test
    void onto_alertThatOnlyOneKnows_isKept() {
        RuleState unsaved = RuleState.EMPTY.withAlerts(Map.of("x", new AlertState(NOON, Map.of())));

        assertThat(StateMerge.onto(RuleState.EMPTY, unsaved).alerts()).isEqualTo(unsaved.alerts());
        assertThat(StateMerge.onto(unsaved, RuleState.EMPTY).alerts()).isEqualTo(unsaved.alerts());
    }

    @Test
    void onto_missed_theEarlierCounts() {
        RuleState noon = RuleState.EMPTY.withMissedFrom(NOON);
        RuleState earlier = RuleState.EMPTY.withMissedFrom(EARLIER);

        assertThat(StateMerge.onto(noon, earlier).missedFrom()).isEqualTo(EARLIER);
        assertThat(StateMerge.onto(earlier, noon).missedFrom()).isEqualTo(EARLIER);
        assertThat(StateMerge.onto(RuleState.EMPTY, noon).missedFrom()).isEqualTo(NOON);
        assertThat(StateMerge.onto(noon, RuleState.EMPTY).missedFrom()).isEqualTo(NOON);
    }

    @Test
    void onto_pendingThatTheStoreHasNot_isCarriedOverForWhomItKnowsAsUntold() {
        RuleState saved = told(Map.of("email:a", NOON, "email:b", EARLIER));
        RuleState unsaved = RuleState.EMPTY.withPending(List.of(pending("k1", "a", "b", "c")));

        assertThat(StateMerge.onto(saved, unsaved).pending()).containsExactly(pending("k1", "b", "c"));
    }

    @Test
    void onto_pendingThatTheStoreHas_isThatOfTheStore() {
        RuleState saved = RuleState.EMPTY.withPending(List.of(pending("k1", "a"), pending("k2", "b")));
        RuleState unsaved = RuleState.EMPTY.withPending(List.of(pending("k1", "a", "b")));

        assertThat(StateMerge.onto(saved, unsaved).pending()).isEqualTo(saved.pending());
    }

    @Test
    void onto_revision_isThatOfTheStore() {
        assertThat(StateMerge.onto(RuleState.EMPTY.withRevision(7), RuleState.EMPTY.withRevision(3))
                        .revision())
                .isEqualTo(7);
    }

    private static RuleState told(Map<String, Instant> told) {
        return RuleState.EMPTY.withAlerts(Map.of(ALERT.fingerprint(), new AlertState(NOON, told)));
    }

    private static Map<String, Instant> toldIn(RuleState state) {
        return state.alerts().getOrDefault(ALERT.fingerprint(), AlertState.NEW).told();
    }

    private static PendingNotification pending(String key, String... ids) {
        List<Address> to = Stream.of(ids)
                .map(id -> new Address(id, "", id + "@example.com"))
                .toList();
        Message message = new Message("s", "c", ContentFormat.TEXT, List.of());
        return new PendingNotification(
                new Notification(key, Channel.EMAIL, to, message, ALERT), 0, NOON, NOON.plusSeconds(3600));
    }
}
