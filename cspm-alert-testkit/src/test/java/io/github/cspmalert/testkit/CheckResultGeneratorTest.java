package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckResultGeneratorTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration SLOT = Duration.ofHours(6);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @Test
    void run_sameSettings_givesTheSameRecords() {
        assertThat(threeRuns(42)).isEqualTo(threeRuns(42)).isNotEqualTo(threeRuns(43));
    }

    @Test
    void run_anyRecord_isAsDocumented() {
        List<CheckResult> records = threeRuns(42);

        assertThat(records)
                .filteredOn(record -> !record.instanceType().text().equals("API_GATEWAY"))
                .allSatisfy(record -> assertThat(record.oddities()).isEmpty());
        assertThat(records).allSatisfy(record -> {
            assertThat(record.toRow()).hasSizeBetween(16, 17);
            assertThat(record.instanceId()).isNotEmpty();
            assertThat(record.regionId()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void run_anySeed_failsFortyToEightyGroupsAndTheArticlesThree(long seed) {
        CheckResultGenerator generator =
                CheckResultGenerator.builder().seed(seed).build();
        for (int run = 0; run < 5; run++) {
            Set<String> groups = generator.run(START.plus(Duration.ofDays(run)), SLOT).stream()
                    .filter(record -> record.status().equals(CheckStatus.NOT_PASS))
                    .map(record -> record.instanceType() + " " + record.checkItemName())
                    .collect(Collectors.toSet());
            assertThat(groups)
                    .as("seed %d, run %d", seed, run)
                    .hasSizeBetween(40, 80)
                    .contains(
                            "RAM AdministratorAccess Policy Attachment",
                            "RAM Ensure users not logged on for 90 days or longer are disabled for console logon",
                            "ECS Ensure no security groups allow ingress from 0.0.0.0/0 to port 22");
        }
    }

    @Test
    void run_times_areWithinTheSlotAndOrdered() {
        List<CheckResult> records = CheckResultGenerator.builder().build().run(START, SLOT);

        assertThat(records).allSatisfy(record -> {
            Instant checked = record.startTime().orElseThrow();
            Instant logged = record.logTime().orElseThrow();
            assertThat(checked).isAfterOrEqualTo(START).isBeforeOrEqualTo(logged);
            assertThat(logged).isBefore(START.plus(SLOT)).isBeforeOrEqualTo(checked.plusSeconds(3));
        });
        assertThat(records).extracting(record -> record.logTime().orElseThrow()).isSorted();
        assertThat(records.get(records.size() - 1).startTime().orElseThrow())
                .as("the run takes the whole slot")
                .isAfter(START.plus(SLOT).minusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 333, 2_000, 10_000})
    void run_account_hasAsManyResourcesAsAsked(int resources) {
        List<CheckResult> records =
                CheckResultGenerator.builder().resources(resources).build().run(START, SLOT);

        assertThat(records.stream().map(CheckResultGeneratorTest::resource).distinct())
                .hasSize(resources);
    }

    @Test
    void run_articlesSecurityGroupCheck_isHighAndOfItsSubType() {
        assertThat(CheckResultGenerator.builder().build().run(START, SLOT))
                .filteredOn(record -> record.checkItemName().endsWith("0.0.0.0/0 to port 22"))
                .isNotEmpty()
                .allSatisfy(record -> {
                    assertThat(record.instanceType()).isEqualTo(InstanceType.ECS);
                    assertThat(record.instanceSubType()).isEqualTo(InstanceSubType.SECURITY_GROUP);
                    assertThat(record.riskLevel()).isEqualTo(RiskLevel.HIGH);
                    assertThat(record.instanceId()).startsWith("sg-");
                });
    }

    @Test
    void run_catalogue_hasManyItemsEachWithOneId() {
        Map<String, Set<String>> namesById = new HashMap<>();
        for (CheckResult record : CheckResultGenerator.builder().build().run(START, SLOT)) {
            namesById.computeIfAbsent(record.checkId(), id -> new HashSet<>()).add(record.checkItemName());
        }

        assertThat(namesById).hasSize(78).allSatisfy((id, names) -> assertThat(names)
                .hasSize(1));
        assertThat(namesById.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    @Test
    void run_nextRun_fixesBreaksWhitelistsCreatesAndDeletes() {
        CheckResultGenerator generator = CheckResultGenerator.builder().seed(7).build();
        Map<String, CheckStatus> before = statuses(generator.run(START, SLOT));
        Map<String, CheckStatus> after = statuses(generator.run(START.plus(Duration.ofDays(1)), SLOT));

        assertThat(changes(before, after, CheckStatus.NOT_PASS, CheckStatus.PASS))
                .isPositive();
        assertThat(changes(before, after, CheckStatus.PASS, CheckStatus.NOT_PASS))
                .isPositive();
        assertThat(changes(before, after, CheckStatus.NOT_PASS, CheckStatus.WHITELIST))
                .isPositive();
        assertThat(before.keySet()).anyMatch(finding -> !after.containsKey(finding));
        assertThat(after.keySet()).anyMatch(finding -> !before.containsKey(finding));
        assertThat(after.entrySet())
                .as("most findings stay as they are")
                .filteredOn(entry -> entry.getValue().equals(before.get(entry.getKey())))
                .hasSizeGreaterThan(after.size() * 9 / 10);
    }

    @Test
    void run_whitelisted_mostlyStaysSo() {
        CheckResultGenerator generator = CheckResultGenerator.builder().seed(7).build();
        generator.run(START, SLOT);
        Map<String, CheckStatus> before = statuses(generator.run(START.plus(Duration.ofDays(1)), SLOT));
        Map<String, CheckStatus> after = statuses(generator.run(START.plus(Duration.ofDays(2)), SLOT));

        long kept = changes(before, after, CheckStatus.WHITELIST, CheckStatus.WHITELIST);
        assertThat(kept)
                .isGreaterThan(changes(before, after, CheckStatus.WHITELIST, CheckStatus.NOT_PASS))
                .isPositive();
        assertThat(changes(before, after, CheckStatus.WHITELIST, CheckStatus.PASS))
                .isZero();
    }

    @Test
    void run_manyRuns_staySteady() {
        CheckResultGenerator generator = CheckResultGenerator.builder().build();
        long first = failing(generator.run(START, SLOT));
        long last = first;
        for (int run = 1; run <= 30; run++) {
            last = failing(generator.run(START.plus(Duration.ofDays(run)), SLOT));
        }

        assertThat(last).isBetween(first * 7 / 10, first * 13 / 10);
    }

    @Test
    void run_transients_areRare() {
        List<CheckResult> records = CheckResultGenerator.builder().build().run(START, SLOT);

        assertThat(records.stream().filter(record -> record.status().equals(CheckStatus.CHECKING)))
                .hasSizeBetween(1, records.size() / 100);
        assertThat(records.stream().filter(record -> record.status().equals(CheckStatus.NOT_CHECK)))
                .hasSizeBetween(1, records.size() / 100);
    }

    @Test
    void run_names_includeWhatTenantsWrite() {
        Set<String> names = CheckResultGenerator.builder().build().run(START, SLOT).stream()
                .map(CheckResult::instanceName)
                .collect(Collectors.toSet());

        assertThat(names)
                .contains("<script>alert(1)</script>", "O'Brien's \"old\" box", "")
                .anyMatch(name -> name.matches(".*\\p{IsHan}.*"));
    }

    @Test
    void run_recordPerSection_writesEachCheckOnceForEachSection() {
        List<CheckResult> single = CheckResultGenerator.builder().build().run(START, SLOT);
        List<CheckResult> several =
                CheckResultGenerator.builder().recordPerSection(true).build().run(START, SLOT);

        assertThat(several).hasSizeGreaterThan(single.size() * 3 / 2);
        assertThat(statuses(several)).isEqualTo(statuses(single));
        assertThat(several.stream().map(CheckResult::standardId).distinct()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(single.stream().map(CheckResult::standardId).distinct()).containsExactly("1");
    }

    @Test
    void run_unknownStatus_isWrittenNowAndThen() {
        List<CheckResult> records = CheckResultGenerator.builder()
                .unknownStatus("PARTIALLY_PASS")
                .build()
                .run(START, SLOT);

        assertThat(records.stream().filter(record -> !record.status().isDocumented()))
                .hasSizeBetween(1, records.size() / 100)
                .allSatisfy(record -> assertThat(record.status().text()).isEqualTo("PARTIALLY_PASS"));
    }

    @Test
    void run_startBeforeTheLastEnd_isRefused() {
        CheckResultGenerator generator = CheckResultGenerator.builder().build();
        generator.run(START, SLOT);

        assertThatThrownBy(() -> generator.run(START.plusSeconds(1), SLOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start must not be before the end of the last run, 2026-11-23T06:00:00Z,"
                        + " but is 2026-11-23T00:00:01Z");
    }

    @Test
    void run_slotOfLessThanASecond_isRefused() {
        CheckResultGenerator generator = CheckResultGenerator.builder().build();

        assertThatThrownBy(() -> generator.run(START, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slot must be at least one second, but is PT0.999S");
    }

    @Test
    void stream_count_isExactAndTheFirstRunsAreTheSame() {
        List<CheckResult> runs = threeRuns(42, SLOT);
        List<CheckResult> streamed;
        try (Stream<CheckResult> stream =
                CheckResultGenerator.builder().seed(42).build().stream(runs.size(), START, SLOT)) {
            streamed = stream.toList();
        }

        assertThat(streamed).isEqualTo(runs);
    }

    @Test
    void stream_negativeCount_isRefused() {
        CheckResultGenerator generator = CheckResultGenerator.builder().build();

        assertThatThrownBy(() -> generator.stream(-1, START, SLOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must not be negative, but is -1");
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 1_000_001})
    void resources_outOfBounds_isRefused(int resources) {
        assertThatThrownBy(() -> CheckResultGenerator.builder().resources(resources))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("resources must be between 50 and 1000000, but is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS", "not_pass", " ", ""})
    void unknownStatus_documentedOrBlank_isRefused(String status) {
        assertThatThrownBy(() -> CheckResultGenerator.builder().unknownStatus(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("status must be one that is not documented");
    }

    private static List<CheckResult> threeRuns(long seed) {
        return threeRuns(seed, Duration.ofDays(1));
    }

    private static List<CheckResult> threeRuns(long seed, Duration apart) {
        CheckResultGenerator generator =
                CheckResultGenerator.builder().seed(seed).build();
        return Stream.of(0, 1, 2)
                .flatMap(run -> generator.run(START.plus(apart.multipliedBy(run)), SLOT).stream())
                .toList();
    }

    private static String resource(CheckResult record) {
        return String.join(
                " ",
                record.regionId(),
                record.instanceType().text(),
                record.instanceSubType().text(),
                record.instanceId());
    }

    private static Map<String, CheckStatus> statuses(List<CheckResult> records) {
        Map<String, CheckStatus> statuses = new HashMap<>();
        records.stream()
                .filter(record -> !record.status().isTransient())
                .forEach(record -> statuses.put(record.checkId() + " " + resource(record), record.status()));
        return statuses;
    }

    private static long changes(
            Map<String, CheckStatus> before, Map<String, CheckStatus> after, CheckStatus from, CheckStatus to) {
        return before.entrySet().stream()
                .filter(entry -> entry.getValue().equals(from) && to.equals(after.get(entry.getKey())))
                .count();
    }

    private static long failing(List<CheckResult> records) {
        return records.stream()
                .filter(record -> record.status().equals(CheckStatus.NOT_PASS))
                .count();
    }
}
