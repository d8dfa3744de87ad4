package io.github.cspmalert.internal.decision.policy;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyPathTest {

    private static final Action SMS = action("sms");
    private static final Action VOICE = action("voice");
    private static final Action CHAT = action("chat");
    private static final Alert HIGH = alert(Severity.HIGH, "red");
    private static final Alert LOW = alert(Severity.LOW, "blue");

    // The documentation's example: high alerts by text and call and no further, all others to a chat.
    private static final PolicyStatement[] EXAMPLE = {
        Branch.when(AlertCondition.severityAtLeast(Severity.HIGH), SMS, VOICE, new Stop()), CHAT
    };

    @Test
    void way_intoABranchThatStops_endsThere() {
        assertThat(way(List.of(HIGH), EXAMPLE)).containsExactly("0 sms", "1 voice");
    }

    @Test
    void way_pastABranch_goesOn_andCountsItsActions() {
        assertThat(way(List.of(LOW), EXAMPLE)).containsExactly("2 chat");
    }

    @Test
    void way_intoABranchWithoutStop_goesOnBehindIt() {
        Branch branch = Branch.when(AlertCondition.severityAtLeast(Severity.HIGH), SMS);

        assertThat(way(List.of(HIGH), branch, CHAT)).containsExactly("0 sms", "1 chat");
    }

    @Test
    void way_ofSeveralAlerts_anyOrAllOfThem() {
        AlertField severity = AlertField.SEVERITY;
        Branch any = Branch.when(AlertCondition.any(severity).is(Operator.AT_LEAST, 8), SMS);
        Branch all = Branch.when(AlertCondition.all(severity).is(Operator.AT_LEAST, 8), VOICE);

        assertThat(way(List.of(HIGH, LOW), any, all)).containsExactly("0 sms");
        assertThat(way(List.of(HIGH, HIGH), any, all)).containsExactly("0 sms", "1 voice");
    }

    @Test
    void way_byLabelsTogether_needsBoth() {
        AlertCondition red = AlertCondition.any(AlertField.label("team")).equalTo("red");
        AlertCondition firing = AlertCondition.any(AlertField.STATUS).equalTo("firing");

        assertThat(way(List.of(HIGH), Branch.when(AlertCondition.and(red, firing), SMS)))
                .hasSize(1);
        assertThat(way(List.of(LOW), Branch.when(AlertCondition.and(red, firing), SMS)))
                .isEmpty();
        assertThat(way(List.of(LOW), Branch.when(AlertCondition.or(red, firing), SMS)))
                .hasSize(1);
    }

    @Test
    void way_byANumberWhereTheValueIsText_isNotTaken() {
        Branch branch = Branch.when(AlertCondition.any(AlertField.label("team")).is(Operator.LESS, 8), SMS);

        assertThat(way(List.of(HIGH), branch)).isEmpty();
    }

    private static List<String> way(List<Alert> alerts, PolicyStatement... statements) {
        return PolicyPath.of(Arrays.asList(statements), alerts).stream()
                .map(chosen -> chosen.index() + " " + chosen.action().channel())
                .toList();
    }

    private static Action action(String channel) {
        return Action.builder(new Channel(channel)).users("anna").template("t1").build();
    }

    private static Alert alert(Severity severity, String team) {
        return Alert.builder("r1")
                .alertTime(NOON)
                .severity(severity)
                .labels(Map.of("team", team))
                .build();
    }
}
