package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.Severity;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of silences and inhibitions in the service, which publishes no form of them. */
class SilenceProvisioningTest {

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final SlsProvisioner provisioner = service.provisioner();

    @AfterEach
    void close() {
        service.close();
    }

    private static Silence silence(String id) {
        AlertCondition condition = AlertCondition.any(AlertField.ALERT_ID).equalTo("cspm-not-passed");
        return Silence.until(id, condition, "moves", "anna", Instant.parse("2027-01-31T18:00:00Z"));
    }

    private static AlertDefinitions definitions() {
        AlertPolicy merge = AlertPolicy.builder("merge")
                .actionPolicy("mail-sec-ops")
                .addSilence(silence("of-policy"))
                .inhibit(
                        AlertCondition.severityAtLeast(Severity.CRITICAL),
                        AlertCondition.any(AlertField.SEVERITY).is(AlertCondition.Operator.LESS, 6))
                .build();
        return ProvisionerFixture.definitions().toBuilder()
                .addAlertPolicy(merge)
                .addSilence(silence("of-all"))
                .build();
    }

    @Test
    void plan_ofSilencesAndInhibitions_saysWhatIsLeftOutAndAppliesTheRest() {
        SlsPlan plan = provisioner.plan(definitions());
        plan.apply();

        assertThat(plan.toString().lines())
                .contains(
                        "* left out  silence 'of-policy' of alert policy 'merge', so its alerts are told; set it in the console",
                        "* left out  1 inhibition of alert policy 'merge', so what it holds back is told; set it in the console",
                        "* left out  silence 'of-all' of all rules, so its alerts are told; set it in the console");
        assertThat(plan.leftOut()).hasSize(3);
        assertThat(provisioner.plan(definitions()).isEmpty()).isTrue();
        assertThat(provisioner.drift(definitions()).isEmpty()).isTrue();
    }

    @Test
    void plan_withoutSilences_saysNothingOfThem() {
        SlsPlan plan = provisioner.plan(ProvisionerFixture.definitions());

        assertThat(plan.leftOut()).isEmpty();
        assertThat(plan.toString()).doesNotContain("left out");
    }
}
