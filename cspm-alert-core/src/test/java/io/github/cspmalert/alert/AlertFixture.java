package io.github.cspmalert.alert;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts, rules and rows for the tests of this package. */
public final class AlertFixture {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final LogOrigin ORIGIN = new LogOrigin("cn-hangzhou", "pp-merchant-app-log", "merchant");

    private AlertFixture() {}

    public static AlertRuleBuilder rule() {
        return AlertRule.builder("cspm-not-passed")
                .query("*")
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(5)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .repeatInterval(Duration.ofHours(4))
                .actionPolicy("p1");
    }

    public static LogRow row(String column, String value) {
        return LogRow.of(Map.of(column, value));
    }

    public static QueryData data(LogRow... rows) {
        return new QueryData(
                "status:NOT_PASS",
                new TimeRange(NOON.minus(Duration.ofMinutes(5)), NOON),
                new LogResult(ORIGIN, List.of(), Arrays.asList(rows), Set.of()));
    }
}
