package io.github.cspmalert.benchmarks;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckResultBuilder;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.check.Vendor;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What several benchmarks work on. */
final class Fixtures {

    static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    private Fixtures() {}

    static List<LogRow> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    row.put("instance_type", "ECS");
                    row.put("check_item_name", "Ensure no security groups allow ingress from 0.0.0.0/0 to port " + i);
                    row.put("cnt", String.valueOf(i * 7));
                    return LogRow.of(row);
                })
                .toList();
    }

    static LogResult result(List<LogRow> rows) {
        return new LogResult(
                new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log"),
                List.of("instance_type", "check_item_name", "cnt"),
                rows,
                Set.of());
    }

    static Alert alert(List<LogRow> rows) {
        TimeRange range = new TimeRange(NOW.minusSeconds(3600), NOW);
        return Alert.builder("cspm-not-passed")
                .name("CSPM check items not passed")
                .alertTime(NOW)
                .results(List.of(new QueryData(ArticleAlert.QUERY, range, result(rows))))
                .fireResults(rows)
                .build();
    }

    /** {@return one of a hundred check items on some resource of an account} */
    static CheckResultBuilder checkResult(int number, CheckStatus status, Instant at) {
        return CheckResult.builder()
                .checkId(Integer.toString(number % 100))
                .checkItemName("Check item " + number % 100)
                .instanceId("i-" + number / 100)
                .instanceName("server-" + number / 100)
                .instanceType(InstanceType.of("ECS"))
                .regionId("cn-hangzhou")
                .riskLevel(RiskLevel.HIGH)
                .status(status)
                .vendor(Vendor.of("ALIYUN"))
                .startTime(at)
                .logTime(at);
    }
}
