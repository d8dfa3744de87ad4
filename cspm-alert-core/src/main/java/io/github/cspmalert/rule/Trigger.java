package io.github.cspmalert.rule;

import io.github.cspmalert.query.LogRow;
import java.util.List;

/**
 * When the rows of an evaluation mean an alert.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">SLS: trigger conditions</a>
 */
public sealed interface Trigger {

    /**
     * Picks the rows that make the trigger hold.
     *
     * @param rows the rows of the evaluation
     * @return the rows that make it hold; empty if it does not hold
     */
    List<LogRow> firing(List<LogRow> rows);

    /** {@return the trigger as SLS writes it, for {@code alert.raw_condition}} */
    String rawCondition();

    /**
     * Writes the trigger with the values that made it hold, for {@code alert.condition}.
     *
     * @param firing the rows that made it hold
     * @return the trigger with its values
     */
    String condition(List<LogRow> firing);

    /** {@return SLS's trigger "data is returned": any row at all} */
    static Trigger dataIsReturned() {
        return new DataIsReturned();
    }

    /** Holds when there is any row at all. */
    record DataIsReturned() implements Trigger {

        @Override
        public List<LogRow> firing(List<LogRow> rows) {
            return rows;
        }

        @Override
        public String rawCondition() {
            return "Count:__count__ > 0; Condition:";
        }

        @Override
        public String condition(List<LogRow> firing) {
            return "Count:[" + firing.size() + "] > 0; Condition:";
        }
    }
}
