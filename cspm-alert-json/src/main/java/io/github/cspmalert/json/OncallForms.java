package io.github.cspmalert.json;

import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.OncallGroup.Substitute;
import io.github.cspmalert.definition.recipient.OncallGroup.Target;
import io.github.cspmalert.definition.recipient.OncallGroup.TargetType;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/** Who is on call. */
final class OncallForms {

    private static final Form<Target> TARGET = ObjectForm.<Target>record(
                    "oncallTarget", null, values -> new Target(values.get("type"), values.get("id")))
            .required("type", Forms.words(TargetType.class), Target::type)
            .required("id", Forms.TEXT, Target::id);

    private static final Form<DutyHours> HOURS = ObjectForm.record(
                    "dutyHours",
                    DutyHours.ALWAYS,
                    values ->
                            new DutyHours(values.get("days"), values.get("week"), values.get("from"), values.get("to")))
            .optional("days", Forms.words(DutyHours.Days.class), DutyHours::days)
            .optional("week", Forms.list(Forms.words(DayOfWeek.class)), DutyHours::week)
            .optional("from", Forms.TIME_OF_DAY, DutyHours::from)
            .optional("to", Forms.TIME_OF_DAY, DutyHours::to);

    private static final Form<Shift> SHIFT = UnionForm.<Shift>byType("shift")
            .kind(
                    "hourly",
                    Shift.Hourly.class,
                    values -> new Shift.Hourly(values.get("every")),
                    form -> form.required("every", Forms.DURATION, Shift.Hourly::every))
            .kind(
                    "daily",
                    Shift.Daily.class,
                    values -> new Shift.Daily(values.<Integer>find("days").orElse(1), values.get("at")),
                    form -> form.ifPresent("days", Forms.WHOLE, shift -> notOne(shift.days()))
                            .required("at", Forms.TIME_OF_DAY, Shift.Daily::at))
            .kind(
                    "weekly",
                    Shift.Weekly.class,
                    values -> new Shift.Weekly(
                            values.<Integer>find("weeks").orElse(1), values.get("day"), values.get("at")),
                    form -> form.ifPresent("weeks", Forms.WHOLE, shift -> notOne(shift.weeks()))
                            .required("day", Forms.words(DayOfWeek.class), Shift.Weekly::day)
                            .required("at", Forms.TIME_OF_DAY, Shift.Weekly::at));

    private static final Form<Rotation> ROTATION = ObjectForm.<Rotation>record(
                    "rotation",
                    null,
                    values -> new Rotation(
                            values.get("targets"),
                            values.get("start"),
                            values.find("end"),
                            values.get("shift"),
                            values.<DutyHours>find("hours").orElse(DutyHours.ALWAYS)))
            .required("targets", Forms.list(TARGET), Rotation::targets)
            .required("start", Forms.INSTANT, Rotation::start)
            .ifPresent("end", Forms.INSTANT, Rotation::end)
            .required("shift", SHIFT, Rotation::shift)
            .ifPresent("hours", HOURS, rotation -> limit(rotation.hours()));

    private static final Form<Substitute> SUBSTITUTE = ObjectForm.<Substitute>record(
                    "substitute",
                    null,
                    values -> new Substitute(
                            values.get("target"),
                            values.get("substitute"),
                            values.get("start"),
                            values.get("end"),
                            values.<DutyHours>find("hours").orElse(DutyHours.ALWAYS)))
            .required("target", TARGET, Substitute::target)
            .required("substitute", TARGET, Substitute::substitute)
            .required("start", Forms.INSTANT, Substitute::start)
            .required("end", Forms.INSTANT, Substitute::end)
            .ifPresent("hours", HOURS, substitute -> limit(substitute.hours()));

    static final Form<OncallGroup> GROUP = ObjectForm.record(
                    "oncallGroup",
                    OncallGroup.of(
                            "usual", Rotation.of(Shift.daily(LocalTime.NOON), Instant.EPOCH, Target.user("usual"))),
                    values -> new OncallGroup(
                            values.get("id"),
                            values.get("name"),
                            values.get("enabled"),
                            values.get("rotations"),
                            values.get("substitutes")))
            .required("id", Forms.TEXT, OncallGroup::id)
            .optional("name", Forms.TEXT, OncallGroup::name)
            .optional("enabled", Forms.FLAG, OncallGroup::enabled)
            .required("rotations", Forms.list(ROTATION), OncallGroup::rotations)
            .optional("substitutes", Forms.list(SUBSTITUTE), OncallGroup::substitutes);

    private OncallForms() {}

    private static Optional<Integer> notOne(int count) {
        return count == 1 ? Optional.empty() : Optional.of(count);
    }

    private static Optional<DutyHours> limit(DutyHours hours) {
        return hours.equals(DutyHours.ALWAYS) ? Optional.empty() : Optional.of(hours);
    }
}
