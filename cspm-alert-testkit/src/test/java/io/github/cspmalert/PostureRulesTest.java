package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.posture.Owners;
import io.github.cspmalert.testkit.InMemoryLogSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostureRulesTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final PostureFixture engine = new PostureFixture();
    private String status = "PASS";

    @Test
    void firstRun_openFindings_areSummedUpOnceAndNotNew() {
        engine.logged("1", "i-1", "NOT_PASS");
        engine.logged("1", "i-2", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.told(alerts, "all")).isEmpty();

            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");

            assertThat(engine.settled(alerts, "all")).isEmpty();
        }
    }

    @Test
    void changes_eachScan_areToldOnce() {
        engine.logged("1", "i-1", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
            engine.after(DAY);
            engine.logged("1", "i-1", "NOT_PASS");
            engine.logged("1", "i-2", "NOT_PASS");
            assertThat(engine.told(alerts, "all")).isEmpty();
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 2; new 1@i-2");

            engine.after(DAY);
            engine.logged("1", "i-1", "PASS");
            engine.logged("1", "i-2", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; fixed 1@i-1");

            engine.after(DAY);
            engine.logged("1", "i-1", "NOT_PASS");
            engine.logged("1", "i-2", "WHITELIST");
            assertThat(engine.settled(alerts, "all"))
                    .containsExactly("[team] changes 1; reopened 1@i-1; exempted 1@i-2");
            assertThat(engine.settled(alerts, "all")).isEmpty();
        }
    }

    @Test
    void changes_comeAndGoneWithinARun_areNoNews() {
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.logged("1", "i-1", "PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 0");
            engine.logged("1", "i-1", "NOT_PASS");
            engine.after(Duration.ofMinutes(10));
            assertThat(engine.told(alerts, "all")).isEmpty();
            engine.logged("1", "i-1", "PASS");
            assertThat(engine.settled(alerts, "all")).isEmpty();
        }
    }

    @Test
    void risk_raised_isTold() {
        engine.logged("1", "i-1", "NOT_PASS", RiskLevel.LOW);
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
            engine.logged("1", "i-1", "NOT_PASS", RiskLevel.HIGH);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; risk_raised 1@i-1");
        }
    }

    @Test
    void risk_loweredBelowTheFilter_fixIsToldAllTheSame() {
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("high")
                        .filter(FindingFilter.builder().minRisk(RiskLevel.HIGH).build())
                        .build())
                .build()) {
            engine.logged("1", "i-1", "PASS");
            engine.settled(alerts, "high");
            engine.logged("1", "i-1", "NOT_PASS", RiskLevel.HIGH);
            engine.logged("2", "i-1", "NOT_PASS", RiskLevel.MEDIUM);
            assertThat(engine.settled(alerts, "high")).containsExactly("[team] changes 1; new 1@i-1");
            engine.logged("1", "i-1", "NOT_PASS", RiskLevel.LOW);
            assertThat(engine.settled(alerts, "high")).isEmpty();
            engine.logged("1", "i-1", "PASS", RiskLevel.LOW);
            engine.logged("2", "i-1", "PASS", RiskLevel.MEDIUM);
            assertThat(engine.settled(alerts, "high")).containsExactly("[team] changes 0; fixed 1@i-1");
        }
    }

    @Test
    void filter_changedBetweenTwoStarts_whatIsOpenIsSummedUpAnewAndCounted() {
        FindingFilter high = FindingFilter.builder().minRisk(RiskLevel.HIGH).build();
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").filter(high).build())
                .build()) {
            engine.logged("1", "i-1", "NOT_PASS", RiskLevel.HIGH);
            engine.logged("2", "i-2", "NOT_PASS", RiskLevel.MEDIUM);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");
        }
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all")
                        .remindAfter(DAY.multipliedBy(7))
                        .build())
                .build()) {
            engine.logged("3", "i-3", "NOT_PASS", RiskLevel.LOW);
            assertThat(engine.settled(alerts, "all"))
                    .containsExactly("[team] baseline 3", "[team] changes 3; new 3@i-3");
            assertThat(engine.settled(alerts, "all")).isEmpty();
            engine.logged("2", "i-2", "PASS", RiskLevel.MEDIUM);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 2; fixed 2@i-2");
            engine.after(DAY.multipliedBy(7));
            assertThat(engine.told(alerts, "all")).singleElement().asString().contains("still_open 1@i-1");
        }
    }

    @Test
    void filter_changedToWhatNothingMeets_countsFromNone() {
        FindingFilter high = FindingFilter.builder().minRisk(RiskLevel.HIGH).build();
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.logged("1", "i-1", "PASS");
            engine.settled(alerts, "all");
            engine.logged("1", "i-1", "NOT_PASS", RiskLevel.LOW);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
        }
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").filter(high).build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 0");
            engine.logged("2", "i-2", "NOT_PASS", RiskLevel.HIGH);
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 2@i-2");
        }
    }

    @Test
    void filter_changedTogetherWithResultsThatAreNoLongerRead_isSummedUpWithoutThem() {
        InMemoryLogSource dev = new InMemoryLogSource();
        dev.addResults(List.of(PostureFixture.record(engine.clock.instant(), "1", "d-1", "NOT_PASS", RiskLevel.HIGH)));
        engine.logged("1", "i-1", "NOT_PASS", RiskLevel.HIGH);
        engine.logged("2", "i-2", "NOT_PASS", RiskLevel.MEDIUM);
        engine.results.add(CspmResults.of("dev", dev));
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 3");
        }
        engine.results.remove(1);
        FindingFilter high = FindingFilter.builder().minRisk(RiskLevel.HIGH).build();
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").filter(high).build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");
        }
    }

    @Test
    void owners_eachFinding_goesToItsOwnerAndTheRestToTheTeam() {
        Owners owners = Owners.builder()
                .add(FindingFilter.builder().resources("a-*").build(), "anna")
                .add(FindingFilter.builder().resources("b-*").build(), "bo")
                .build();
        engine.logged("1", "a-0", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .owners(owners)
                .addPostureRule(PostureFixture.rule("mine")
                        .groupBy(FindingGrouping.OWNER)
                        .build())
                .build()) {
            assertThat(engine.settled(alerts, "mine")).containsExactly("[anna] baseline 1");
            engine.logged("1", "a-1", "NOT_PASS");
            engine.logged("1", "b-1", "NOT_PASS");
            engine.logged("1", "c-1", "NOT_PASS");
            assertThat(engine.settled(alerts, "mine"))
                    .containsExactlyInAnyOrder(
                            "[anna] changes 2; new 1@a-1", "[bo] changes 1; new 1@b-1", "[team] changes 1; new 1@c-1");
            engine.logged("1", "a-1", "PASS");
            assertThat(engine.settled(alerts, "mine")).containsExactly("[anna] changes 1; fixed 1@a-1");
        }
    }

    @Test
    void owners_byTag_eachGetsTheirOwn() {
        Owners owners = Owners.builder()
                .tags("a-*", Map.of("team", "web"))
                .addTagged("team", "web", "anna")
                .build();
        engine.logged("1", "a-0", "NOT_PASS");
        engine.logged("1", "b-0", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .owners(owners)
                .addPostureRule(PostureFixture.rule("mine")
                        .groupBy(FindingGrouping.OWNER)
                        .build())
                .build()) {
            assertThat(engine.settled(alerts, "mine"))
                    .containsExactlyInAnyOrder("[anna] baseline 1", "[team] baseline 1");
        }
    }

    @Test
    void build_ownerWhoCannotBeReached_isRefused() {
        CspmAlertsBuilder builder = engine.builder()
                .addUser(User.builder("carl").build())
                .owners(Owners.builder()
                        .addTagged("team", "web", "annna", "anna")
                        .addTagged("team", "data", "carl")
                        .build())
                .addPostureRule(PostureFixture.rule("mine")
                        .groupBy(FindingGrouping.OWNER)
                        .build());

        assertThatThrownBy(builder::build)
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("owner 'annna' is neither a user nor a user group")
                .hasMessageContaining(
                        "owner 'carl' has no address on a channel of action policy 'security', by which posture rule 'mine'")
                .hasMessageNotContaining("'anna'");
    }

    @Test
    void owners_noAnswer_isNobody_andWhatIsThrown_namesTheFinding() {
        OwnerResolver odd = finding -> {
            if (finding.key().instanceId().startsWith("a-")) {
                return null;
            }
            throw new IllegalStateException("the inventory is away");
        };
        engine.logged("1", "a-0", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .owners(odd)
                .addPostureRule(PostureFixture.rule("mine")
                        .groupBy(FindingGrouping.OWNER)
                        .build())
                .build()) {
            engine.settled(alerts, "mine");
            engine.logged("1", "a-0", "NOT_PASS");
            assertThat(engine.settled(alerts, "mine")).containsExactly("[team] changes 1; new 1@a-0");

            engine.logged("1", "b-0", "NOT_PASS");
            assertThatThrownBy(() -> engine.settled(alerts, "mine"))
                    .hasMessageContaining("the owners of finding")
                    .hasRootCauseMessage("the inventory is away");
        }
    }

    // Such records may come from a source of one's own. One of them must not keep others from being told.
    @Test
    void record_withoutAnyTime_isToldWithTheOthers() {
        engine.results.set(0, CspmResults.of("prod", query -> {
            LogResult there = engine.log.query(query);
            List<LogRow> rows = new ArrayList<>(there.rows());
            rows.add(LogRow.of(
                    Map.of("check_id", "1", "instance_id", "timeless", "instance_type", "ECS", "status", status)));
            return new LogResult(there.origin(), there.columns(), rows, Set.of());
        }));
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
            status = "NOT_PASS";
            engine.logged("1", "i-1", "NOT_PASS");

            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 2; new 1@timeless; new 1@i-1");
        }
    }

    @Test
    void nobodyCanBeTold_isAProblemAndInTheHistory() {
        User away =
                User.builder("away").addEmail("away@example.com").enabled(false).build();
        Action tellAway =
                Action.builder(Channel.EMAIL).users("away").template("posture").build();
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addUser(away)
                .addActionPolicy(
                        ActionPolicy.builder("away").addAction(tellAway).build())
                .addPostureRule(PostureRule.builder("all").actionPolicy("away").build())
                .build()) {
            engine.settled(alerts, "all");
            engine.logged("1", "i-1", "NOT_PASS");
            engine.after(Duration.ofMinutes(45));

            EvaluationReport report = alerts.check("all");

            assertThat(report.problems())
                    .singleElement()
                    .asString()
                    .startsWith("action policy 'away' names nobody who can be told, so that nobody hears of alert");
            assertThat(alerts.history("all", 1).get(0).facts())
                    .anyMatch(fact -> fact.contains("the action policy reaches nobody for alert"));
        }
    }

    // Those of results that are not settled stay where they are, and are more than one part of an evaluation takes.
    @Test
    void news_ofResultsThatAreNotSettled_doesNotHoldUpThatOfOthers() {
        InMemoryLogSource dev = new InMemoryLogSource();
        Duration quiet = Duration.ofHours(3);
        engine.results.add(CspmResults.builder("dev", dev).quietTime(quiet).build());
        dev.addResults(List.of(PostureFixture.record(engine.clock.instant(), "1", "d-0", "PASS", RiskLevel.HIGH)));
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.after(quiet);
            engine.told(alerts, "all");
            Instant now = engine.clock.instant();
            dev.addResults(IntStream.range(0, 20_001)
                    .mapToObj(i -> PostureFixture.record(now, "1", "d-" + i, "NOT_PASS", RiskLevel.HIGH))
                    .toList());
            engine.logged("1", "i-1", "NOT_PASS");

            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
            engine.after(quiet);
            assertThat(engine.told(alerts, "all")).containsExactly("[team] baseline 20001");
        }
    }

    @Test
    void reminders_stillOpen_riseAndEndWhenFixed() {
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all")
                        .remindAfter(Duration.ofDays(3), Duration.ofDays(5))
                        .deadline(RiskLevel.HIGH, Duration.ofDays(4))
                        .build())
                .build()) {
            engine.settled(alerts, "all");
            engine.logged("1", "i-1", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
            engine.after(Duration.ofDays(2));
            assertThat(engine.told(alerts, "all")).isEmpty();
            for (int day : new int[] {3, 4, 5, 7}) {
                engine.clock.set(
                        PostureFixture.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(2)));
                assertThat(engine.told(alerts, "all"))
                        .as("day " + day)
                        .containsExactly("[team] changes 1; still_open 1@i-1");
                assertThat(engine.told(alerts, "all")).isEmpty();
            }
            engine.logged("1", "i-1", "PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 0; fixed 1@i-1");
            engine.after(Duration.ofDays(20));
            assertThat(engine.told(alerts, "all")).isEmpty();
        }
    }

    @Test
    void waiver_inForce_holdsBackIsToldBeforeItEndsAndTellsWhenItHas() {
        Instant until = PostureFixture.MONDAY.plus(Duration.ofDays(20));
        Waiver waiver = new Waiver(
                "legacy", FindingFilter.builder().resources("old-*").build(), "to be shut down", "ciso", until);
        engine.logged("1", "old-0", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .addWaiver(waiver)
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 0");
            engine.logged("1", "old-1", "NOT_PASS");
            engine.logged("1", "old-2", "NOT_PASS");
            engine.logged("1", "i-1", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
            engine.logged("1", "old-2", "PASS");
            assertThat(engine.settled(alerts, "all")).isEmpty();
            engine.clock.set(until.minus(Duration.ofDays(7)));
            assertThat(engine.told(alerts, "all"))
                    .singleElement()
                    .asString()
                    .contains("waiver_ending 1@old-0", "waiver_ending 1@old-1")
                    .doesNotContain("old-2");
            engine.clock.set(until);
            assertThat(engine.told(alerts, "all"))
                    .singleElement()
                    .asString()
                    .contains("changes 3", "new 1@old-1", "still_open 1@old-0")
                    .doesNotContain("old-2");
            assertThat(engine.told(alerts, "all")).isEmpty();
        }
    }

    @Test
    void waiver_addedAndTakenAway_holdsBackAndTellsAgain() {
        Waiver waiver = new Waiver(
                "legacy",
                FindingFilter.builder().resources("old-*").build(),
                "to be shut down",
                "ciso",
                PostureFixture.MONDAY.plus(Duration.ofDays(200)));
        engine.logged("1", "old-1", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");
        }
        try (CspmAlerts alerts = engine.builder()
                .addWaiver(waiver)
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).isEmpty();
            engine.logged("1", "i-1", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
        }
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 2; still_open 1@old-1");
        }
    }

    @Test
    void waiver_thatMeetsNothing_isTold() {
        Waiver waiver = new Waiver(
                "typo",
                FindingFilter.builder().resources("prdo-*").build(),
                "x",
                "ciso",
                PostureFixture.MONDAY.plus(Duration.ofDays(200)));
        engine.logged("1", "i-1", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .addWaiver(waiver)
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            alerts.check("all");
            engine.after(Duration.ofMinutes(45));
            assertThat(alerts.check("all").problems())
                    .containsExactly("waiver 'typo' meets no finding; look whether its filter has a typo");
        }
    }

    // News are told once, so a gap in the rotations must not lose them. The first run settles on a Monday.
    @Test
    void onCallGroup_whoIsOnCallIsTold_andEverybodyIfNobodyIs() {
        engine.logged("1", "i-1", "NOT_PASS");
        Rotation weekend = Rotation.of(
                        Shift.daily(LocalTime.NOON),
                        PostureFixture.MONDAY.minus(DAY),
                        OncallGroup.Target.user("anna"),
                        OncallGroup.Target.user("bo"))
                .hours(DutyHours.on(DutyHours.Days.NON_WORKDAY));
        try (CspmAlerts alerts = engine.builder()
                .addOncallGroup(OncallGroup.of("night", weekend))
                .addActionPolicy(ActionPolicy.builder("on-call")
                        .addAction(Action.builder(Channel.EMAIL)
                                .oncallGroups("night")
                                .template("posture")
                                .build())
                        .build())
                .addPostureRule(
                        PostureFixture.rule("all").actionPolicy("on-call").build())
                .build()) {
            engine.settled(alerts, "all");
            assertThat(toldTo()).containsExactly("anna", "bo");

            engine.after(DAY.multipliedBy(5));
            engine.logged("1", "i-1", "PASS");
            engine.settled(alerts, "all");
            assertThat(toldTo()).hasSize(3);
        }
    }

    private List<String> toldTo() {
        return engine.mails.accepted().stream()
                .flatMap(mail -> mail.to().stream())
                .map(address -> address.recipientId())
                .toList();
    }

    @Test
    void absence_inWholeRuns_isNoPassAndToldAsNoLongerObserved() {
        for (int i = 0; i < 4; i++) {
            engine.logged("1", "i-" + i, "NOT_PASS");
        }
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
            for (int run = 1; run <= 3; run++) {
                engine.after(DAY);
                // A single check in between is no run.
                engine.logged("9", "i-9", "PASS");
                assertThat(engine.settled(alerts, "all")).isEmpty();
                engine.after(DAY);
                for (int i = 1; i < 4; i++) {
                    engine.logged("1", "i-" + i, "NOT_PASS");
                }
                assertThat(engine.settled(alerts, "all"))
                        .isEqualTo(run < 3 ? List.<String>of() : List.of("[team] changes 3; unobserved 1@i-0"));
            }
            engine.after(DAY);
            engine.logged("1", "i-0", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 4; reopened 1@i-0");
        }
    }

    @Test
    void absence_manyChecksByHand_makeNothingVanish() {
        engine.results.set(
                0,
                CspmResults.builder("prod", engine.log).quietTime(Duration.ZERO).build());
        for (int i = 0; i < 10; i++) {
            engine.logged("1", "i-" + i, "NOT_PASS");
            engine.after(Duration.ofSeconds(1));
        }
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 10");
            for (int check = 0; check < 40; check++) {
                engine.after(Duration.ofHours(3));
                engine.logged("1", "i-0", "NOT_PASS");
                assertThat(engine.settled(alerts, "all")).isEmpty();
            }
        }
    }

    @Test
    void quietTimeZero_news_isToldAtOnce() {
        engine.results.set(
                0,
                CspmResults.builder("prod", engine.log).quietTime(Duration.ZERO).build());
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
            engine.logged("1", "i-1", "NOT_PASS");
            engine.after(Duration.ofMinutes(3));
            assertThat(engine.told(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
        }
    }

    @Test
    void allClear_noNews_isToldIfWanted() {
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").allClear().build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 0");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] all_clear 0");
        }
    }

    @Test
    void secondSource_addedLater_isSummedUpByItself() {
        engine.logged("1", "i-1", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            engine.settled(alerts, "all");
        }
        InMemoryLogSource other = new InMemoryLogSource();
        other.addResults(
                List.of(PostureFixture.record(engine.clock.instant(), "1", "i-1", "NOT_PASS", RiskLevel.HIGH)));
        engine.results.add(CspmResults.of("test", other));
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");
            engine.logged("1", "i-2", "NOT_PASS");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 3; new 1@i-2");
        }
    }

    @Test
    void build_postureRuleWithoutResults_isRefused() {
        engine.results.clear();
        CspmAlertsBuilder builder = engine.builder()
                .addPostureRule(PostureFixture.rule("all")
                        .filter(FindingFilter.builder().accounts("prdo").build())
                        .build());

        assertThatThrownBy(builder::build)
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("results(..)")
                .hasMessageContaining("account 'prdo'");
    }
}
