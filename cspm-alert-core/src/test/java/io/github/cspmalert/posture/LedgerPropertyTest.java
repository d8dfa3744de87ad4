package io.github.cspmalert.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the ledger to another computation that knows all records at once, over random histories in random orders. */
class LedgerPropertyTest {

    private static final int HISTORIES = 1_000;
    private static final Instant START = Instant.parse("2026-11-01T02:00:00Z");
    private static final String ACCOUNT = "1234567890123456";
    private static final List<String> STATUSES =
            List.of("PASS", "PASS", "NOT_PASS", "NOT_PASS", "WHITELIST", "CHECKING", "NOT_CHECK", "FAILED", "ODD");
    private static final List<String> RISKS = List.of("LOW", "MEDIUM", "HIGH");

    @Test
    void fold_anyOrderSplitAndRepetition_equalsTheComputationOverAllRecords() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<CheckResult> history = history(random);
            Map<String, List<Object>> wanted = naive(history);

            List<CheckResult> arriving = new ArrayList<>(history);
            for (int i = 0; i < history.size() / 3; i++) {
                arriving.add(history.get(random.nextInt(history.size())));
            }
            Collections.shuffle(arriving, random);

            assertThat(folded(arriving, random)).as("seed " + seed).isEqualTo(wanted);
        }
    }

    @Test
    void fold_anyOrder_tellsEachChangeOfStandOnceAndEndsAtTheLast() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            List<CheckResult> arriving = history(random);
            Collections.shuffle(arriving, random);
            Map<FindingKey, Finding> ledger = new HashMap<>();
            Map<FindingKey, Boolean> toldOpen = new HashMap<>();
            int at = 0;
            while (at < arriving.size()) {
                int end = Math.min(arriving.size(), at + 1 + random.nextInt(6));
                List<CheckResult> read = arriving.subList(at, end);
                // Who dies before the commit reads the same again, and decides the same.
                List<Transition> lost = Ledger.fold(ACCOUNT, read, ledger::get).transitions();
                Ledger.Folded folded = Ledger.fold(ACCOUNT, read, ledger::get);
                assertThat(kinds(folded.transitions())).as("seed " + seed).isEqualTo(kinds(lost));
                folded.findings().forEach(each -> ledger.put(each.key(), each));
                for (Transition each : folded.transitions()) {
                    FindingKey key = each.finding().key();
                    boolean opens =
                            switch (each.kind()) {
                                case NEW, REOPENED -> {
                                    assertThat(toldOpen.getOrDefault(key, false))
                                            .as("seed " + seed)
                                            .isFalse();
                                    yield true;
                                }
                                case RISK_RAISED -> {
                                    assertThat(toldOpen.getOrDefault(key, false))
                                            .as("seed " + seed)
                                            .isTrue();
                                    yield true;
                                }
                                case FIXED, EXEMPTED, UNOBSERVED -> {
                                    assertThat(toldOpen.getOrDefault(key, false))
                                            .as("seed " + seed)
                                            .isTrue();
                                    yield false;
                                }
                                case STILL_OPEN, WAIVER_ENDING ->
                                    throw new AssertionError("told by a rule, not by the ledger: " + each.kind());
                            };
                    toldOpen.put(key, opens);
                }
                at = random.nextInt(8) == 0 ? Math.max(0, at - 3) : end;
            }
            ledger.forEach((key, finding) ->
                    assertThat(toldOpen.getOrDefault(key, false)).isEqualTo(finding.state() == FindingState.OPEN));
        }
    }

    private static List<String> kinds(List<Transition> transitions) {
        return transitions.stream()
                .map(each -> each.kind() + " " + each.finding().key().id())
                .toList();
    }

    private static Map<String, List<Object>> folded(List<CheckResult> arriving, Random random) {
        Map<FindingKey, Finding> ledger = new HashMap<>();
        int at = 0;
        while (at < arriving.size()) {
            int end = Math.min(arriving.size(), at + 1 + random.nextInt(6));
            Ledger.fold(ACCOUNT, arriving.subList(at, end), ledger::get)
                    .findings()
                    .forEach(each -> ledger.put(each.key(), each));
            at = end;
        }
        return ledger.values().stream()
                .collect(Collectors.toMap(each -> each.key().instanceId(), LedgerPropertyTest::summary));
    }

    private static List<Object> summary(Finding finding) {
        return List.of(
                finding.state().name(),
                finding.openedAt(),
                finding.closedAt(),
                finding.timesReopened(),
                finding.firstSeen(),
                finding.lastSeen(),
                finding.instanceName(),
                finding.risk());
    }

    // Written without looking at the ledger: sort, keep the last of each instant, walk.
    private static Map<String, List<Object>> naive(List<CheckResult> history) {
        Map<String, List<CheckResult>> byResource = history.stream()
                .collect(Collectors.groupingBy(CheckResult::instanceId, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Object>> summaries = new HashMap<>();
        byResource.forEach((resource, records) -> {
            List<CheckResult> sorted = new ArrayList<>(records);
            sorted.sort(Comparator.comparing(
                            (CheckResult each) -> each.startTime().orElseThrow())
                    .thenComparing(each -> each.logTime().orElseThrow())
                    .thenComparing(each -> rank(each.status().text()))
                    .thenComparing(each -> RISKS.indexOf(each.riskLevel().text()))
                    .thenComparing(each -> each.status().text()));
            TreeMap<Instant, CheckResult> outcomes = new TreeMap<>();
            for (CheckResult each : sorted) {
                if (!each.status().text().equals("CHECKING")
                        && !each.status().text().equals("NOT_CHECK")) {
                    outcomes.put(each.startTime().orElseThrow(), each);
                }
            }
            String state = "CLEAR";
            Optional<Instant> opened = Optional.empty();
            Optional<Instant> closed = Optional.empty();
            int reopened = 0;
            for (Map.Entry<Instant, CheckResult> each : outcomes.entrySet()) {
                String status = each.getValue().status().text();
                boolean passes = status.equals("PASS") || status.equals("WHITELIST");
                if (!passes && !state.equals("OPEN")) {
                    reopened += opened.isPresent() ? 1 : 0;
                    opened = Optional.of(each.getKey());
                    closed = Optional.empty();
                    state = "OPEN";
                } else if (passes && state.equals("OPEN")) {
                    closed = Optional.of(each.getKey());
                    state = status.equals("PASS") ? "FIXED" : "EXEMPTED";
                } else if (passes && !state.equals("CLEAR")) {
                    state = status.equals("PASS") ? "FIXED" : "EXEMPTED";
                }
            }
            CheckResult named = records.stream()
                    .max(Comparator.comparing(
                                    (CheckResult each) -> each.startTime().orElseThrow())
                            .thenComparing(each -> each.logTime().orElseThrow())
                            .thenComparing(CheckResult::instanceName))
                    .orElseThrow();
            summaries.put(
                    resource,
                    List.of(
                            state,
                            opened,
                            closed,
                            reopened,
                            sorted.get(0).startTime().orElseThrow(),
                            sorted.get(sorted.size() - 1).startTime().orElseThrow(),
                            named.instanceName(),
                            Optional.ofNullable(outcomes.lastEntry())
                                    .map(last -> last.getValue().riskLevel())));
        });
        return summaries;
    }

    private static int rank(String status) {
        return switch (status) {
            case "PASS" -> 0;
            case "WHITELIST" -> 1;
            default -> 2;
        };
    }

    // Four weeks of four resources. Instants are few, so that many checks fall on one.
    private static List<CheckResult> history(Random random) {
        List<CheckResult> history = new ArrayList<>();
        for (int i = 0; i < 5 + random.nextInt(60); i++) {
            Instant check = START.plus(Duration.ofHours(12L * random.nextInt(56)));
            history.add(CheckResult.builder()
                    .checkId("11")
                    .instanceId("i-" + random.nextInt(4))
                    .instanceName("name-" + random.nextInt(3))
                    .regionId("cn-hangzhou")
                    .standardId(Integer.toString(random.nextInt(3)))
                    .riskLevel(RiskLevel.of(RISKS.get(random.nextInt(RISKS.size()))))
                    .status(CheckStatus.of(STATUSES.get(random.nextInt(STATUSES.size()))))
                    .startTime(check)
                    .logTime(check.plusSeconds(random.nextInt(3)))
                    .build());
        }
        return history;
    }
}
