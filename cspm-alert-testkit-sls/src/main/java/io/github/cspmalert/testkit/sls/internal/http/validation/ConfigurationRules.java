package io.github.cspmalert.testkit.sls.internal.http.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the configuration of an alert must be like. See
 * <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Data structure of an alert</a>
 * and <a href="https://help.aliyun.com/document_detail/207711.htm">Limits of alerting</a>. A configuration without a
 * version is one of the first version. What the documentation calls required, and the service takes without, is written down
 * in ADR 0024.
 */
final class ConfigurationRules {

    /** The second version; Terraform's provider writes it short. */
    private static final List<String> VERSIONS = List.of("2.0", "2");

    private static final String TEMPLATE = "tpl";
    private static final List<String> SWITCHES = List.of("noDataFire", "sendResolved", "autoAnnotation");
    private static final int MAX_QUERIES = 3;
    private static final int MAX_EXPRESSION = 128;
    private static final List<String> GROUP_TYPES = List.of("no_group", "labels_auto", "custom");
    private static final Set<Long> SEVERITIES = Set.of(2L, 4L, 6L, 8L, 10L);
    private static final List<String> JOINS_WITH_CONDITION =
            List.of("inner_join", "left_join", "right_join", "full_join", "left_exclude", "right_exclude");
    private static final List<String> JOINS = Stream.concat(
                    Stream.of("cross_join", "concat", "no_join"), JOINS_WITH_CONDITION.stream())
            .toList();

    private ConfigurationRules() {}

    static void check(Fields configuration) {
        JsonNode mute = configuration.get("muteUntil");
        if (!mute.isMissingNode() && (!mute.isNumber() || mute.decimalValue().signum() < 0)) {
            throw SlsException.parameterInvalid("muteUntil must be positive");
        }
        if (configuration.textOrEmpty("version").isEmpty()) {
            checkFirstVersion(configuration);
        } else {
            checkSecondVersion(configuration);
        }
    }

    private static void checkFirstVersion(Fields configuration) {
        if (configuration.textOrEmpty("condition").isEmpty()) {
            throw SlsException.parameterInvalid("The field condition is not provided");
        }
        if (configuration.has("queryList")) {
            checkCount(configuration, configuration.objects("queryList").size());
        }
    }

    private static void checkSecondVersion(Fields configuration) {
        configuration.oneOf("version", VERSIONS);
        String type = configuration.textOrEmpty("type");
        if (!type.isEmpty()) {
            configuration.oneOf("type", List.of("default", TEMPLATE));
        }
        configuration.objects("queryList").forEach(QueryRules::check);
        checkSwitches(configuration);
        checkGivenSeverities(configuration);
        for (String list : List.of("labels", "annotations")) {
            for (Fields pair : configuration.objects(list)) {
                pair.notEmpty("key");
                pair.textOrEmpty("value");
            }
        }
        checkExpressions(configuration.objectOrEmpty("conditionConfiguration"));
        checkTargets(configuration);
        if (!type.equals(TEMPLATE)) {
            checkOwn(configuration);
        }
    }

    /** What a rule needs that does not take its queries and conditions from a template. */
    private static void checkOwn(Fields configuration) {
        configuration.array("queryList");
        checkCount(configuration, configuration.objects("queryList").size());
        checkJoins(configuration);
        checkGroup(configuration.object("groupConfiguration"));
        if (configuration.objects("severityConfigurations").isEmpty()) {
            throw configuration.wrong("severityConfigurations", "it must have at least one severity");
        }
        configuration.whole("threshold", 0, Integer.MAX_VALUE);
        SWITCHES.forEach(configuration::bool);
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
        group.texts("fields");
    }

    private static void checkGivenSeverities(Fields configuration) {
        for (Fields severity : configuration.objects("severityConfigurations")) {
            checkSeverity(severity, "severity", severity.whole("severity", 0, 10));
            checkExpressions(severity.objectOrEmpty("evalCondition"));
        }
    }

    private static void checkSeverity(Fields fields, String name, long severity) {
        if (!SEVERITIES.contains(severity)) {
            throw fields.wrong(name, "it must be 2, 4, 6, 8 or 10");
        }
    }

    private static void checkExpressions(Fields condition) {
        condition.text("condition", MAX_EXPRESSION);
        condition.text("countCondition", MAX_EXPRESSION);
    }

    /** Clients that know no absent number send zero: no severity then. */
    private static void checkSwitches(Fields configuration) {
        SWITCHES.forEach(configuration::boolIfAny);
        if (configuration.has("threshold")) {
            configuration.whole("threshold", 0, Integer.MAX_VALUE);
        }
        long noData = configuration.has("noDataSeverity") ? configuration.whole("noDataSeverity", 0, 10) : 0;
        if (noData != 0) {
            checkSeverity(configuration, "noDataSeverity", noData);
        }
    }

    private static void checkTargets(Fields configuration) {
        for (String sink : List.of("sinkAlerthub", "sinkCms", "sinkEventStore")) {
            configuration.objectOrEmpty(sink).boolIfAny("enabled");
        }
        Fields policy = configuration.objectOrEmpty("policyConfiguration");
        policy.textOrEmpty("alertPolicyId");
        policy.textOrEmpty("actionPolicyId");
        policy.textOrEmpty("repeatInterval");
    }
}
