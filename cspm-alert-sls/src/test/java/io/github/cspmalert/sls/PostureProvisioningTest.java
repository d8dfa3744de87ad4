package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.PostureRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.sls.SlsPlan.Effect;
import io.github.cspmalert.sls.SlsPlan.PostureStep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of posture rules in the service. */
class PostureProvisioningTest {

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final SlsProvisioner provisioner = service.provisioner();

    @AfterEach
    void close() {
        service.close();
    }

    private static PostureRuleBuilder exposed() {
        return PostureRule.builder("internet-exposed").actionPolicy("mail-sec-ops");
    }

    private static AlertDefinitions with(UnaryOperator<PostureRuleBuilder> rule) {
        return ProvisionerFixture.definitions().toBuilder()
                .addPostureRule(rule.apply(exposed()).build())
                .build();
    }

    private AlertRule applied(AlertDefinitions definitions) {
        provisioner.plan(definitions).apply();
        return provisioner.export().definitions().rules().stream()
                .filter(rule -> rule.id().startsWith("internet-exposed"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plan_postureRule_isARuleOfTheSameIdAndSaysWhatIsLost() {
        SlsPlan plan = provisioner.plan(with(rule -> rule.remindAfter(Duration.ofDays(3))));

        assertThat(plan.toString().lines())
                .containsSequence("+ create    rule 'cspm-not-passed'", "+ create    rule 'internet-exposed'")
                .contains("* replaced  posture rule 'internet-exposed' by rule 'internet-exposed'; what is lost:")
                .contains("                nobody hears that a finding is fixed")
                .contains("Plan: 6 to create, 0 to update, 0 to adopt, 0 to delete, 0 unchanged, 0 blocked.");
        assertThat(plan.postureSteps()).singleElement().satisfies(step -> {
            assertThat(step.postureRule()).isEqualTo("internet-exposed");
            assertThat(step.rules()).containsExactly("internet-exposed");
            assertThat(step.lost())
                    .containsExactly(
                            "nothing is told once: what is open is told from the first evaluation on, and every day again",
                            "what is new, reopened or riskier is not distinguished from what was open before",
                            "nobody hears that a finding is about to be waived no more",
                            "nobody hears that a finding is no longer observed",
                            "nobody hears that a finding was exempted in CSPM",
                            "nobody hears that a finding is fixed",
                            "there are no reminders that grow worse with time",
                            "only records of the last 24 hours are seen: what no run checked in that time is not told, though it may be open",
                            "a run that is not over yet is told as far as it has come",
                            "at most 1,000 findings are seen, the riskiest first, and a message shows 100 of them at most");
        });
    }

    @Test
    void plan_everythingThatARuleCanHave_saysWhatElseIsLost() {
        AlertDefinitions definitions = with(rule -> rule.groupBy(FindingGrouping.OWNER)
                        .deadline(RiskLevel.HIGH, Duration.ofDays(7))
                        .allClear()
                        .filter(FindingFilter.builder().resources("prod-*").build())
                        .tells(FindingChange.NEW))
                .toBuilder()
                .addWaiver(new Waiver(
                        "legacy", FindingFilter.builder().checkIds("1").build(), "r", "a", Instant.EPOCH))
                .build();

        assertThat(provisioner.plan(definitions).postureSteps().get(0).lost())
                .contains(
                        "owners hear nothing of their own: one message goes to those whom the action policy names",
                        "there are no deadlines",
                        "nobody hears that there is no news",
                        "waivers hold nothing back here (1 defined)",
                        "patterns are applied by LIKE to the names in the newest record, in lower case as Simple Log Service makes it")
                .noneMatch(sentence -> sentence.contains("is fixed"));
    }

    @Test
    void plan_ruleThatTellsOnlyWhatIsOver_makesNothingAndSaysSo() {
        SlsPlan plan = provisioner.plan(with(rule -> rule.tells(FindingChange.FIXED)));

        assertThat(plan.toString())
                .contains("posture rule 'internet-exposed' by no rule; what is lost:")
                .contains("nothing of it can be carried out")
                .doesNotContain("+ create    rule 'internet-exposed'");
    }

    @Test
    void apply_twice_doesNothingTheSecondTimeAndADriftIsSeen() {
        AlertDefinitions definitions = with(rule -> rule.label("team", "platform"));
        provisioner.plan(definitions).apply();

        SlsPlan second = provisioner.plan(definitions);

        assertThat(second.isEmpty()).isTrue();
        assertThat(second.postureSteps()).hasSize(1);
        assertThat(provisioner.drift(definitions).isEmpty()).isTrue();
        provisioner.disable("internet-exposed");
        assertThat(provisioner.drift(definitions).toString()).contains("rule 'internet-exposed' was changed");
        SlsPlan without = provisioner.plan(ProvisionerFixture.definitions());
        assertThat(without.toString()).contains("- delete    rule 'internet-exposed'");
    }

    @Test
    void export_provisionedPostureRule_isAQueryRuleThatAppliesTheSame() {
        AlertDefinitions definitions = with(rule -> rule.groupBy(FindingGrouping.RESOURCE)
                .filter(FindingFilter.builder()
                        .checkNames("it's 100%|*")
                        .resources("a_b!\\*")
                        .build()));
        provisioner.plan(definitions).apply();

        SlsExport export = provisioner.export();

        assertThat(export.leftOut()).isEmpty();
        assertThat(export.definitions().rules()).hasSize(2);
        assertThat(provisioner.plan(export.definitions()).isEmpty()).isTrue();
        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
    }

    @Test
    void apply_rule_hasTheTextsOfThePostureRuleAndIsToldDaily() {
        AlertRule rule = applied(with(posture -> posture.displayName("Open to the internet")
                .label("team", "platform")
                .annotation("desc", "Reachable from everywhere")));

        assertThat(rule.displayName()).isEqualTo("Open to the internet");
        assertThat(rule.labels()).containsEntry("team", "platform");
        assertThat(rule.annotations())
                .containsEntry("title", "${alert_name}")
                .containsEntry("desc", "Reachable from everywhere");
        assertThat(rule.schedule()).isEqualTo(Schedule.fixedRate(Duration.ofMinutes(5)));
        assertThat(rule.repeatInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(rule.sendResolved()).isFalse();
    }

    @Test
    void apply_digest_isNotHeldBackByTheRepeatInterval() {
        AlertRule rule = applied(with(posture -> posture.schedule(Schedule.cron("0 8 * * *", ZoneOffset.UTC))));

        assertThat(rule.schedule()).isEqualTo(Schedule.cron("0 8 * * *", ZoneOffset.UTC));
        assertThat(rule.repeatInterval()).isEqualTo(Duration.ofHours(23));
    }

    @ParameterizedTest
    @CsvSource({"LOW, HIGH MEDIUM LOW", "MEDIUM, HIGH MEDIUM", "HIGH, HIGH"})
    void apply_lowestRisk_leavesTheSeveritiesThatCanBe(String least, String severities) {
        AlertRule rule = applied(with(posture -> posture.filter(
                FindingFilter.builder().minRisk(RiskLevel.of(least)).build())));

        assertThat(rule.severities().stream().map(SeverityBranch::severity).map(Severity::name))
                .containsExactly(severities.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, ''",
        "OWNER, ''",
        "ACCOUNT, ''",
        "CHECK, check_id",
        "PRODUCT, instance_type",
        "RESOURCE, region_id instance_type instance_sub_type instance_id"
    })
    void apply_grouping_isGroupEvaluation(FindingGrouping grouping, String fields) {
        AlertRule rule = applied(with(posture -> posture.groupBy(grouping)));

        assertThat(rule.groupEvaluation())
                .isEqualTo(fields.isEmpty() ? GroupEvaluation.none() : GroupEvaluation.by(fields.split(" ")));
    }

    @Test
    void plan_severalLogstores_isARuleForEachOrForThoseThatTheRuleNames() {
        AlertDefinitionsBuilder two = ProvisionerFixture.definitions().toBuilder()
                .source("abroad", Store.log("cn-hangzhou", ProvisionerFixture.PROJECT, "sas-log-2"))
                .source("table", Store.meta("user.table"));
        AlertDefinitions all =
                two.build().toBuilder().addPostureRule(exposed().build()).build();
        AlertDefinitions one = two.build().toBuilder()
                .addPostureRule(exposed()
                        .filter(FindingFilter.builder().accounts("abroad").build())
                        .build())
                .build();

        assertThat(provisioner.plan(all).postureSteps().get(0).rules())
                .containsExactly("internet-exposed-abroad", "internet-exposed-default");
        assertThat(provisioner.plan(one).postureSteps().get(0).rules()).containsExactly("internet-exposed");
        assertThat(applied(one).queries().get(0).source()).endsWith("sas-log-2");
    }

    @Test
    void plan_accountThatIsNoSource_isRefusedBeforeAnythingIsSent() {
        AlertDefinitions definitions = with(
                rule -> rule.filter(FindingFilter.builder().accounts("shop").build()));
        service.server.clearRequests();

        assertThatThrownBy(() -> provisioner.plan(definitions))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("rule 'internet-exposed': nobody says where the log sources [shop] lie");
        assertThat(service.server.requests()).isEmpty();
    }

    @Test
    void plan_limitOfTheService_isToldOfThePostureRule() {
        AlertDefinitions definitions = with(rule -> rule.schedule(Schedule.fixedRate(Duration.ofSeconds(30))));

        assertThatThrownBy(() -> provisioner.plan(definitions))
                .hasMessageContaining("rule 'internet-exposed'")
                .hasMessageContaining("interval");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% extends \"posture/mail.html\" %}",
                "{%- macro x() -%}{%- endmacro -%}",
                "{% if true %}{% set a = 100 % 7 %}{% endif %}",
                "<p>{{ posture.open.total }}</p>",
                "{% for change in posture.changes %}{{ change.id }}{% endfor %}"
            })
    void apply_templateThatTheServiceCannotRender_givesWayToOneOfItsOwn(String content) {
        AlertDefinitions definitions = templated(content, ContentLocale.EN_US);
        SlsPlan plan = provisioner.plan(definitions);
        plan.apply();

        assertThat(plan.postureSteps().get(0).lost())
                .contains(
                        "template 'news' on channel 'email' cannot be rendered by Simple Log Service; its own sls.builtin.en takes the place");
        assertThat(service.server.record("sls.alert.action_policy", "news").orElseThrow())
                .contains("sls.builtin.en")
                .doesNotContain("news\\\", period");
        assertThat(service.server.record("sls.alert.content_template", "news")).isEmpty();
        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
    }

    @Test
    void apply_chineseTemplateThatTheServiceCannotRender_givesWayToTheChineseOne() {
        provisioner.plan(templated("{{ posture }}", ContentLocale.ZH_CN)).apply();

        assertThat(service.server.record("sls.alert.action_policy", "news").orElseThrow())
                .contains("sls.builtin.cn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posture: {{ alert.alert_name }}",
                "{% for r in alert.results[0].raw_results %}{% if r.last_risk == 'HIGH' %}{{ r.instance_id }}{% elif true %}{% else %}{% endif %}{% endfor %}",
                "{% raw %}x{% endraw %}"
            })
    void apply_templateOfTheServicesLanguage_stays(String content) {
        SlsPlan plan = provisioner.plan(templated(content, ContentLocale.EN_US));
        plan.apply();

        assertThat(plan.postureSteps()).flatExtracting(PostureStep::lost).noneMatch(lost -> lost.contains("template"));
        assertThat(service.server.record("sls.alert.content_template", "news")).isPresent();
    }

    private static AlertDefinitions templated(String content, ContentLocale locale) {
        return ProvisionerFixture.definitions().toBuilder()
                .addTemplate(ContentTemplate.builder("news")
                        .locale(locale)
                        .content(Channel.EMAIL, ContentFormat.HTML, "News", content)
                        .build())
                .addActionPolicy(ActionPolicy.builder("news")
                        .addAction(Action.builder(Channel.EMAIL)
                                .groups("devops")
                                .template("news")
                                .build())
                        .build())
                .addPostureRule(PostureRule.builder("internet-exposed")
                        .actionPolicy("news")
                        .build())
                .build();
    }

    @Test
    void plan_waiversAlone_areLeftOutAndChangeNothingElse() {
        AlertDefinitions definitions = ProvisionerFixture.definitions().toBuilder()
                .addWaiver(new Waiver(
                        "legacy", FindingFilter.builder().checkIds("1").build(), "r", "a", Instant.EPOCH))
                .build();
        provisioner.plan(ProvisionerFixture.definitions()).apply();

        assertThat(provisioner.plan(definitions).steps())
                .extracting(SlsPlan.ObjectStep::effect)
                .containsOnly(Effect.UNCHANGED);
        assertThat(List.of(provisioner.plan(definitions).postureSteps())).containsExactly(List.of());
    }
}
