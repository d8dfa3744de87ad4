package io.github.cspmalert.testkit;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.HealthState;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.ReminderEntry;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.SilenceUse;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import io.github.cspmalert.state.TrendState;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A state of each kind with all that it can hold, for the contract of stores. */
final class SampleStates {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private SampleStates() {}

    static StateValue of(StateKind kind) {
        return switch (kind) {
            case RULE -> rule();
            case TOLD -> told();
            case MERGED ->
                new MergeState(
                        Map.of("2eef5065da51c9c0", AlertStatus.FIRING),
                        NOON,
                        Map.of("650f88740d792422", AlertStatus.RESOLVED),
                        NOON.plusSeconds(60),
                        Set.of("k-1", "k-2"),
                        Set.of("2eef5065da51c9c0"),
                        Set.of("650f88740d792422"),
                        Map.of("r1/2eef5065da51c9c0/0f", NOON.plusSeconds(600)));
            case INCIDENT -> incident();
            case SOURCE -> source();
            case HEALTH ->
                new HealthState(NOON, "permission refused", SourceHealth.Status.UNREADABLE, NOON, NOON.minusSeconds(9));
            case FINDING -> new FindingEntry(finding());
            case POSTURE -> new PostureState(NOON, Set.of("prod", "test"), "5f", 3, "7e");
            case NEWS -> news("prod");
            case HELD -> new NewsEntry(new Stand(FindingState.OPEN, RiskLevel.HIGH), "prod", NOON);
            case REMINDER -> new ReminderEntry(ReminderEntry.Kind.WAIVER_END, 2, NOON, "legacy");
            case TREND ->
                TrendState.EMPTY
                        .with(NOON.minusSeconds(100_000), new OpenCounts(4, 3, 2, 1))
                        .with(NOON, new OpenCounts(5, 3, 2, 0));
            case WAIVER -> waiver();
            case WAIVER_USE -> new WaiverUse("-1047", false, true);
            case SILENCE -> silence();
            case SILENCE_USE -> new SilenceUse("0f", true, false, true);
        };
    }

    private static IncidentState incident() {
        AlertReference alert =
                new AlertReference("r1", "2eef5065da51c9c0", AlertStatus.FIRING, NOON, NOON.minusSeconds(60));
        Message message = new Message(
                "主题", "<b>a & b</b>", ContentFormat.HTML, List.of("Only the first 100 of 101 rows are shown."));
        IncidentState.Prepared prepared = new IncidentState.Prepared(
                2, Channel.EMAIL, List.of(new Address("sec-ops", "安全", "sec-ops@example.com")), message);
        return new IncidentState(
                "r1",
                "mail",
                NOON.minusSeconds(60),
                Incident.Phase.IN_PROGRESS,
                NOON,
                "O'Brien \uD83D\uDD12",
                Set.of(Escalation.Stage.UNCONFIRMED, Escalation.Stage.UNRESOLVED),
                List.of(new IncidentState.Entry(alert, List.of(prepared)), new IncidentState.Entry(alert, List.of())));
    }

    private static WaiverEntry waiver() {
        FindingFilter filter = FindingFilter.builder()
                .checkIds("11", "21")
                .checkNames("*加密*", "Ensure \"x\" \\ *")
                .minRisk(RiskLevel.MEDIUM)
                .products("ECS", "ECS_INSTANCE")
                .regions("cn-hangzhou")
                .accounts("prod", "テスト")
                .resources("old-*", "\uD83D\uDD12")
                .standards("1")
                .build();
        return new WaiverEntry(
                new Waiver("legacy-1", filter, "停用，见 SEC-7", "O'Brien <x@example.com>", NOON.plusSeconds(9_000_000)),
                NOON);
    }

    private static SilenceEntry silence() {
        AlertCondition condition = AlertCondition.or(
                AlertCondition.and(
                        AlertCondition.any(AlertField.label("team")).equalTo("平台"),
                        AlertCondition.severityAtLeast(Severity.LOW)),
                AlertCondition.all(AlertField.ALERT_ID).is(AlertCondition.Operator.NOT_EQUAL, "r1"));
        return new SilenceEntry(
                new Silence("move-1", condition, "搬迁", "O'Brien <x@example.com>", NOON, NOON.plusSeconds(9_000_000)),
                NOON);
    }

    static NewsEntry news(String source) {
        return new NewsEntry(Stand.UNKNOWN, source, NOON);
    }

    static RuleState rule() {
        RuleState.Firing firing = new RuleState.Firing(NOON.minusSeconds(3_600), Severity.HIGH, Map.of("host", "a"));
        return new RuleState(NOON, Map.of("2eef5065da51c9c0", 3), Map.of("2eef5065da51c9c0", firing));
    }

    static ToldState told() {
        return ToldState.EMPTY
                .with(
                        new Target(Channel.EMAIL, "sec-ops"),
                        new ToldState.Entry(NOON, ToldState.Progress.WAITING, "k-1"))
                .with(
                        new Target(new Channel("my-pager"), "王小明"),
                        new ToldState.Entry(NOON.minusSeconds(60), ToldState.Progress.TOLD, "k-0"))
                .with(
                        new Target(Channel.SLACK, "sec-ops"),
                        new ToldState.Entry(NOON, ToldState.Progress.REFUSED, "k-2"))
                .with(
                        new Target(Channel.SLACK, "ops"),
                        new ToldState.Entry(NOON, ToldState.Progress.SILENCED, "k-3", true));
    }

    private static SourceState source() {
        ScanRun settled = new ScanRun(
                NOON.minusSeconds(90_000),
                NOON.minusSeconds(80_000),
                31_144,
                15_572,
                Set.of("11", "21"),
                Set.of("ECS"));
        ScanRun running = new ScanRun(NOON.minusSeconds(60), NOON, 2, 1, Set.of(""), Set.of("名前"));
        return new SourceState(
                new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log"),
                NOON.minusSeconds(1_000_000),
                NOON,
                true,
                NOON.minusSeconds(1),
                new OpenCounts(7, 6, 5, 4),
                running,
                List.of(settled.withoutNames(), settled),
                new SourceState.Sweep(NOON.minusSeconds(500_000), "0f"));
    }

    private static Finding finding() {
        CheckResult failed = CheckResult.builder()
                .checkId("11")
                .checkItemName("Ensure “Virtual Machine’s disk” is encrypted \uD83D\uDD12")
                .instanceId("i-2zeg4zldn8zypsfg")
                .instanceName("名前 \u202Eevil </b> {{ 7*7 }}")
                .field("instance_type", "ECS_INSTANCE")
                .field("instance_sub_type", "DISK")
                .field("vendor", "ALIYUN")
                .field("region_id", "cn-hangzhou")
                .field("risk_level", "URGENT")
                .field("status", "NOT_PASS")
                .field("standard_id", "1")
                .field("instance_result", "{\"Checks\":[{}]}")
                .field("start_time", Long.toString(NOON.getEpochSecond()))
                .field("__time__", Long.toString(NOON.getEpochSecond() + 2))
                .build();
        return Finding.of(FindingKey.of("prod", failed), List.of(failed)).absent();
    }
}
