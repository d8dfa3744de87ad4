package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.rows;
import static io.github.cspmalert.EngineFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.delivery.HeldBack;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Alerts that are held back while one fires that explains them.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: suppression in an alert policy</a>
 */
class InhibitionTest {

    private static final String TARGET = "target";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final EngineFixture engine = new EngineFixture();

    private static AlertCondition ofRule(String id) {
        return AlertCondition.any(AlertField.ALERT_ID).equalTo(id);
    }

    private CspmAlerts alerts(AlertPolicy.Builder policy) {
        return engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(policy.build())
                .addRule(rule().alertPolicy("merge").build())
                .addRule(rule(TARGET).alertPolicy("merge").build())
                .build();
    }

    private static AlertPolicy.Builder merging() {
        return AlertPolicy.builder("merge")
                .actionPolicy("mail")
                .mergeBy(MergeField.PROJECT)
                .mergeByAllLabels(false)
                .groupWait(MINUTE)
                .groupInterval(Duration.ofMinutes(5));
    }

    private List<String> told() {
        return engine.mail.sent.stream()
                .flatMap(notification -> notification.alerts().stream())
                .map(AlertReference::ruleId)
                .toList();
    }

    private EvaluationReport after(Duration time, CspmAlerts alerts, String... rules) {
        engine.clock.advance(time);
        return Arrays.stream(rules)
                .map(alerts::check)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void target_whileASourceFires_isHeldBackWithARecordThatNamesIt() {
        CspmAlerts alerts = alerts(merging().inhibit(ofRule(RULE), ofRule(TARGET)));

        EvaluationReport held = after(MINUTE, alerts, RULE, TARGET);
        after(MINUTE, alerts, RULE, TARGET);

        assertThat(told()).containsExactly(RULE);
        assertThat(held.heldBack()).singleElement().satisfies(back -> {
            assertThat(back.reason()).isEqualTo(HeldBack.Reason.INHIBITED);
            assertThat(back.explanation())
                    .startsWith("sec-ops on email: what explains it fires: alert ")
                    .endsWith(" of rule '" + RULE + "'");
        });
    }

    @Test
    void target_whenItsSourceIsOver_isTold() {
        CspmAlerts alerts = alerts(merging().inhibit(ofRule(RULE), ofRule(TARGET)));

        after(MINUTE, alerts, RULE, TARGET);
        after(MINUTE, alerts, RULE, TARGET);
        engine.source.giveNothing();
        after(MINUTE, alerts, RULE);
        engine.source.giveRows();
        after(MINUTE, alerts, TARGET);
        after(Duration.ofMinutes(5), alerts, TARGET);

        assertThat(told()).containsExactly(RULE, TARGET);
    }

    @Test
    void target_whoseSourceIsEvaluatedNoMore_isToldAfterTwoOfItsIntervals() {
        CspmAlerts alerts = alerts(merging().inhibit(ofRule(RULE), ofRule(TARGET)));

        after(MINUTE, alerts, RULE, TARGET);
        after(Duration.ofHours(2), alerts, TARGET);
        assertThat(told()).containsExactly(RULE);
        after(Duration.ofMinutes(6), alerts, TARGET);
        after(Duration.ofMinutes(5), alerts, TARGET);

        assertThat(told()).containsExactly(RULE, TARGET);
    }

    @Test
    void target_withAnotherMergeSet_isTold() {
        CspmAlerts alerts = alerts(merging().mergeBy(MergeField.ALERT_ID).inhibit(ofRule(RULE), ofRule(TARGET)));

        after(MINUTE, alerts, RULE, TARGET);
        after(MINUTE, alerts, RULE, TARGET);

        assertThat(told()).containsExactlyInAnyOrder(RULE, TARGET);
    }

    @Test
    void alert_thatIsSourceAndTarget_isTold() {
        AlertCondition both = AlertCondition.or(ofRule(RULE), ofRule(TARGET));
        CspmAlerts alerts = alerts(merging().inhibit(both, both));

        after(MINUTE, alerts, RULE, TARGET);
        after(MINUTE, alerts, RULE, TARGET);

        assertThat(told()).containsExactlyInAnyOrder(RULE, TARGET);
    }

    @Test
    void sourceAndTarget_thatBeginInOneEvaluation_areSourceAlone() {
        engine.source.answer = query -> rows("i-1", "i-2");
        AlertCondition source =
                AlertCondition.any(AlertField.label("instance_id")).equalTo("i-2");
        AlertCondition target =
                AlertCondition.any(AlertField.label("instance_id")).equalTo("i-1");
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(merging().inhibit(source, target).build())
                .addRule(rule().alertPolicy("merge")
                        .groupEvaluation(GroupEvaluation.by("instance_id"))
                        .build())
                .build();

        after(MINUTE, alerts, RULE);
        after(MINUTE, alerts, RULE);

        assertThat(engine.mail.sent).singleElement().satisfies(notification -> assertThat(notification.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.fields()).containsEntry("labels.instance_id", "i-2")));
    }
}
