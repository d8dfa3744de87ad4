package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Ledger;
import io.github.cspmalert.sls.internal.posture.Provisionable;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The query that stands in place of a posture rule, run by the service. */
class PostureStatementTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final EmbeddedSls server = service.server;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void query_resourcesOverTwoRuns_givesThoseOpenByTheirLatestRecordOnceEach() {
        put("fails", 0, "NOT_PASS");
        put("fails", 600, "NOT_PASS");
        put("fixed", 0, "NOT_PASS");
        put("fixed", 600, "PASS");
        put("whitelisted", 0, "NOT_PASS");
        put("whitelisted", 600, "WHITELIST");
        put("reopened", 0, "PASS");
        put("reopened", 600, "NOT_PASS");
        put("being checked", 0, "NOT_PASS");
        put("being checked", 600, "CHECKING");
        put("of unknown state", 0, "PASS");
        put("of unknown state", 600, "TIMEOUT");
        put("passes", 0, "PASS");

        LogResult result = ask(filter -> filter);

        assertThat(result.rows())
                .extracting(row -> row.get("instance_id").orElseThrow())
                .containsExactly("being checked", "fails", "of unknown state", "reopened");
        assertThat(result.rows().get(1).values())
                .containsEntry("check_id", "11")
                .containsEntry("last_check_name", "Item 11")
                .containsEntry("last_risk", "HIGH")
                .containsEntry("last_status", "NOT_PASS")
                .containsEntry("last_instance_name", "name of fails")
                .containsEntry("first_seen", Long.toString(START.getEpochSecond()))
                .containsEntry("last_seen", Long.toString(START.getEpochSecond() + 600));
    }

    @Test
    void query_twoRecordsInOneSecond_theWorseCounts() {
        put("a", 0, "PASS");
        put("a", 0, "NOT_PASS");
        put("b", 0, "NOT_PASS");
        put("b", 0, "PASS");

        assertThat(ask(filter -> filter).rows()).hasSize(2);
    }

    @Test
    void query_recordsForSeveralStandards_areOneFinding() {
        put("a", 0, "NOT_PASS", "standard_id", "1");
        put("a", 0, "NOT_PASS", "standard_id", "2");

        assertThat(ask(filter -> filter.standards("2", "3")).rows()).hasSize(1);
        assertThat(ask(filter -> filter.standards("3")).rows()).isEmpty();
    }

    @Test
    void query_riskThatWasLowered_countsAsItIsNow() {
        put("a", 0, "NOT_PASS", "risk_level", "HIGH");
        put("a", 600, "NOT_PASS", "risk_level", "LOW");
        put("b", 0, "NOT_PASS", "risk_level", "SEVERE");
        put("c", 0, "NOT_PASS", "risk_level", "medium");

        assertThat(ask(filter -> filter.minRisk(RiskLevel.MEDIUM)).rows())
                .extracting(row -> row.get("instance_id").orElseThrow())
                .containsExactly("b", "c");
    }

    @Test
    void query_patternOfAwkwardCharacters_meetsJustTheNameThatHasThem() {
        for (int i = 0; i < NAMES.size(); i++) {
            put("i-" + i, 0, "NOT_PASS", "instance_name", NAMES.get(i), "check_item_name", "Item " + NAMES.get(i));
        }

        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            assertThat(ask(filter -> filter.resources(name)).rows())
                    .as(name)
                    .extracting(row -> row.get("instance_id").orElseThrow())
                    .containsExactly("i-" + i);
            assertThat(ask(filter -> filter.checkNames("ITEM " + name)).rows())
                    .as(name)
                    .extracting(row -> row.get("instance_id").orElseThrow())
                    .containsExactly("i-" + i);
        }
    }

    @Test
    void query_recordWithoutMostFields_isOpen() {
        server.put(
                PROJECT,
                "sas-log",
                List.of(Map.of(
                        "__topic__", "sas-cspm-log",
                        "__time__", Long.toString(START.getEpochSecond()),
                        "check_id", "1")));

        assertThat(ask(filter -> filter).rows()).hasSize(1);
        assertThat(ask(filter -> filter.minRisk(RiskLevel.HIGH)).rows()).hasSize(1);
    }

    @Test
    void query_moreThanAThousandFindings_givesTheRiskiestFirst() {
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            records.add(record("i-" + i, 0, "NOT_PASS", "risk_level", i % 11 == 0 ? "HIGH" : "LOW"));
        }
        server.put(PROJECT, "sas-log", records);

        LogResult result = ask(filter -> filter);

        assertThat(result.rows()).hasSize(1_000);
        assertThat(result.rows().subList(0, 100))
                .allMatch(row -> row.get("last_risk").orElseThrow().equals("HIGH"));
    }

    /** What an engine in this JVM takes for open and met by the filter is what the service finds. */
    @Test
    void query_randomRecordsAndFilters_givesWhatTheLedgerHasOpen() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            records.add(random(random));
        }
        server.put(PROJECT, "sas-log", records);
        List<Finding> open =
                Ledger.fold(
                                "default",
                                records.stream().map(CheckResult::fromRow).toList(),
                                key -> null)
                        .findings()
                        .stream()
                        .filter(finding -> finding.state() == FindingState.OPEN)
                        .toList();
        assertThat(open).hasSizeGreaterThan(10);

        for (int i = 0; i < 40; i++) {
            FindingFilter filter = filter(random);
            List<String> expected = open.stream()
                    .filter(finding -> FindingMatch.matches(filter, finding))
                    .map(PostureStatementTest::words)
                    .toList();

            assertThat(ask(filter).rows())
                    .as("seed %d, %s", seed, filter)
                    .extracting(row -> row.get("check_id").orElseThrow() + " "
                            + row.get("region_id").orElseThrow() + " "
                            + row.get("instance_id").orElseThrow() + " "
                            + row.get("last_risk").orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String words(Finding finding) {
        return finding.key().checkId() + " " + finding.key().regionId() + " "
                + finding.key().instanceId() + " "
                + finding.risk().orElseThrow().canonical();
    }

    private static final List<String> NAMES =
            List.of("it's 100%", "a_b", "A!B", "x|y", "back\\slash", "\"quoted\"", "安全组", "select * from log", "plain");

    // Whatever may not change from record to record depends on the resource, and the risk on the second.
    private static Map<String, String> random(Random random) {
        int check = random.nextInt(5);
        int resource = random.nextInt(9);
        int second = random.nextInt(12);
        Map<String, String> record = new HashMap<>(record("i-" + resource, second, one(random, STATUSES)));
        record.put("check_id", Integer.toString(10 + check));
        record.put("check_item_name", "Item " + NAMES.get(check));
        record.put("instance_name", NAMES.get(resource));
        record.put("instance_type", resource % 2 == 0 ? "ECS" : "Oss");
        record.put("region_id", resource % 3 == 0 ? "cn-hangzhou" : "ap-southeast-1");
        record.put("standard_id", Integer.toString(check % 3));
        record.put("risk_level", List.of("LOW", "MEDIUM", "HIGH", "SEVERE").get((second + resource) % 4));
        return record;
    }

    private static final List<String> STATUSES =
            List.of("PASS", "NOT_PASS", "not_pass", "WHITELIST", "CHECKING", "NOT_CHECK", "FAILED", "whatever");

    private static FindingFilter filter(Random random) {
        FindingFilter.Builder filter = FindingFilter.builder();
        if (random.nextInt(3) == 0) {
            filter.checkIds("10", random.nextBoolean() ? "12" : "x'; --");
        }
        if (random.nextInt(3) == 0) {
            filter.checkNames(pattern("Item " + one(random, NAMES), random));
        }
        if (random.nextInt(3) == 0) {
            filter.minRisk(one(random, RiskLevel.documentedValues()));
        }
        if (random.nextInt(4) == 0) {
            filter.products("oss", "it's");
        }
        if (random.nextInt(4) == 0) {
            filter.regions("cn-hangzhou", "o'region");
        }
        if (random.nextInt(2) == 0) {
            filter.resources(pattern(one(random, NAMES), random), pattern("i-" + random.nextInt(9), random));
        }
        if (random.nextInt(4) == 0) {
            filter.standards("1", "'");
        }
        return filter.build();
    }

    private static String pattern(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 -> text.substring(0, at) + "*";
            default -> "*" + text.substring(at).toUpperCase(Locale.ROOT).strip();
        };
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void put(String instance, int second, String status, String... more) {
        server.put(PROJECT, "sas-log", List.of(record(instance, second, status, more)));
    }

    private static Map<String, String> record(String instance, int second, String status, String... more) {
        Map<String, String> record = new HashMap<>(Map.of(
                "__topic__",
                "sas-cspm-log",
                "__time__",
                Long.toString(START.getEpochSecond() + second),
                "start_time",
                Long.toString(START.getEpochSecond() + second),
                "check_id",
                "11",
                "check_item_name",
                "Item 11",
                "risk_level",
                "HIGH",
                "instance_type",
                "ECS",
                "instance_id",
                instance,
                "instance_name",
                "name of " + instance,
                "status",
                status));
        for (int i = 0; i < more.length; i += 2) {
            record.put(more[i], more[i + 1]);
        }
        return record;
    }

    private LogResult ask(UnaryOperator<FindingFilter.Builder> filter) {
        return ask(filter.apply(FindingFilter.builder()).build());
    }

    private LogResult ask(FindingFilter filter) {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .source(Store.log("cn-hangzhou", PROJECT, "sas-log"))
                .addPostureRule(PostureRule.builder("posture")
                        .filter(filter)
                        .actionPolicy("sls.policy")
                        .build())
                .build();
        String statement = Provisionable.of(definitions)
                .definitions()
                .rules()
                .get(0)
                .queries()
                .get(0)
                .statement();
        TimeRange range = new TimeRange(START, START.plusSeconds(86_400));
        return SlsLogSource.of(service.connection, PROJECT, "sas-log").query(new LogQuery(statement, range, 1_000));
    }
}
