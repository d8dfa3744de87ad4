package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.internal.decision.evaluation.RuleExpressions.Branch;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation made of one group of rows, for those who ask why.
 *
 * @param fingerprint that of the group's alert; empty if no severity's trigger holds
 * @param labels the fields that make the group, with its values; empty if all rows are one group
 * @param rows how many rows the group has
 * @param tried the severities that were looked at, up to the first whose trigger holds; empty if it is about missing data
 * @param inARow how many evaluations in a row met a trigger, this one included; 0 if this one met none
 */
public record Verdict(String fingerprint, Map<String, String> labels, int rows, List<Tried> tried, int inARow) {

    /**
     * A severity whose trigger was looked at.
     *
     * @param branch the severity with its trigger
     * @param matching how many rows match its condition
     * @param values the condition with the values of the first row that matches, or else of the first row; empty if there is
     *     none
     */
    public record Tried(Branch branch, int matching, String values) {}

    /** {@return whether a trigger holds} */
    public boolean holds() {
        return inARow > 0;
    }

    /** {@return the severity that was looked at last, which is the one whose trigger holds, if one does} */
    public Tried last() {
        return tried.get(tried.size() - 1);
    }
}
