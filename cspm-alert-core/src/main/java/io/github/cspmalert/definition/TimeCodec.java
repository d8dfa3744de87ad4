package io.github.cspmalert.definition;

import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** When a rule is evaluated, and over which range of log time, as JSON. */
final class TimeCodec {

    private TimeCodec() {}

    static ObjectWriter write(TimeSpan span) {
        ObjectWriter json = new ObjectWriter();
        if (span instanceof TimeSpan.Relative relative) {
            return json.with("type", "relative").with("length", relative.length());
        }
        if (span instanceof TimeSpan.Custom custom) {
            return json.with("type", "custom").with("from", custom.from()).with("to", custom.to());
        }
        if (span instanceof TimeSpan.Truncated truncated) {
            return json.with("type", "truncated")
                    .with("count", truncated.count())
                    .with("unit", truncated.unit());
        }
        return json.with("type", "today");
    }

    static TimeSpan readTimeSpan(ObjectReader json) {
        switch (json.oneOf("type", "relative", "custom", "truncated", "today")) {
            case "relative" -> {
                Duration length = json.requiredDuration("length");
                return json.finish(() -> TimeSpan.relative(length));
            }
            case "custom" -> {
                Duration from = json.requiredDuration("from");
                Duration to = json.requiredDuration("to");
                return json.finish(() -> TimeSpan.custom(from, to));
            }
            case "truncated" -> {
                int count = json.requiredNumber("count");
                ChronoUnit unit = json.required("unit", JsonValues.constant(ChronoUnit.class));
                return json.finish(() -> TimeSpan.truncated(count, unit));
            }
            default -> {
                return json.finish(TimeSpan::today);
            }
        }
    }

    static ObjectWriter write(Schedule schedule) {
        ObjectWriter json = new ObjectWriter();
        if (schedule instanceof Schedule.FixedRate fixedRate) {
            return json.with("type", "fixed_rate").with("interval", fixedRate.interval());
        }
        if (schedule instanceof Schedule.Cron cron) {
            return json.with("type", "cron")
                    .with("expression", cron.expression())
                    .with("zone", cron.zone());
        }
        if (schedule instanceof Schedule.Daily daily) {
            return json.with("type", "daily").with("hour", daily.hour());
        }
        if (schedule instanceof Schedule.Weekly weekly) {
            return json.with("type", "weekly").with("day", weekly.day()).with("hour", weekly.hour());
        }
        return json.with("type", "hourly");
    }

    static Schedule readSchedule(ObjectReader json) {
        switch (json.oneOf("type", "fixed_rate", "cron", "hourly", "daily", "weekly")) {
            case "fixed_rate" -> {
                Duration interval = json.requiredDuration("interval");
                return json.finish(() -> Schedule.fixedRate(interval));
            }
            case "cron" -> {
                String expression = json.required("expression");
                ZoneOffset zone = json.required("zone", JsonValues::zone);
                return json.finish(() -> Schedule.cron(expression, zone));
            }
            case "daily" -> {
                int hour = json.requiredNumber("hour");
                return json.finish(() -> Schedule.daily(hour));
            }
            case "weekly" -> {
                DayOfWeek day = json.required("day", JsonValues.constant(DayOfWeek.class));
                int hour = json.requiredNumber("hour");
                return json.finish(() -> Schedule.weekly(day, hour));
            }
            default -> {
                return json.finish(Schedule::hourly);
            }
        }
    }
}
