package io.github.cspmalert.sls.internal.posture;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes of a posture rule the query rules that Simple Log Service can run in its place: one for each Logstore, which tell what
 * is open. The service keeps no ledger, so they tell no change. Pure.
 */
final class PostureQueries {

    /** The longest range of log time that a query of an alert may have. */
    static final Duration LOOKED_AT = Duration.ofDays(1);

    private static final Set<FindingChange> OPEN =
            Set.of(FindingChange.NEW, FindingChange.REOPENED, FindingChange.RISK_RAISED, FindingChange.STILL_OPEN);

    private PostureQueries() {}

    /**
     * Makes the rules.
     *
     * @param definitions where the Logstores are: those of the accounts that the rule names, or else all of them
     * @return the rules; none if the rule tells nothing of what is open
     * @throws io.github.cspmalert.common.AlertConfigurationException if the name of a Logstore cannot be part of a rule's id
     * @throws IllegalArgumentException likewise
     */
    static List<AlertRule> of(PostureRule rule, AlertDefinitions definitions) {
        if (Collections.disjoint(rule.tells(), OPEN)) {
            return List.of();
        }
        List<String> sources = sources(rule, definitions);
        return sources.stream()
                .map(source -> query(rule, source, sources.size() == 1))
                .toList();
    }

    // Without any, the check of limits says that nobody told where the Logstore is.
    private static List<String> sources(PostureRule rule, AlertDefinitions definitions) {
        if (!rule.filter().accounts().isEmpty()) {
            return rule.filter().accounts().stream().sorted().toList();
        }
        List<String> logstores = definitions.sources().entrySet().stream()
                .filter(source -> isLogstore(source.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return logstores.isEmpty() ? List.of(AlertRule.DEFAULT_SOURCE) : logstores;
    }

    private static boolean isLogstore(Store store) {
        return store.type() == StoreType.LOG;
    }

    private static AlertRule query(PostureRule rule, String source, boolean only) {
        AlertRuleBuilder query = AlertRule.builder(only ? rule.id() : rule.id() + "-" + source)
                .displayName(only ? rule.displayName() : rule.displayName() + ", " + source)
                .description("Open findings of the last 24 hours, made from a posture rule")
                .source(source)
                .query(PostureStatement.of(rule.filter()))
                .timeSpan(TimeSpan.relative(LOOKED_AT))
                .schedule(rule.schedule())
                .groupEvaluation(groups(rule))
                .repeatInterval(repeatInterval(rule.schedule()))
                .actionPolicy(rule.actionPolicy());
        addSeverities(rule, query);
        query.addAnnotation("title", "${alert_name}");
        query.addAnnotation(
                "desc", "${__count__} open findings; first: ${last_check_name}, ${instance_id} in ${region_id}");
        rule.labels().forEach(query::addLabel);
        rule.annotations().forEach(query::addAnnotation);
        return query.build();
    }

    // The worst first, since the first that holds decides; what is not documented counts as high.
    private static void addSeverities(PostureRule rule, AlertRuleBuilder query) {
        int least = rule.filter().minRisk().map(risk -> risk.rank()).orElse(1);
        if (least < 3) {
            query.addSeverity(Severity.HIGH, Trigger.matches("last_risk != 'MEDIUM' && last_risk != 'LOW'"));
        }
        if (least < 2) {
            query.addSeverity(Severity.MEDIUM, Trigger.matches("last_risk == 'MEDIUM'"));
        }
        query.addSeverity(
                least < 2 ? Severity.LOW : least < 3 ? Severity.MEDIUM : Severity.HIGH, Trigger.dataIsReturned());
    }

    private static GroupEvaluation groups(PostureRule rule) {
        return switch (rule.groupBy()) {
            case CHECK -> GroupEvaluation.by("check_id");
            case PRODUCT -> GroupEvaluation.by("instance_type");
            case RESOURCE -> GroupEvaluation.by("region_id", "instance_type", "instance_sub_type", "instance_id");
            case ALL, OWNER, ACCOUNT -> GroupEvaluation.none();
        };
    }

    /** {@return a day, or a little less for what is evaluated daily or seldomer, so that none of it is held back} */
    private static Duration repeatInterval(Schedule schedule) {
        boolean often = schedule instanceof Schedule.Hourly
                || schedule instanceof Schedule.FixedRate rate
                        && rate.interval().compareTo(Duration.ofDays(1)) < 0;
        return Duration.ofHours(often ? 24 : 23);
    }
}
