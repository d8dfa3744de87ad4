package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.sls.SlsPlan.Effect;
import io.github.cspmalert.sls.internal.provision.Live;
import io.github.cspmalert.sls.internal.provision.PlannedStep;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Content;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import io.github.cspmalert.sls.internal.provision.ProvisioningRecord;
import io.github.cspmalert.sls.internal.provision.RecordStore;
import io.github.cspmalert.testkit.sls.Fault;
import io.github.cspmalert.testkit.sls.Gate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way, against a service that checks what it is sent. */
class SlsProvisionerTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;
    private static final String RULE = "cspm-not-passed";

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final SlsProvisioner provisioner = service.provisioner();
    private final AlertDefinitions definitions = ProvisionerFixture.definitions();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void plan_emptyService_createsInTheOrderThatReferencesNeed() {
        SlsPlan plan = provisioner.plan(definitions);

        assertThat(plan.steps()).extracting(SlsPlan.ObjectStep::effect).containsOnly(Effect.CREATE);
        assertThat(plan.toString().lines())
                .containsExactly(
                        "+ create    user 'alex'",
                        "+ create    user group 'devops'",
                        "+ create    content template 'failed'",
                        "+ create    action policy 'mail-sec-ops'",
                        "+ create    rule 'cspm-not-passed'",
                        "Plan: 5 to create, 0 to update, 0 to adopt, 0 to delete, 0 unchanged, 0 blocked.");
        assertThat(service.server.alert(PROJECT, RULE)).isEmpty();
    }

    @Test
    void apply_twice_doesNothingTheSecondTime() {
        List<String> told = new ArrayList<>();

        SlsApplyReport report =
                provisioner.plan(definitions).apply(step -> told.add(step.key().toString()));
        SlsPlan second = provisioner.plan(definitions);
        service.server.clearRequests();
        SlsApplyReport nothing = second.apply();

        assertThat(report.done()).hasSize(5);
        assertThat(told)
                .containsExactly(
                        "user 'alex'",
                        "user group 'devops'",
                        "content template 'failed'",
                        "action policy 'mail-sec-ops'",
                        "rule 'cspm-not-passed'");
        assertThat(second.isEmpty()).isTrue();
        assertThat(second.steps()).extracting(SlsPlan.ObjectStep::effect).containsOnly(Effect.UNCHANGED);
        assertThat(nothing.done()).isEmpty();
        assertThat(service.server.requests())
                .allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void plan_ruleChanged_showsEachFieldFromOldToNew() {
        provisioner.plan(definitions).apply();

        SlsPlan plan = provisioner.plan(ProvisionerFixture.definitions(
                ProvisionerFixture.rule().threshold(3).build()));

        assertThat(plan.toString().lines())
                .contains("~ update    rule 'cspm-not-passed'", "                configuration.threshold: 1 -> 3");
    }

    @Test
    void apply_fieldsSetByHand_stayByteForByte() {
        provisioner.plan(definitions).apply();
        String byHand =
                "\"x_hand\":{\"n\":2.50,\"big\":123456789012345678901234567890,\"s\":\"\\u00e9\\/\",\"e\":null}";
        String policy =
                service.server.record("sls.alert.action_policy", "mail-sec-ops").orElseThrow();
        ProvisionerFixture.put(service.server, "sls.alert.action_policy", insert(policy, byHand));
        String alert = service.server.alert(PROJECT, RULE).orElseThrow();
        service.server.putAlert(PROJECT, alert.replace("\"queryList\":[{", "\"queryList\":[{\"ui\":{\"kept\":1.50},"));

        provisioner
                .plan(ProvisionerFixture.definitions(
                        ProvisionerFixture.rule().threshold(3).build()))
                .apply();
        AlertDefinitions renamed = withPolicyName("Mail to operations");
        SlsPlan plan = provisioner.plan(renamed);
        plan.apply();

        assertThat(plan.toString()).contains("~ update    action policy 'mail-sec-ops'");
        assertThat(service.server
                        .record("sls.alert.action_policy", "mail-sec-ops")
                        .orElseThrow())
                .contains(byHand)
                .contains("\"action_policy_name\":\"Mail to operations\"");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).contains("\"ui\":{\"kept\":1.50}");
    }

    private static AlertDefinitions withPolicyName(String name) {
        AlertDefinitions base = ProvisionerFixture.definitions();
        var policy = base.actionPolicies().get(0);
        var renamed = ActionPolicy.builder(policy.id()).name(name);
        policy.statements().forEach(renamed::addStatement);
        return AlertDefinitions.builder()
                .source(base.sources().get("default"))
                .addUser(base.users().get(0))
                .addUserGroup(base.userGroups().get(0))
                .addTemplate(base.templates().get(0))
                .addActionPolicy(renamed.build())
                .addRule(base.rules().get(0))
                .build();
    }

    private static String insert(String json, String field) {
        return "{" + field + "," + json.substring(1);
    }

    @Test
    void plan_definedNoMore_deletesOnlyWhatWasMadeHere() {
        provisioner.plan(definitions).apply();
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                """
                {"user_id":"by-hand","user_name":"By hand","email":[],"country_code":"","phone":"","enabled":true,"sms_enabled":false,"voice_enabled":false}""");

        SlsPlan plan = provisioner.plan(ProvisionerFixture.definitions(new AlertRule[0]));
        plan.apply();

        assertThat(plan.toString())
                .contains("- delete    rule 'cspm-not-passed'")
                .doesNotContain("by-hand");
        assertThat(service.server.alert(PROJECT, RULE)).isEmpty();
        assertThat(service.server.record("sls.common.user", "by-hand")).isPresent();
    }

    @Test
    void destroy_afterApply_leavesNothingAndTouchesNothingElse() {
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                """
                {"user_id":"by-hand","user_name":"By hand","email":[],"country_code":"","phone":"","enabled":true,"sms_enabled":false,"voice_enabled":false}""");
        provisioner.plan(definitions).apply();

        SlsPlan plan = provisioner.planDestroy();
        plan.apply();

        assertThat(plan.steps())
                .extracting(step -> step.key().kind())
                .containsExactly(
                        ObjectKind.RULE,
                        ObjectKind.ACTION_POLICY,
                        ObjectKind.CONTENT_TEMPLATE,
                        ObjectKind.USER_GROUP,
                        ObjectKind.USER);
        assertThat(service.server.record("sls.common.user", "alex")).isEmpty();
        assertThat(service.server.record("sls.common.user", "by-hand")).isPresent();
        assertThat(provisioner.planDestroy().isEmpty()).isTrue();
    }

    @Test
    void apply_createRefused_leavesNoClaimOnTheId() {
        SlsPlan plan = provisioner.plan(definitions);
        service.server.faults().next(1, Fault.error(403, "Unauthorized", "denied"), "CreateResourceRecord");
        assertThatThrownBy(plan::apply).isInstanceOf(SlsProvisioningException.class);

        assertThat(provisioner.planDestroy().steps()).isEmpty();
    }

    @Test
    void plan_madeHereAndNowToldToExist_isNotDeleted() {
        provisioner.plan(definitions).apply();
        AlertDefinitions named = AlertDefinitions.builder()
                .existing(ObjectKind.USER, "alex")
                .existing(ObjectKind.ACTION_POLICY, "mail-sec-ops")
                .build();

        assertThat(provisioner.plan(named).toString())
                .doesNotContain("user 'alex'", "action policy")
                .contains("- delete    rule 'cspm-not-passed'");
    }

    @Test
    void plan_otherOwner_neitherDeletesNorChanges() {
        provisioner.plan(definitions).apply();
        SlsProvisioner other = SlsProvisioner.builder(service.connection, PROJECT)
                .owner("other")
                .build();

        assertThat(other.planDestroy().steps()).isEmpty();
        assertThat(other.plan(ProvisionerFixture.definitions(
                                ProvisionerFixture.rule().threshold(3).build()))
                        .isApplicable())
                .isFalse();
    }

    @Test
    void records_wantedByTwoOwners_goWithTheLastOfThem() {
        AlertDefinitions shared = ProvisionerFixture.definitions(new AlertRule[0]);
        SlsProvisioner other = SlsProvisioner.builder(service.connection, PROJECT)
                .owner("other")
                .build();
        provisioner.plan(definitions).apply();

        SlsPlan sharing = other.plan(shared);
        sharing.apply();
        SlsPlan release = provisioner.planDestroy();
        release.apply();

        assertThat(sharing.toString()).contains("~ adopt     user 'alex' (shared with owner '" + PROJECT + "')");
        assertThat(other.plan(shared).isEmpty()).isTrue();
        assertThat(release.toString())
                .contains("- delete    rule 'cspm-not-passed'", "- release   user 'alex' (stays for owner 'other')")
                .contains("1 to delete, 4 to release");
        assertThat(service.server.record("sls.common.user", "alex")).isPresent();
        assertThat(provisioner.planDestroy().steps()).isEmpty();
        other.planDestroy().apply();
        assertThat(service.server.record("sls.common.user", "alex")).isEmpty();
    }

    @Test
    void plan_madeBySomebodyElse_isBlockedUnlessAdopted() {
        String user =
                """
                {"user_id":"alex","user_name":"Alexandra","email":["a@example.com"],"country_code":"","phone":"","enabled":true,"sms_enabled":true,"voice_enabled":true,"note":"keep"}""";
        ProvisionerFixture.put(service.server, "sls.common.user", user);

        SlsPlan blocked = provisioner.plan(definitions);
        SlsProvisioningException refused = catchThrowableOfType(SlsProvisioningException.class, () -> blocked.apply());
        SlsPlan adopting = SlsProvisioner.builder(service.connection, PROJECT)
                .adopt(ObjectKind.USER, "alex")
                .build()
                .plan(definitions);
        adopting.apply();

        assertThat(blocked.isApplicable()).isFalse();
        assertThat(blocked.toString())
                .contains("! blocked   user 'alex'")
                .contains("user_name: \"Alexandra\" -> \"Alex\"");
        assertThat(refused)
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("user 'alex' exists, differs, and was not made by this library");
        assertThat(service.server.record("sls.common.user", "alex").orElseThrow())
                .contains("\"note\":\"keep\"")
                .contains("\"user_name\":\"Alex\"");
    }

    @Test
    void plan_madeBySomebodyElseAsWanted_isLeftAlone() {
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                """
                {"voice_enabled":true, "user_id":"alex","user_name":"Alex","email":["alex@example.com"],"country_code":"","phone":"","enabled":true,"sms_enabled":true}""");

        SlsPlan plan = provisioner.plan(definitions);
        plan.apply();
        provisioner.planDestroy().apply();

        assertThat(plan.toString()).contains("= unchanged user 'alex' (not made by this library)");
        assertThat(service.server.record("sls.common.user", "alex")).isPresent();
    }

    @Test
    void plan_recordThatIsNoJson_isBlockedAndTheOthersAreStillShown() {
        ProvisionerFixture.put(service.server, "sls.common.user", "alex", "Alex", "not json");

        SlsPlan plan = provisioner.plan(definitions);

        assertThat(plan.toString())
                .contains("! blocked   user 'alex' (exists, but its value is not a JSON object")
                .contains("+ create    rule 'cspm-not-passed'");
    }

    @Test
    void plan_oneKindForbidden_stillShowsTheRest() {
        service.server.faults().next(1, Fault.none(), "ListResourceRecords");
        service.server
                .faults()
                .next(1, Fault.error(403, "Unauthorized", "denied by sts or ram"), "ListResourceRecords");

        SlsPlan plan = provisioner.plan(definitions);

        assertThat(plan.toString())
                .contains(
                        "! blocked   user 'alex' (could not be looked up: cannot list records of resource 'sls.common.user'")
                .contains("log:ListResourceRecords")
                .contains("+ create    user group 'devops'")
                .contains("+ create    rule 'cspm-not-passed'");
        assertThatThrownBy(plan::apply).hasMessageContaining("could not be looked up");
    }

    @Test
    void plan_existingIsNotThere_isBlocked() {
        AlertDefinitions named = definitions.toBuilder()
                .existing(ObjectKind.ONCALL_GROUP, "night")
                .build();

        assertThat(provisioner.plan(named).toString())
                .contains(
                        "! blocked   on-call group 'night' (is declared as existing, but does not exist in the service");
    }

    @Test
    void plan_onCallGroupThatIsDefined_mustBeInTheService() {
        AlertDefinitions named = definitions.toBuilder()
                .addOncallGroup(OncallGroup.of(
                        "night",
                        Rotation.of(Shift.daily(LocalTime.NOON), Instant.EPOCH, OncallGroup.Target.user("alex"))))
                .addActionPolicy(ActionPolicy.builder("night")
                        .addAction(Action.builder(Channel.EMAIL)
                                .oncallGroups("night")
                                .template("sls.builtin.en")
                                .build())
                        .build())
                .build();

        assertThat(provisioner.plan(named).toString())
                .contains(
                        "! blocked   on-call group 'night' (is declared as existing, but does not exist in the service");
    }

    @Test
    void apply_changedSincePlanned_refusesNamingWhatChangedAndChangesNothing() {
        provisioner.plan(definitions).apply();
        SlsPlan plan = provisioner.plan(ProvisionerFixture.definitions(
                ProvisionerFixture.rule().threshold(3).build()));
        byHand("\"threshold\":1", "\"threshold\":2");

        assertThatThrownBy(plan::apply)
                .isInstanceOf(SlsProvisioningException.class)
                .hasMessageContaining("the service has changed since the plan was made")
                .hasMessageContaining("rule 'cspm-not-passed': configuration.threshold changed");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).contains("\"threshold\":2");
    }

    @Test
    void apply_userChangedSincePlanned_namesTheFieldsWithoutTheAddress() {
        provisioner.plan(definitions).apply();
        SlsPlan plan = provisioner.planDestroy();
        String user = service.server.record("sls.common.user", "alex").orElseThrow();
        ProvisionerFixture.put(service.server, "sls.common.user", user.replace("alex@example.com", "eve@example.com"));

        assertThatThrownBy(plan::apply)
                .hasMessageContaining("user 'alex': email")
                .hasMessageNotContaining("@example.com");
    }

    @Test
    void apply_refusedAndTheRecordCannotBeMended_keepsBothFailures() {
        service.server.faults().next(1, Fault.error(403, "Unauthorized", "no"), "CreateResourceRecord");
        service.server.faults().next(1, Fault.serverError(500), "DeleteResourceRecord");

        assertThatThrownBy(() -> provisioner.plan(definitions).apply())
                .hasMessageContaining("user 'alex'")
                .hasMessageContaining("log:CreateResourceRecord")
                .satisfies(failure -> assertThat(failure.getCause().getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).hasMessageContaining("HTTP 500")));
    }

    @Test
    void plan_labelOfSeveralLines_staysOnItsLine() {
        AlertDefinitions labelled = ProvisionerFixture.definitions(
                ProvisionerFixture.rule().addLabel("team", "cspm").build());
        provisioner.plan(labelled).apply();
        byHand("\"labels\":[", "\"labels\":[{\"key\":\"a\\n+ create    user 'eve'\",\"value\":\"x\"},");

        assertThat(provisioner.plan(labelled).toString().lines().map(String::strip))
                .contains("configuration.labels[a + create    user 'eve']: \"x\" -> (none)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "-a", "../x"})
    void export_impossibleProject_isRefused(String project) {
        assertThatThrownBy(() -> provisioner.export(project))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("project is '");
    }

    @Test
    void apply_lastObjectChangedSincePlanned_leavesTheFirstAlone() {
        provisioner.plan(definitions).apply();
        SlsPlan plan = provisioner.plan(
                ProvisionerFixture.definitions(
                                ProvisionerFixture.rule().threshold(3).build())
                        .toBuilder()
                        .addUser(User.builder("berta").build())
                        .build());
        byHand("\"threshold\":1", "\"threshold\":2");

        assertThatThrownBy(plan::apply).hasMessageContaining("nothing was changed");
        assertThat(service.server.record("sls.common.user", "berta")).isEmpty();
    }

    @Test
    void apply_objectChangedOnTheWay_stopsBeforeItAndTellsWhatIsDone() {
        provisioner.plan(definitions).apply();
        SlsPlan plan = provisioner.plan(
                ProvisionerFixture.definitions(
                                ProvisionerFixture.rule().threshold(3).build())
                        .toBuilder()
                        .addUser(User.builder("berta").build())
                        .build());

        SlsProvisioningException stopped = catchThrowableOfType(
                SlsProvisioningException.class, () -> plan.apply(step -> byHand("\"threshold\":1", "\"threshold\":2")));

        assertThat(stopped)
                .hasMessageContaining("done: user 'berta'; not done: rule 'cspm-not-passed'")
                .hasMessageContaining("configuration.threshold changed");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).contains("\"threshold\":2");
    }

    @Test
    void apply_somebodyElseCreatesTheRuleMeanwhile_refusesAndLeavesTheirs() throws Exception {
        SlsPlan plan = provisioner.plan(definitions);
        Gate gate = new Gate();
        service.server.faults().next(1, Fault.held(gate), "CreateAlert");
        CompletableFuture<Throwable> applied = CompletableFuture.supplyAsync(() -> catchThrowable(plan::apply));
        assertThat(gate.awaitHeld(Duration.ofSeconds(30))).isTrue();
        String theirs = "{\"name\":\"" + RULE + "\",\"displayName\":\"Theirs\"}";
        service.server.putAlert(PROJECT, theirs);
        gate.open();

        assertThat(applied.get(30, TimeUnit.SECONDS))
                .hasMessageContaining("rule 'cspm-not-passed' was made by somebody else meanwhile");
        assertThat(service.server.alert(PROJECT, RULE)).hasValue(theirs);
    }

    @Test
    void apply_twoProvisionersAtOnce_theSecondRefusesAndNothingIsLost() {
        provisioner.plan(definitions).apply();
        SlsPlan first = provisioner.plan(ProvisionerFixture.definitions(
                ProvisionerFixture.rule().threshold(3).build()));
        SlsPlan second = service.provisioner()
                .plan(ProvisionerFixture.definitions(
                        ProvisionerFixture.rule().threshold(5).build()));

        first.apply();

        assertThatThrownBy(second::apply).hasMessageContaining("configuration.threshold changed");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).contains("\"threshold\":3");
    }

    @Test
    void apply_stepFails_saysWhatIsDoneAndWhatIsNotAndTheNextGoesOn() {
        SlsPlan plan = provisioner.plan(definitions);
        service.server
                .faults()
                .next(2, Fault.none(), "CreateResourceRecord")
                .next(1, Fault.serverError(500), "CreateResourceRecord");

        SlsProvisioningException failed = catchThrowableOfType(SlsProvisioningException.class, plan::apply);
        SlsPlan rest = provisioner.plan(definitions);
        rest.apply();

        assertThat(failed)
                .hasMessageStartingWith("the apply stopped after 2 of 5 steps at content template 'failed'")
                .hasMessageContaining(
                        "done: user 'alex', user group 'devops'; not done: content template 'failed', action");
        assertThat(failed.retryable()).isTrue();
        assertThat(failed.report().orElseThrow().done()).hasSize(2);
        assertThat(rest.steps())
                .extracting(SlsPlan.ObjectStep::effect)
                .containsExactly(Effect.UNCHANGED, Effect.UNCHANGED, Effect.CREATE, Effect.CREATE, Effect.CREATE);
        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
    }

    @Test
    void apply_answerToCreateIsLost_theRetryFindsItMadeAndThatIsSuccess() {
        try (ProvisionerFixture patient = new ProvisionerFixture(3)) {
            SlsPlan plan = patient.provisioner().plan(definitions);
            patient.server.faults().next(1, Fault.lostAnswer(), "CreateAlert");
            patient.server.faults().next(1, Fault.lostAnswer(), "CreateResourceRecord");

            assertThat(plan.apply().done()).hasSize(5);
            assertThat(patient.provisioner().plan(definitions).isEmpty()).isTrue();
        }
    }

    @Test
    void plan_limitsBroken_tellsAllBeforeAnythingIsSent() {
        AlertDefinitions broken = ProvisionerFixture.definitions(ProvisionerFixture.rule()
                .displayName("abc")
                .schedule(Schedule.fixedRate(Duration.ofSeconds(30)))
                .build());

        AlertConfigurationException thrown =
                catchThrowableOfType(AlertConfigurationException.class, () -> provisioner.plan(broken));

        assertThat(thrown.problems()).hasSize(2).allMatch(problem -> problem.startsWith("rule 'cspm-not-passed'"));
        assertThat(service.server.requests()).isEmpty();
    }

    @Test
    void plan_webhookChanged_showsNoAddress() {
        AlertDefinitions first = definitions.toBuilder()
                .addWebhook(Webhook.builder(
                                "bot", WebhookType.DINGTALK, "https://oapi.example.com/send?access_token=t0ps3cret")
                        .signingSecret("SECabc")
                        .build())
                .build();
        AlertDefinitions second = definitions.toBuilder()
                .addWebhook(
                        Webhook.builder("bot", WebhookType.DINGTALK, "https://oapi.example.com/send?access_token=0th3r")
                                .signingSecret("SECdef")
                                .build())
                .build();
        provisioner.plan(first).apply();

        String plan = provisioner.plan(second).toString();

        assertThat(plan).contains("url: **** -> ****").contains("secret: **** -> ****");
        assertThat(plan).doesNotContain("t0ps3cret", "0th3r", "SECabc", "SECdef");
        assertThat(service.server.record(
                        ProvisioningRecord.RESOURCE,
                        service.records()
                                .list(ProvisioningRecord.RESOURCE, Map.of())
                                .get(0)
                                .id()))
                .get()
                .asString()
                .doesNotContain("t0ps3cret");
    }

    @Test
    void values_thatHoldTexts_showNoneOfIt() {
        Live live = new Live(new ObjectKey(ObjectKind.WEBHOOK, "bot"), "{\"url\":\"https://t0ps3cret\"}");
        Content content = new Content(live, "t0ps3cret", live.text(), Map.of(), Set.of(), there -> true);

        assertThat(live + " " + new PlannedStep(live.key(), Deed.UPDATE, List.of(), "", content))
                .doesNotContain("t0ps3cret");
        assertThat(new RecordStore.Item("bot", "Bot", live.text())).hasToString("Item[bot]");
    }

    @Test
    void drift_changedByHand_tellsTheFieldFromAppliedToNow() {
        provisioner.plan(definitions).apply();
        assertThat(provisioner.drift(definitions).isEmpty()).isTrue();
        byHand("\"threshold\":1", "\"threshold\":3");
        service.server.putAlert(
                PROJECT,
                service.server
                        .alert(PROJECT, RULE)
                        .orElseThrow()
                        .replace("\"state\":\"Enabled\"", "\"state\":\"Disabled\""));

        SlsDrift drift = provisioner.drift(definitions);

        assertThat(drift.toString().lines())
                .containsExactlyInAnyOrder(
                        "rule 'cspm-not-passed' was changed",
                        "    state: \"Enabled\" -> \"Disabled\"",
                        "    configuration.threshold: 1 -> 3");
        provisioner.plan(definitions).apply();
        assertThat(provisioner.drift(definitions).isEmpty()).isTrue();
    }

    @Test
    void drift_valueThatDefinitionsCannotExpress_isStillAChange() {
        provisioner.plan(definitions).apply();
        String user = service.server.record("sls.common.user", "alex").orElseThrow();
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                user.replace("\"alex@example.com\"", "\"alex@example.com\",\"no address\""));

        assertThat(provisioner.drift(definitions).toString())
                .contains("email: [\"alex@example.com\"] -> [\"alex@example.com\",\"no address\"]");
        assertThat(provisioner.plan(definitions).toString()).contains("~ update    user 'alex'");
    }

    @Test
    void plan_sameInOtherWords_isUnchanged() {
        provisioner.plan(definitions).apply();
        byHand("\"interval\":\"1h\"", "\"interval\":\"3600s\"");

        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
        assertThat(provisioner.drift(definitions).isEmpty()).isTrue();
    }

    @Test
    void drift_definitionsChanged_isNoChangeByHand() {
        provisioner.plan(definitions).apply();

        assertThat(provisioner
                        .drift(ProvisionerFixture.definitions(
                                ProvisionerFixture.rule().threshold(3).build()))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void drift_updateThatFailed_isNoChangeByHand() {
        AlertDefinitions changed = ProvisionerFixture.definitions(
                ProvisionerFixture.rule().threshold(3).build());
        provisioner.plan(definitions).apply();
        service.server.faults().next(1, Fault.serverBusy(), "UpdateAlert");
        assertThatThrownBy(() -> provisioner.plan(changed).apply()).isInstanceOf(SlsProvisioningException.class);

        assertThat(provisioner.drift(changed)).hasToString("Nothing was changed by hand.");
        byHand("\"threshold\":1", "\"threshold\":2");
        assertThat(provisioner.drift(changed).toString()).contains("configuration.threshold: 3 -> 2");
    }

    @Test
    void apply_deletionOfWhatAnotherOwnerWantsMeanwhile_isRefused() {
        provisioner.plan(definitions).apply();
        SlsPlan deletion = provisioner.planDestroy();
        other().plan(withoutRules()).apply();

        assertThatThrownBy(deletion::apply)
                .isInstanceOf(SlsProvisioningException.class)
                .hasMessageContaining("user 'alex' is wanted by owner 'other' now");

        assertThat(service.server.record("sls.common.user", "alex")).isPresent();
    }

    @Test
    void apply_releaseOfWhatNobodyElseWantsMeanwhile_isRefused() {
        provisioner.plan(definitions).apply();
        other().plan(withoutRules()).apply();
        SlsPlan release = provisioner.planDestroy();
        other().planDestroy().apply();

        assertThatThrownBy(release::apply)
                .isInstanceOf(SlsProvisioningException.class)
                .hasMessageContaining("user 'alex' is wanted by no other owner now");
        provisioner.planDestroy().apply();

        assertThat(service.server.record("sls.common.user", "alex")).isEmpty();
    }

    private SlsProvisioner other() {
        return SlsProvisioner.builder(service.connection, PROJECT)
                .owner("other")
                .build();
    }

    private static AlertDefinitions withoutRules() {
        return ProvisionerFixture.definitions(new AlertRule[0]);
    }

    @Test
    void drift_deletedByHand_isTold() {
        provisioner.plan(definitions).apply();
        service.records().delete("sls.common.user", "alex");

        assertThat(provisioner.drift(definitions)).hasToString("user 'alex' was deleted");
        assertThat(provisioner.plan(definitions).toString()).contains("+ create    user 'alex'");
    }

    @Test
    void mute_thenApply_staysMutedUntilUnmuted() {
        provisioner.plan(definitions).apply();
        Instant until = Clock.systemUTC().instant().plusSeconds(3600);

        provisioner.mute(RULE, until);
        String drift = provisioner.drift(definitions).toString();
        provisioner
                .plan(ProvisionerFixture.definitions(
                        ProvisionerFixture.rule().threshold(3).build()))
                .apply();
        String muted = service.server.alert(PROJECT, RULE).orElseThrow();
        provisioner.unmute(RULE);

        assertThat(drift).contains("configuration.muteUntil: (none) -> " + until.getEpochSecond());
        assertThat(muted).contains("\"muteUntil\":" + until.getEpochSecond()).contains("\"threshold\":3");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).doesNotContain("muteUntil");
        assertThatThrownBy(() -> provisioner.mute(RULE, Instant.EPOCH)).hasMessageContaining("must be in the future");
        assertThatThrownBy(() -> provisioner.unmute("no-such-rule"))
                .hasMessageContaining("has no alert 'no-such-rule'");
    }

    @Test
    void apply_muteThatIsOver_isNotSentAgain() {
        provisioner.plan(definitions).apply();
        byHand("\"threshold\":1", "\"threshold\":1,\"muteUntil\":1000");
        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();

        provisioner
                .plan(ProvisionerFixture.definitions(
                        ProvisionerFixture.rule().threshold(3).build()))
                .apply();

        assertThat(service.server.alert(PROJECT, RULE).orElseThrow())
                .contains("\"threshold\":3")
                .doesNotContain("muteUntil");
    }

    @Test
    void plan_moreObjectsThanAPage_areAllFoundAndForgotten() {
        AlertDefinitionsBuilder many = AlertDefinitions.builder();
        for (int i = 0; i < 205; i++) {
            many.addUser(User.builder("user" + i).build());
        }
        provisioner.plan(many.build()).apply();

        assertThat(provisioner.plan(many.build()).isEmpty()).isTrue();
        assertThat(provisioner.planDestroy().steps()).hasSize(205);
    }

    @Test
    void disable_thenPlan_wantsItEnabledAsDefined() {
        provisioner.plan(definitions).apply();

        provisioner.disable(RULE);
        String plan = provisioner.plan(definitions).toString();
        provisioner.enable(RULE);

        assertThat(plan).contains("state: \"Disabled\" -> \"Enabled\"");
        assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
    }

    @Test
    void apply_templateParameterWantedNoMore_isTakenAway() {
        provisioner.plan(ProvisionerFixture.definitions(template("a", "b"))).apply();

        SlsPlan plan = provisioner.plan(ProvisionerFixture.definitions(template("a")));
        plan.apply();

        assertThat(plan.toString()).contains("configuration.templateConfiguration.tokens.b: \"1\" -> (none)");
        assertThat(service.server.alert(PROJECT, RULE).orElseThrow()).contains("\"tokens\":{\"a\":\"1\"}");
    }

    private static AlertRule template(String... tokens) {
        Map<String, String> values = new LinkedHashMap<>();
        List.of(tokens).forEach(token -> values.put(token, "1"));
        return ProvisionerFixture.rule()
                .template(new RuleTemplate("sls.app.x", "sys", "1", "en", values, Map.of()))
                .build();
    }

    private void byHand(String from, String to) {
        String alert = service.server.alert(PROJECT, RULE).orElseThrow();
        assertThat(alert).contains(from);
        service.server.putAlert(PROJECT, alert.replace(from, to));
    }
}
