package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.Similar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.delivery.TemplateRenderer.UnknownName;
import io.github.cspmalert.internal.Placeholders;
import io.github.cspmalert.internal.statement.SelectedColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names that the templates and annotations of a rule may use: those of SLS, the rule's own, and the columns of its
 * queries, where the statements or rows tell them.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates">SLS: template variables</a>
 * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
 */
public final class RuleNames {

    // With those that the service sends and does not document.
    private static final Set<String> ALERT = Set.of(
            ("aliuid alert_instance_id alert_id alert_name alert_type region project next_eval_interval alert_time fire_time"
                            + " resolve_time status severity labels annotations results fire_results fire_results_count"
                            + " condition raw_condition policy dashboard dashboard_url alert_url query_url"
                            + " alert_history_dashboard_url fingerprint signin_url action_policy_url alert_policy_url"
                            + " incident_url drill_down_query")
                    .split(" "));
    private static final Set<String> QUERY = Set.of(
            ("store_type region project store query start_time end_time raw_results raw_results_count raw_result_count"
                            + " fire_result query_url dashboard_url dashboard_id truncated role_arn")
                    .split(" "));
    private static final Set<String> POLICY =
            Set.of("alert_policy_id", "action_policy_id", "repeat_interval", "use_default");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]*+");

    private final AlertRule rule;
    private final Optional<Set<String>> columns;
    private final KnownNames names;

    private RuleNames(AlertRule rule, Optional<Set<String>> columns) {
        this.rule = rule;
        this.columns = columns;
        this.names = names();
    }

    /** {@return the names of a rule, of which only its definition is known} */
    public static RuleNames of(AlertRule rule) {
        List<Optional<Set<String>>> each = rule.queries().stream()
                .map(Query::statement)
                .map(SelectedColumns::of)
                .toList();
        return new RuleNames(rule, all(each));
    }

    /** {@return the names of a rule, whose queries gave something} */
    static RuleNames of(AlertRule rule, List<QueryData> data) {
        List<Optional<Set<String>>> each = new ArrayList<>();
        for (QueryData query : data) {
            Set<String> given = new TreeSet<>(query.result().columns());
            query.result().rows().forEach(row -> given.addAll(row.values().keySet()));
            each.add(given.isEmpty() ? SelectedColumns.of(query.statement()) : Optional.of(given));
        }
        return new RuleNames(rule, all(each));
    }

    private static Optional<Set<String>> all(List<Optional<Set<String>>> each) {
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < each.size(); i++) {
            for (String column : each.get(i).orElse(Set.of())) {
                all.add(column);
                // Where queries are put together, that is what a column of a name that is taken is called.
                all.add(i == 0 ? column : column + "__" + i);
            }
        }
        return each.stream().allMatch(Optional::isPresent) ? Optional.of(all) : Optional.empty();
    }

    /** {@return what the texts and annotations name that does not exist; a renderer's own failures are told by its check} */
    public List<UnknownName> unknown(TemplateRenderer renderer, List<ContentTemplate.Content> contents) {
        List<UnknownName> unknown = new ArrayList<>(inAnnotations());
        contents.stream()
                .flatMap(content -> Stream.of(content.subject(), content.content()))
                .distinct()
                .forEach(text -> unknown.addAll(renderer.unknownNames(text, names)));
        return unknown;
    }

    private List<UnknownName> inAnnotations() {
        Set<String> known = new TreeSet<>(Placeholders.OF_THE_SERVICE);
        known.addAll(columns.orElse(Set.of()));
        known.addAll(rule.groupEvaluation().fields());
        List<UnknownName> unknown = new ArrayList<>();
        rule.annotations().forEach((key, value) -> Placeholders.in(value)
                .map(Placeholders.Placeholder::name)
                .filter(name -> NAME.matcher(name).matches() && !known.contains(name))
                .forEach(name -> inAnnotation(key, name, known).ifPresent(unknown::add)));
        return unknown;
    }

    private Optional<UnknownName> inAnnotation(String key, String name, Set<String> known) {
        Optional<String> meant = Similar.to(name, known);
        String guess = meant.map(word -> " (did you mean '${" + word + "}'?)").orElse("; there are " + known);
        return columns.isPresent() || meant.isPresent()
                ? Optional.of(new UnknownName(
                        "annotation '%s': there is no '${%s}'%s".formatted(key, name, guess), isComplete(name)))
                : Optional.empty();
    }

    // Presto and the service do not agree on the case of columns that are not in quotation marks.
    private boolean isComplete(String name) {
        return columns.isPresent() && columns.get().stream().noneMatch(name::equalsIgnoreCase);
    }

    private KnownNames names() {
        KnownNames row = columns.map(known -> KnownNames.of(known, true)).orElse(KnownNames.ANYTHING);
        Map<String, KnownNames> query = anything(QUERY);
        query.put("raw_results", KnownNames.listOf(row));
        query.put("fire_result", row);
        Map<String, KnownNames> alert = anything(ALERT);
        alert.put("results", KnownNames.listOf(new KnownNames(query, true, null)));
        alert.put("fire_results", KnownNames.listOf(rule.queries().size() == 1 ? row : KnownNames.ANYTHING));
        alert.put("labels", labels());
        alert.put("annotations", annotations());
        alert.put("policy", KnownNames.of(POLICY, true));
        return new KnownNames(Map.of("alert", new KnownNames(alert, true, null)), true, null);
    }

    private static Map<String, KnownNames> anything(Set<String> names) {
        return new HashMap<>(KnownNames.of(names, true).members());
    }

    private KnownNames labels() {
        Set<String> known = new TreeSet<>(rule.labels().keySet());
        known.addAll(rule.groupEvaluation().fields());
        return KnownNames.of(known, rule.groupEvaluation().type() != GroupEvaluation.Type.LABELS_AUTO);
    }

    // Every alert has a place for a title and a description.
    private KnownNames annotations() {
        Set<String> known = new TreeSet<>(rule.annotations().keySet());
        known.addAll(List.of("title", "desc"));
        if (rule.autoAnnotation()) {
            known.add("__count__");
            known.addAll(columns.orElse(Set.of()));
        }
        return KnownNames.of(known, !rule.autoAnnotation() || columns.isPresent());
    }
}
