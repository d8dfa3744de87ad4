package io.github.cspmalert.json;

import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.DayOfWeek;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** When a rule is evaluated, and over which range of log time. */
final class TimeForms {

    static final Form<TimeSpan> TIME_SPAN = UnionForm.<TimeSpan>byType("timeSpan")
            .kind(
                    "relative",
                    TimeSpan.Relative.class,
                    values -> TimeSpan.relative(values.get("length")),
                    form -> form.required("length", Forms.DURATION, TimeSpan.Relative::length))
            .kind(
                    "custom",
                    TimeSpan.Custom.class,
                    values -> TimeSpan.custom(values.get("from"), values.get("to")),
                    form -> form.required("from", Forms.DURATION, TimeSpan.Custom::from)
                            .required("to", Forms.DURATION, TimeSpan.Custom::to))
            .kind(
                    "truncated",
                    TimeSpan.Truncated.class,
                    values -> TimeSpan.truncated(values.<Integer>get("count"), values.get("unit")),
                    form -> form.required("count", Forms.WHOLE, TimeSpan.Truncated::count)
                            .required(
                                    "unit",
                                    Forms.words(List.of(
                                            ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS)),
                                    TimeSpan.Truncated::unit))
            .kind("today", TimeSpan.Today.class, values -> TimeSpan.today(), form -> form);

    static final Form<Schedule> SCHEDULE = UnionForm.<Schedule>byType("schedule")
            .kind(
                    "fixed_rate",
                    Schedule.FixedRate.class,
                    values -> Schedule.fixedRate(values.get("interval")),
                    form -> form.required("interval", Forms.DURATION, Schedule.FixedRate::interval))
            .kind(
                    "cron",
                    Schedule.Cron.class,
                    values -> Schedule.cron(values.get("expression"), values.get("zone")),
                    form -> form.required("expression", Forms.TEXT, Schedule.Cron::expression)
                            .required("zone", Forms.ZONE, Schedule.Cron::zone))
            .kind("hourly", Schedule.Hourly.class, values -> Schedule.hourly(), form -> form)
            .kind(
                    "daily",
                    Schedule.Daily.class,
                    values -> Schedule.daily(values.<Integer>get("hour")),
                    form -> form.required("hour", Forms.WHOLE, Schedule.Daily::hour))
            .kind(
                    "weekly",
                    Schedule.Weekly.class,
                    values -> Schedule.weekly(values.get("day"), values.<Integer>get("hour")),
                    form -> form.required("day", Forms.words(DayOfWeek.class), Schedule.Weekly::day)
                            .required("hour", Forms.WHOLE, Schedule.Weekly::hour));

    private TimeForms() {}
}
