package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckResultBuilder;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.check.Vendor;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A store that holds a ledger to be read, and notes how it was asked. */
final class Ledgers implements AlertStore {

    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Map<StateKind, NavigableMap<String, StateValue>> states = new TreeMap<>();
    final List<Integer> asked = new ArrayList<>();

    /** A check that a finding went through. */
    record Check(Duration ago, CheckStatus status, RiskLevel risk) {}

    static Check failed(int daysAgo, RiskLevel risk) {
        return new Check(Duration.ofDays(daysAgo), CheckStatus.NOT_PASS, risk);
    }

    static Check passed(int daysAgo, RiskLevel risk) {
        return new Check(Duration.ofDays(daysAgo), CheckStatus.PASS, risk);
    }

    /** Adds a finding with the resource's id {@code r-NAME} in the account {@code prod}. */
    Ledgers with(String name, Check... checks) {
        return with(name, each -> each, checks);
    }

    Ledgers with(String name, UnaryOperator<CheckResultBuilder> more, Check... checks) {
        return with("prod", name, more, checks);
    }

    Ledgers with(String account, String name, UnaryOperator<CheckResultBuilder> more, Check... checks) {
        return with(finding(account, name, more, checks));
    }

    Ledgers with(Finding finding) {
        put(StateKind.FINDING, finding.key().id(), new FindingEntry(finding));
        return this;
    }

    static Finding finding(String account, String name, UnaryOperator<CheckResultBuilder> more, Check... checks) {
        List<CheckResult> results = new ArrayList<>();
        for (Check check : checks) {
            Instant at = NOW.minus(check.ago());
            results.add(more.apply(CheckResult.builder()
                            .vendor(Vendor.ALIYUN)
                            .checkId("11")
                            .checkItemName("Origin fetch configuration")
                            .instanceId("r-" + name)
                            .instanceName(name)
                            .instanceType(InstanceType.ECS)
                            .regionId("cn-hangzhou")
                            .startTime(at)
                            .logTime(at.plusSeconds(1)))
                    .status(check.status())
                    .riskLevel(check.risk())
                    .build());
        }
        return Finding.of(FindingKey.of(account, results.get(0)), results);
    }

    /** Adds an account whose first run was some days ago. */
    Ledgers withAccount(String name, int firstRunDaysAgo) {
        Instant first = NOW.minus(Duration.ofDays(firstRunDaysAgo));
        ScanRun run = new ScanRun(first, first.plusSeconds(600), 10, 5, Set.of(), Set.of());
        put(
                StateKind.SOURCE,
                name,
                new SourceState(
                        LogOrigin.UNKNOWN,
                        NOW.minus(Duration.ofDays(60)),
                        NOW.minusSeconds(120),
                        true,
                        NOW.minus(Duration.ofHours(5)),
                        new OpenCounts(3, 2, 1, 0),
                        null,
                        List.of(run),
                        null));
        return this;
    }

    private void put(StateKind kind, String id, StateValue value) {
        states.computeIfAbsent(kind, each -> new TreeMap<>()).put(id, value);
    }

    @Override
    public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
        asked.add(atMost);
        Map<StateKey, Stored> page = new LinkedHashMap<>();
        states.getOrDefault(kind, new TreeMap<>()).tailMap(after, false).entrySet().stream()
                .limit(atMost)
                .forEach(each -> page.put(new StateKey(kind, each.getKey()), new Stored(1, each.getValue())));
        return page;
    }

    @Override
    public Map<StateKey, Stored> load(Set<StateKey> keys) {
        throw new AssertionError("a report reads in pages");
    }

    @Override
    public boolean commit(Commit commit) {
        throw new AssertionError("a report writes nothing to the store");
    }

    @Override
    public List<Claim> claim(ClaimRequest request) {
        throw new AssertionError("a report sends nothing");
    }

    @Override
    public List<OutboxItem> untouched(Collection<String> keys) {
        throw new AssertionError("a report sends nothing");
    }

    @Override
    public long waiting() {
        throw new AssertionError("a report sends nothing");
    }

    @Override
    public List<HistoryEntry> history(String ruleId, int atMost) {
        throw new AssertionError("a report is of the ledger");
    }
}
