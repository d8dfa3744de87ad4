package io.github.cspmalert.testkit.sls.internal.alerting;

import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the stored JSON of an alert says.
 *
 * @param project the project that it stands in
 * @param name its name
 * @param displayName the name that people read
 * @param timetable when it is evaluated
 * @param runImmediately whether the first evaluation is made at once
 * @param queries its queries
 * @param joins how their rows are put together, one less than queries
 * @param groupFields the fields that make groups; null for one group of all rows
 * @param branches its severities, the first that holds decides
 * @param threshold how many evaluations in a row must hold
 * @param noDataSeverity the severity of the alert that there are no rows; 0 for none
 * @param sendResolved whether its end is told
 * @param labels its labels
 * @param annotations its annotations, not filled
 * @param autoAnnotation whether columns are annotations too
 * @param alertPolicy the id of its alert policy
 * @param actionPolicy the id of its action policy; may be empty
 * @param repeatInterval when the same is told again
 * @param muteUntil until when nobody is told
 * @param told whether the notification service hears of it
 * @param dashboard its dashboard
 */
record Rule(
        String project,
        String name,
        String displayName,
        Timetable timetable,
        boolean runImmediately,
        List<LogQuery> queries,
        List<Join> joins,
        @Nullable List<String> groupFields,
        List<Branch> branches,
        int threshold,
        int noDataSeverity,
        boolean sendResolved,
        Map<String, String> labels,
        Map<String, String> annotations,
        boolean autoAnnotation,
        String alertPolicy,
        String actionPolicy,
        Duration repeatInterval,
        @Nullable Instant muteUntil,
        boolean told,
        String dashboard) {

    /** How the rows of one more query are put to those before. */
    record Join(String type, @Nullable Condition condition) {}

    /** A severity, which rows count for it, and how many it takes; null for all rows, and for one. */
    record Branch(int severity, @Nullable Condition condition, @Nullable Condition countCondition) {

        /** {@return whether so many rows are enough} */
        boolean enough(int rows) {
            return countCondition == null ? rows > 0 : countCondition.holds(counted(rows));
        }

        String raw() {
            return "Count:" + (countCondition == null ? "__count__ > 0" : countCondition) + "; Condition:"
                    + (condition == null ? "" : condition);
        }

        String with(int rows, Condition.Row first) {
            return "Count:" + (countCondition == null ? "[" + rows + "] > 0" : countCondition.with(counted(rows)))
                    + "; Condition:" + (condition == null ? "" : condition.with(first));
        }

        private static Condition.Row counted(int rows) {
            return field -> field.equals("__count__") ? String.valueOf(rows) : null;
        }
    }

    String what() {
        return "alert '" + name + "' of project '" + project + "'";
    }

    boolean isMuted(Instant at) {
        return muteUntil != null && at.isBefore(muteUntil);
    }
}
