package io.github.cspmalert.testkit.sls.internal.http.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What the configuration of an alert must be like. See
 * <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Data structure of an alert</a>
 * and <a href="https://help.aliyun.com/document_detail/207711.htm">Limits of alerting</a>. A configuration without a
 * version is one of the first version.
 */
final class ConfigurationRules {

    private static final int MAX_QUERIES = 3;
    private static final int MAX_EXPRESSION = 128;
    private static final List<String> GROUP_TYPES = List.of("no_group", "labels_auto", "custom");
    private static final Set<Long> SEVERITIES = Set.of(2L, 4L, 6L, 8L, 10L);
    private static final List<String> JOINS_WITH_CONDITION =
            List.of("inner_join", "left_join", "right_join", "full_join", "left_exclude", "right_exclude");
    private static final List<String> JOINS = List.of(
            "cross_join",
            "concat",
            "no_join",
            "inner_join",
            "left_join",
            "right_join",
            "full_join",
            "left_exclude",
            "right_exclude");

    private ConfigurationRules() {}

    static void check(Fields configuration, Set<String> dashboards) {
        checkMute(configuration);
        if (configuration.has("version")) {
            checkSecondVersion(configuration);
        } else {
            checkFirstVersion(configuration, dashboards);
        }
    }

    /** To end a mute, the field is left out: neither zero nor null does it. */
    private static void checkMute(Fields configuration) {
        JsonNode mute = configuration.sent("muteUntil");
        if (!mute.isMissingNode() && (!mute.isNumber() || mute.decimalValue().compareTo(BigDecimal.ZERO) <= 0)) {
            throw SlsException.parameterInvalid("muteUntil must be positive");
        }
    }

    private static void checkFirstVersion(Fields configuration, Set<String> dashboards) {
        if (configuration.textOrEmpty("condition").isEmpty()) {
            throw SlsException.parameterInvalid("The field condition is not provided");
        }
        String dashboard = configuration.textOrEmpty("dashboard");
        if (!dashboard.isEmpty() && !dashboards.contains(dashboard)) {
            throw SlsException.parameterInvalid("Dashboard does not exist: " + dashboard);
        }
        if (configuration.has("queryList")) {
            checkCount(configuration, configuration.objects("queryList").size());
        }
    }

    private static void checkSecondVersion(Fields configuration) {
        configuration.oneOf("version", List.of("2.0"));
        if (configuration.has("type")) {
            configuration.oneOf("type", List.of("default", "tpl"));
        }
        checkQueries(configuration);
        checkJoins(configuration);
        checkGroup(configuration.object("groupConfiguration"));
        checkSeverities(configuration);
        checkSwitches(configuration);
        for (String list : List.of("labels", "annotations")) {
            for (Fields pair : configuration.objects(list)) {
                pair.notEmpty("key");
                pair.text("value");
            }
        }
        if (configuration.has("conditionConfiguration")) {
            checkExpressions(configuration.object("conditionConfiguration"));
        }
        checkTargets(configuration);
    }

    private static void checkQueries(Fields configuration) {
        configuration.array("queryList");
        List<Fields> queries = configuration.objects("queryList");
        checkCount(configuration, queries.size());
        queries.forEach(QueryRules::check);
    }

    private static void checkCount(Fields configuration, int queries) {
        if (queries < 1 || queries > MAX_QUERIES) {
            throw configuration.wrong("queryList", "it must have 1 to " + MAX_QUERIES + " queries, and has " + queries);
        }
    }

    private static void checkJoins(Fields configuration) {
        List<Fields> joins = configuration.objects("joinConfigurations");
        if (joins.size() != configuration.objects("queryList").size() - 1) {
            throw SlsException.parameterInvalid("join configurations and query count should be equal");
        }
        for (Fields join : joins) {
            String type = join.oneOf("type", JOINS);
            join.text("condition", MAX_EXPRESSION);
            if (JOINS_WITH_CONDITION.contains(type)) {
                join.notEmpty("condition");
            }
        }
    }

    private static void checkGroup(Fields group) {
        group.oneOf("type", GROUP_TYPES);
        if (group.has("fields")) {
            group.texts("fields");
        }
    }

    private static void checkSeverities(Fields configuration) {
        List<Fields> severities = configuration.objects("severityConfigurations");
        if (severities.isEmpty()) {
            throw configuration.wrong("severityConfigurations", "it must have at least one severity");
        }
        for (Fields severity : severities) {
            checkSeverity(severity, "severity");
            Fields condition = severity.object("evalCondition");
            condition.text("condition");
            condition.text("countCondition");
            checkExpressions(condition);
        }
    }

    private static void checkSeverity(Fields fields, String name) {
        if (!SEVERITIES.contains(fields.whole(name, 2, 10))) {
            throw fields.wrong(name, "it must be 2, 4, 6, 8 or 10");
        }
    }

    private static void checkExpressions(Fields condition) {
        condition.text("condition", MAX_EXPRESSION);
        condition.text("countCondition", MAX_EXPRESSION);
    }

    private static void checkSwitches(Fields configuration) {
        configuration.whole("threshold", 1, Integer.MAX_VALUE);
        configuration.bool("noDataFire");
        configuration.bool("sendResolved");
        configuration.bool("autoAnnotation");
        if (configuration.has("noDataSeverity")) {
            checkSeverity(configuration, "noDataSeverity");
        }
    }

    private static void checkTargets(Fields configuration) {
        for (String sink : List.of("sinkAlerthub", "sinkCms", "sinkEventStore")) {
            if (configuration.has(sink)) {
                configuration.object(sink).bool("enabled");
            }
        }
        if (configuration.has("policyConfiguration")) {
            Fields policy = configuration.object("policyConfiguration");
            policy.textOrEmpty("alertPolicyId");
            policy.textOrEmpty("actionPolicyId");
            policy.textOrEmpty("repeatInterval");
        }
    }
}
