package io.github.cspmalert.alert;

import io.github.cspmalert.query.LogOrigin;
import io.github.cspmalert.query.LogResult;
import io.github.cspmalert.query.LogRow;
import io.github.cspmalert.query.TimeRange;
import io.github.cspmalert.rule.AlertRule;
import io.github.cspmalert.rule.AlertRuleBuilder;
import io.github.cspmalert.rule.Schedule;
import io.github.cspmalert.rule.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts, rules and rows for the tests of this package. */
final class AlertFixture {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final LogOrigin ORIGIN = new LogOrigin("cn-hangzhou", "pp-merchant-app-log", "merchant");

    private AlertFixture() {}

    static AlertRuleBuilder rule() {
        return AlertRule.builder("cspm-not-passed")
                .query("*")
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(5)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .repeatInterval(Duration.ofHours(4))
                .actionPolicy("p1");
    }

    static LogRow row(String column, String value) {
        return LogRow.of(Map.of(column, value));
    }

    static QueryData data(LogRow... rows) {
        return new QueryData(
                "status:NOT_PASS",
                new TimeRange(NOON.minus(Duration.ofMinutes(5)), NOON),
                new LogResult(ORIGIN, List.of(), Arrays.asList(rows), Set.of()));
    }
}
