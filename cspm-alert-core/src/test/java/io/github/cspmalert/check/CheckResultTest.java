package io.github.cspmalert.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckResultTest {

    // The values of the documentation, with a status that needs attention.
    private static final Map<String, String> DOCUMENTED = row(
            "__topic__", "sas-cspm-log",
            "check_id", "11",
            "check_item_name", "Origin fetch configuration",
            "instance_id", "i-2zeg4zldn8zypsfg****",
            "instance_name", "lsm",
            "instance_type", "ECS",
            "instance_sub_type", "INSTANCE",
            "region_id", "cn-hangzhou",
            "risk_level", "MEDIUM",
            "status", "NOT_PASS",
            "standard_id", "1",
            "requirement_id", "5",
            "section_id", "2",
            "instance_result", "{\"Checks\":[{}],\"Columns\":[]}",
            "vendor", "ALIYUN",
            "start_time", "1719472214",
            "__time__", "1719472215");

    @Test
    void fromRow_documentedRecord_readsEveryField() {
        CheckResult result = CheckResult.fromRow(DOCUMENTED);

        assertThat(result.topic()).isEqualTo("sas-cspm-log");
        assertThat(result.checkId()).isEqualTo("11");
        assertThat(result.checkItemName()).isEqualTo("Origin fetch configuration");
        assertThat(result.instanceId()).isEqualTo("i-2zeg4zldn8zypsfg****");
        assertThat(result.instanceName()).isEqualTo("lsm");
        assertThat(result.instanceType()).isEqualTo(InstanceType.ECS);
        assertThat(result.instanceSubType()).isEqualTo(InstanceSubType.INSTANCE);
        assertThat(result.regionId()).isEqualTo("cn-hangzhou");
        assertThat(result.riskLevel()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(result.status()).isEqualTo(CheckStatus.NOT_PASS);
        assertThat(result.standardId()).isEqualTo("1");
        assertThat(result.requirementId()).isEqualTo("5");
        assertThat(result.sectionId()).isEqualTo("2");
        assertThat(result.instanceResult()).isEqualTo("{\"Checks\":[{}],\"Columns\":[]}");
        assertThat(result.vendor()).isEqualTo(Vendor.ALIYUN);
        assertThat(result.startTime()).contains(Instant.parse("2024-06-27T07:10:14Z"));
        assertThat(result.logTime()).contains(Instant.parse("2024-06-27T07:10:15Z"));
        assertThat(result.time()).isEqualTo(result.startTime());
        assertThat(result.otherFields()).isEmpty();
        assertThat(result.oddities()).isEmpty();
    }

    @Test
    void toRow_documentedRecordInAnyOrder_writesTheDocumentedOrder() {
        List<String> names = new ArrayList<>(DOCUMENTED.keySet());
        Collections.reverse(names);
        Map<String, String> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, DOCUMENTED.get(name)));

        assertThat(CheckResult.fromRow(reversed).toRow()).containsExactlyEntriesOf(DOCUMENTED);
        assertThat(CheckResult.FIELDS).containsExactlyElementsOf(DOCUMENTED.keySet());
    }

    @Test
    void builder_sameValues_isEqualToTheRow() {
        CheckResult built = CheckResult.builder()
                .checkId("11")
                .checkItemName("Origin fetch configuration")
                .instanceId("i-2zeg4zldn8zypsfg****")
                .instanceName("lsm")
                .instanceType(InstanceType.ECS)
                .instanceSubType(InstanceSubType.INSTANCE)
                .regionId("cn-hangzhou")
                .riskLevel(RiskLevel.MEDIUM)
                .status(CheckStatus.NOT_PASS)
                .standardId("1")
                .requirementId("5")
                .sectionId("2")
                .instanceResult("{\"Checks\":[{}],\"Columns\":[]}")
                .vendor(Vendor.ALIYUN)
                .startTime(Instant.parse("2024-06-27T07:10:14.999Z"))
                .logTime(Instant.parse("2024-06-27T07:10:15Z"))
                .build();

        assertThat(built).isEqualTo(CheckResult.fromRow(DOCUMENTED)).hasSameHashCodeAs(CheckResult.fromRow(DOCUMENTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__topic__",
                "check_id",
                "check_item_name",
                "instance_id",
                "instance_name",
                "instance_type",
                "instance_sub_type",
                "region_id",
                "risk_level",
                "status",
                "standard_id",
                "requirement_id",
                "section_id",
                "instance_result",
                "vendor",
                "start_time",
                "__time__",
                "something_new"
            })
    void equals_oneFieldDiffers_isNotEqual(String field) {
        Map<String, String> other = new LinkedHashMap<>(DOCUMENTED);
        other.put(field, "1719472299");

        assertThat(CheckResult.fromRow(other)).isNotEqualTo(CheckResult.fromRow(DOCUMENTED));
    }

    @Test
    void fromRow_unknownFieldsAndValues_areKeptAndTold() {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("status", "PARTIALLY_PASS");
        row.put("risk_level", "CRITICAL");
        row.put("instance_type", "API_GATEWAY");
        row.put("instance_sub_type", "STAGE");
        row.put("vendor", "VOLCANO");
        row.put("task_id", "abc");
        CheckResult result = CheckResult.fromRow(row);

        assertThat(result.status().needsAttention()).isTrue();
        assertThat(result.otherFields()).containsExactly(Map.entry("task_id", "abc"));
        assertThat(result.oddities())
                .containsExactly(
                        "instance_type 'API_GATEWAY' is not a documented value",
                        "instance_sub_type 'STAGE' is not a documented value",
                        "risk_level 'CRITICAL' is not a documented value",
                        "status 'PARTIALLY_PASS' is not a documented value",
                        "vendor 'VOLCANO' is not a documented value");
        assertThat(result.toRow()).containsAllEntriesOf(row);
    }

    @Test
    void fromRow_nothing_isEmptyAndTellsWhatIsMissing() {
        CheckResult result = CheckResult.fromRow(Map.of());

        assertThat(result.checkId()).isEmpty();
        assertThat(result.status().needsAttention()).isTrue();
        assertThat(result.time()).isEmpty();
        assertThat(result.toRow()).isEmpty();
        assertThat(result.oddities())
                .containsExactly(
                        "check_id is missing",
                        "check_item_name is missing",
                        "instance_type is missing",
                        "risk_level is missing",
                        "status is missing",
                        "start_time is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "-1", "1719472214000", "1719472214.5", "1e9", "+1719472214", "١٧١٩٤٧٢٢١٤", "0x10", "17 19"
            })
    void fromRow_malformedTime_isToldKeptAndNotRead(String time) {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("start_time", time);
        CheckResult result = CheckResult.fromRow(row);

        assertThat(result.startTime()).isEmpty();
        assertThat(result.time()).as("falls back to the log time").isEqualTo(result.logTime());
        assertThat(result.otherFields()).containsEntry("start_time", time);
        assertThat(result.oddities()).containsExactly("start_time must be epoch seconds, but is '" + time + "'");
        assertThat(CheckResult.fromRow(result.toRow())).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null"})
    void fromRow_emptyTime_countsAsMissing(String time) {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("start_time", time);
        CheckResult result = CheckResult.fromRow(row);

        assertThat(result.startTime()).isEmpty();
        assertThat(result.otherFields()).isEmpty();
        assertThat(result.oddities()).containsExactly("start_time is missing");
    }

    @Test
    void fromRow_hugeField_isKeptAndTold() {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("instance_result", "x".repeat(10 * 1024 * 1024));
        CheckResult result = CheckResult.fromRow(row);

        assertThat(result.instanceResult()).hasSize(10 * 1024 * 1024);
        assertThat(result.oddities()).containsExactly("instance_result has 10485760 characters, more than SLS stores");
        assertThat(result.toString()).hasSizeLessThan(200);
    }

    @Test
    void fromRow_otherTopic_isTold() {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("__topic__", "sas-hc-log");

        assertThat(CheckResult.fromRow(row).oddities())
                .containsExactly("__topic__ is 'sas-hc-log', not 'sas-cspm-log'");
    }

    @Test
    void fromRow_noTopic_isNotOdd() {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.remove("__topic__");

        assertThat(CheckResult.fromRow(row).oddities()).isEmpty();
        assertThat(CheckResult.fromRow(row).toRow()).doesNotContainKey("__topic__");
    }

    @Test
    void fromRow_nullValue_countsAsMissing() {
        Map<String, String> row = new HashMap<>(DOCUMENTED);
        row.put("instance_name", null);

        assertThat(CheckResult.fromRow(row).instanceName()).isEmpty();
    }

    @Test
    void fromRow_nullRow_throwsNamingIt() {
        assertThatNullPointerException()
                .isThrownBy(() -> CheckResult.fromRow(null))
                .withMessage("row is null; give the fields of a record by name");
    }

    @Test
    void fromRow_sourceChangedAfterwards_doesNotChangeTheRecord() {
        Map<String, String> row = new LinkedHashMap<>(DOCUMENTED);
        row.put("task_id", "abc");
        CheckResult result = CheckResult.fromRow(row);
        row.put("task_id", "changed");

        assertThat(result.otherFields()).containsEntry("task_id", "abc");
        assertThatThrownBy(() -> result.otherFields().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> result.toRow().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void builder_usedAgain_leavesTheFirstRecordAlone() {
        CheckResultBuilder builder = CheckResult.builder().checkId("1").field("task_id", "a");
        CheckResult first = builder.build();
        CheckResult second = builder.checkId("2").field("task_id", "b").build();

        assertThat(first.checkId()).isEqualTo("1");
        assertThat(first.otherFields()).containsEntry("task_id", "a");
        assertThat(second.otherFields()).containsEntry("task_id", "b");
    }

    @Test
    void builder_timeSetTwice_takesTheLast() {
        Instant time = Instant.ofEpochSecond(1_719_472_214);

        assertThat(CheckResult.builder()
                        .field("start_time", "abc")
                        .startTime(time)
                        .build()
                        .toRow())
                .containsEntry("start_time", "1719472214");
        assertThat(CheckResult.builder()
                        .startTime(time)
                        .field("start_time", "abc")
                        .build()
                        .toRow())
                .containsEntry("start_time", "abc");
        assertThat(CheckResult.builder()
                        .field("__time__", "abc")
                        .logTime(time)
                        .build()
                        .toRow())
                .containsEntry("__time__", "1719472214");
    }

    @Test
    void builder_timeThatTheLogCannotHold_isRefused() {
        assertThatThrownBy(() -> CheckResult.builder().startTime(Instant.ofEpochSecond(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("startTime must be between 1970 and 2286, but is 1969-12-31T23:59:59Z");
    }

    @Test
    void builder_nullField_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CheckResult.builder().field("status", null))
                .withMessage("the value of field 'status' is null; leave the field out");
        assertThatNullPointerException()
                .isThrownBy(() -> CheckResult.builder().checkId(null))
                .withMessage("checkId");
    }

    @Test
    void toString_record_hasIdAndStatusOnly() {
        assertThat(CheckResult.fromRow(DOCUMENTED)).hasToString("CheckResult[checkId=11, status=NOT_PASS]");
        assertThat(CheckResult.builder().checkId("1\r\nINFO forged").build().toString())
                .doesNotContain("\r", "\n");
    }

    @Test
    void oddities_hostileValues_areMadePrintable() {
        assertThat(CheckResult.builder()
                        .status(CheckStatus.of("a\nb\u202Ec"))
                        .build()
                        .oddities())
                .contains("status 'a?b?c' is not a documented value");
    }

    @Test
    void fromRow_anyRow_neverFailsAndComesBackEqual() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Map<String, String> row = anyRow(random);
            CheckResult result = CheckResult.fromRow(row);
            CheckResult back = CheckResult.fromRow(result.toRow());

            assertThat(back)
                    .as("seed %d, row %d: %s", seed, i, row)
                    .isEqualTo(result)
                    .hasSameHashCodeAs(result);
            assertThat(back.oddities()).isEqualTo(result.oddities());
            assertThat(result.toString()).isNotEmpty();
        }
    }

    private static Map<String, String> anyRow(Random random) {
        Map<String, String> row = new HashMap<>();
        for (String field : CheckResult.FIELDS) {
            if (random.nextInt(4) > 0) {
                row.put(field, random.nextInt(3) > 0 ? DOCUMENTED.get(field) : anyText(random));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            row.put(anyText(random), anyText(random));
        }
        return row;
    }

    private static String anyText(Random random) {
        List<String> odd =
                List.of("", " ", "null", "NULL", "not_pass", "high", "-1", "9999999999", "\u0000", "安全组", "'\"<&");
        if (random.nextBoolean()) {
            return odd.get(random.nextInt(odd.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) random.nextInt(Character.MAX_VALUE));
        }
        return text.toString();
    }

    private static Map<String, String> row(String... namesAndValues) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(row);
    }
}
