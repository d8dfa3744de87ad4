package io.github.cspmalert.sls.internal.posture;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what of a posture rule Simple Log Service does not carry out. Pure. */
final class PostureLosses {

    private static final String NOTHING_LEFT =
            "nothing of it can be carried out, since it tells only of what is over, and Simple Log Service remembers no finding";

    private static final Map<FindingChange, String> OVER = Map.of(
            FindingChange.FIXED, "is fixed",
            FindingChange.EXEMPTED, "was exempted in CSPM",
            FindingChange.UNOBSERVED, "is no longer observed",
            FindingChange.WAIVER_ENDING, "is about to be waived no more");

    private final PostureRule rule;
    private final List<String> lost = new ArrayList<>();

    private PostureLosses(PostureRule rule) {
        this.rule = rule;
    }

    /**
     * Says what is lost.
     *
     * @param rule the rule
     * @param provisioned whether anything of it is carried out
     * @param definitions what it is part of
     * @param templates what is said of templates that the service cannot render
     * @return sentences without a full stop
     */
    static List<String> of(
            PostureRule rule, boolean provisioned, AlertDefinitions definitions, List<String> templates) {
        if (!provisioned) {
            return List.of(NOTHING_LEFT);
        }
        PostureLosses losses = new PostureLosses(rule);
        losses.addTelling();
        losses.addSeeing();
        int waivers = definitions.waivers().size();
        losses.addIf(waivers > 0, "waivers hold nothing back here (" + waivers + " defined)");
        losses.lost.addAll(templates);
        return List.copyOf(losses.lost);
    }

    private void addTelling() {
        add("nothing is told once: what is open is told from the first evaluation on, and every day again");
        add("what is new, reopened or riskier is not distinguished from what was open before");
        for (FindingChange change : FindingChange.values()) {
            addIf(
                    rule.tells().contains(change) && OVER.containsKey(change),
                    "nobody hears that a finding " + OVER.get(change));
        }
        addIf(!rule.remindAfter().isEmpty(), "there are no reminders that grow worse with time");
        addIf(!rule.deadlines().isEmpty(), "there are no deadlines");
        addIf(rule.allClear(), "nobody hears that there is no news");
        addIf(
                rule.groupBy() == FindingGrouping.OWNER,
                "owners hear nothing of their own: one message goes to those whom the action policy names");
        addIf(
                rule.groupBy() != FindingGrouping.ALL
                        && rule.groupBy() != FindingGrouping.OWNER
                        && rule.groupBy() != FindingGrouping.ACCOUNT,
                "of more than 100 groups, 100 are told at random");
    }

    private void addSeeing() {
        add(
                "only records of the last 24 hours are seen: what no run checked in that time is not told, though it may be open");
        add("a run that is not over yet is told as far as it has come");
        add("at most %,d findings are seen, the riskiest first, and a message shows 100 of them at most"
                .formatted(PostureStatement.MOST_ROWS));
        addIf(
                !rule.filter().resources().isEmpty()
                        || !rule.filter().checkNames().isEmpty(),
                "patterns are applied by LIKE to the names in the newest record, in lower case as Simple Log Service makes it");
    }

    private void add(String sentence) {
        lost.add(sentence);
    }

    private void addIf(boolean holds, String sentence) {
        if (holds) {
            lost.add(sentence);
        }
    }
}
