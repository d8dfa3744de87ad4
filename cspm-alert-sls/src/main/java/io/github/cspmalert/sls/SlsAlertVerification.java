package io.github.cspmalert.sls;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.internal.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found about alerts that are set up in Simple Log Service. Immutable and thread-safe.
 *
 * @param observations how the checks came out, in the order in which they were made
 * @param rules what each rule sees and says now, in the order of definitions
 */
public record SlsAlertVerification(List<Observation> observations, List<RuleView> rules) {

    /**
     * Copies the lists.
     *
     * @param observations how the checks came out
     * @param rules what each rule sees and says now
     */
    public SlsAlertVerification {
        observations = List.copyOf(observations);
        rules = List.copyOf(rules);
    }

    /**
     * What one rule sees and says now.
     *
     * @param ruleId the id of the rule
     * @param queries what its queries gave, in order; a query that failed is among the observations and has no place here
     * @param previews what its messages would look like; empty if its first query gave no rows
     * @param lastEvaluations how its last evaluations in the service went, newest first; empty if that could not be told
     */
    public record RuleView(
            String ruleId, List<QueryView> queries, List<Preview> previews, List<Evaluation> lastEvaluations) {

        /**
         * Copies the lists.
         *
         * @param ruleId the id of the rule
         * @param queries what its queries gave
         * @param previews what its messages would look like
         * @param lastEvaluations how its last evaluations in the service went
         */
        public RuleView {
            queries = List.copyOf(queries);
            previews = List.copyOf(previews);
            lastEvaluations = List.copyOf(lastEvaluations);
        }
    }

    /**
     * What a query gave.
     *
     * @param statement the statement
     * @param range the range of log time that it ran over
     * @param result the rows
     */
    public record QueryView(String statement, TimeRange range, LogResult result) {}

    /**
     * What a message would look like. It is rendered as by an engine in this JVM.
     *
     * @param actionPolicyId the id of the action policy
     * @param channel the channel
     * @param templateId the id of the content template
     * @param message the message
     */
    public record Preview(String actionPolicyId, Channel channel, String templateId, Message message) {}

    /**
     * How an evaluation in the service went.
     *
     * @param at when
     * @param status the state of the alert after it: {@code inactive}, {@code firing}, {@code pending}, {@code paused} or
     *     {@code error}
     * @param reason why, such as {@code Alert condition not met}; may be empty
     * @param notifyStatus whether the alert was handed over to be told: {@code Success}, {@code Failed}, {@code
     *     NotNotified} or {@code PartialSuccess}
     * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/fields-in-alert-rule-evaluation-logs">SLS: alert
     *     rule evaluation logs</a>
     */
    public record Evaluation(Instant at, String status, String reason, String notifyStatus) {}

    /** {@return whether no check found a problem; there may be warnings} */
    public boolean passed() {
        return SlsVerification.passed(observations);
    }

    /**
     * {@return what was found as text for people: the observations, then for each rule the first rows of its queries, its
     * messages and its last evaluations}
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        observations.forEach(observation -> lines.add(observation.toString()));
        for (RuleView rule : rules) {
            lines.add("");
            lines.add("rule '" + rule.ruleId() + "'");
            rule.queries().forEach(query -> {
                lines.add("  %s of %s"
                        .formatted(
                                Texts.count(query.result().rows().size(), "row"),
                                query.statement().replaceAll("\\s+", " ")));
                query.result().rows().stream()
                        .limit(5)
                        .map(LogRow::values)
                        .forEach(row -> lines.add("    " + Texts.printable(row.toString())));
            });
            rule.previews()
                    .forEach(preview -> lines.add("  %s by template '%s': %s"
                            .formatted(
                                    preview.channel(),
                                    preview.templateId(),
                                    preview.message().subject())));
            rule.lastEvaluations()
                    .forEach(last -> lines.add("  evaluated %s: %s, notification %s%s"
                            .formatted(
                                    last.at(),
                                    last.status(),
                                    last.notifyStatus(),
                                    last.reason().isEmpty() ? "" : " (" + last.reason() + ")")));
        }
        return String.join("\n", lines);
    }
}
