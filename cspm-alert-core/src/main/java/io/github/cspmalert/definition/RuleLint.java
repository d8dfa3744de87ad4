package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.common.Similar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.internal.Placeholders;
import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.statement.SelectedColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at a rule: its queries and triggers, what it says, and whether it tells anybody. */
final class RuleLint {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%");

    private final AlertDefinitions all;
    private final AlertRule rule;
    private final Warnings warnings;

    RuleLint(AlertDefinitions all, AlertRule rule, Warnings warnings) {
        this.all = all;
        this.rule = rule;
        this.warnings = warnings;
    }

    void check(@Nullable Instant now) {
        boolean counts = rule.severities().stream()
                .anyMatch(branch -> !branch.trigger().condition().isEmpty()
                        || !branch.trigger().countCondition().isEmpty());
        boolean countsRows = rule.severities().stream()
                .anyMatch(branch -> branch.trigger().countCondition().contains("__count__"));
        boolean joined = rule.queries().size() == 3
                && rule.setOperations().stream().noneMatch(each -> each.type() == SetOperation.Type.NO_JOIN);
        List<StatementShape> evaluated = new ArrayList<>();
        boolean onlyFirst = rule.setOperations().stream()
                .findFirst()
                .filter(each -> each.type() == SetOperation.Type.NO_JOIN)
                .isPresent();
        for (int i = 0; i < rule.queries().size(); i++) {
            Query query = rule.queries().get(i);
            if (isOfLogs(query)) {
                StatementShape shape = new StatementShape(query.statement());
                boolean isEvaluated = i == 0 || !onlyFirst;
                String field = "queries[" + i + "]";
                new StatementLint(query.statement(), shape, field + ".statement", warnings)
                        .check(countsRows && isEvaluated, joined);
                new WindowLint(rule, query, field + ".timeSpan", warnings).check(counts && isEvaluated);
                if (isEvaluated) {
                    evaluated.add(shape);
                }
            }
        }
        boolean allRead = evaluated.size() == (onlyFirst ? 1 : rule.queries().size());
        TriggerLint triggers =
                new TriggerLint(rule.severities(), RowsUsed.of(allRead ? evaluated : List.of()), warnings);
        triggers.check();
        joins();
        columns(triggers.fields());
        texts();
        tells(now);
    }

    // A table of resource data has no statement, and metrics are no records.
    private boolean isOfLogs(Query query) {
        Store store = all.sources().get(query.source());
        return !query.statement().isBlank()
                && (store == null || store.type() == StoreType.LOG)
                && !query.statement().contains("promql_query");
    }

    private void joins() {
        for (int i = 0; i < rule.setOperations().size(); i++) {
            SetOperation operation = rule.setOperations().get(i);
            if (operation.type().conditional()
                    && !Expression.parse("condition", operation.condition()).isBoolean()) {
                warnings.add(
                        LintRule.NO_TRUTH_VALUE,
                        "setOperations[" + i + "].condition",
                        "'" + operation.condition() + "' is neither true nor false, so no rows fit together",
                        "compare fields of both, such as $0.host == $1.host");
            }
        }
    }

    /** The columns of all queries; empty unless every statement says them. */
    private Optional<Set<String>> selected() {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < rule.queries().size(); i++) {
            Query query = rule.queries().get(i);
            Optional<Set<String>> columns = isOfLogs(query) ? SelectedColumns.of(query.statement()) : Optional.empty();
            if (columns.isEmpty()) {
                return Optional.empty();
            }
            for (String column : columns.get()) {
                known.add(column);
                // Where queries are put together, that is what a column of a name that is taken is called.
                known.add(column + "__" + i);
            }
        }
        return Optional.of(known);
    }

    private void columns(List<Field> fields) {
        selected().ifPresent(known -> {
            for (String field : new TreeSet<>(fields.stream().map(Field::name).toList())) {
                if (!known.contains(field)) {
                    unknownColumn("severities", field, known, "so the condition never holds");
                }
            }
            for (String field : rule.groupEvaluation().fields()) {
                if (!known.contains(Field.parse(field).name())) {
                    unknownColumn("groupEvaluation", field, known, "so there is nothing to group by");
                }
            }
        });
    }

    private void unknownColumn(String where, String field, Set<String> known, String consequence) {
        String meant =
                Similar.to(field, known).map(word -> ", such as '" + word + "'").orElse("");
        warnings.add(
                LintRule.UNKNOWN_COLUMN,
                where,
                "the statements select no column '%s', %s".formatted(field, consequence),
                "select it, or name one of " + known + meant);
    }

    private void texts() {
        Optional<Set<String>> known = selected();
        rule.labels().forEach((key, value) -> {
            String field = "labels." + key;
            template(field, value);
            Placeholders.in(value)
                    .findFirst()
                    .ifPresent(found -> warnings.add(
                            LintRule.VARIABLE_IN_LABEL,
                            field,
                            Cursor.Place.of(value, found.at()),
                            "labels are fixed text, so '${" + found.name() + "}' stays as it is",
                            "put it into an annotation, or group by the column, which makes it a label"));
        });
        rule.annotations().forEach((key, value) -> {
            String field = "annotations." + key;
            template(field, value);
            known.ifPresent(columns -> unknown(field, value, columns));
        });
    }

    private void template(String field, String value) {
        Matcher found = TEMPLATE.matcher(value);
        if (found.find()) {
            warnings.add(
                    LintRule.TEMPLATE_IN_ANNOTATION,
                    field,
                    Cursor.Place.of(value, found.start()),
                    "the template language is not read here, so it stays as it is",
                    "write ${name} in an annotation, or {{ }} in the content template");
        }
    }

    private void unknown(String field, String value, Set<String> columns) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(columns);
        known.addAll(Placeholders.OF_THE_SERVICE);
        known.addAll(rule.groupEvaluation().fields());
        Placeholders.in(value).filter(found -> !known.contains(found.name())).forEach(found -> {
            String meant = Similar.to(found.name(), known)
                    .map(word -> "write ${" + word + "}")
                    .orElse("select the column, or name one of " + known);
            warnings.add(
                    LintRule.UNKNOWN_VARIABLE,
                    field,
                    Cursor.Place.of(value, found.at()),
                    "there is no '${" + found.name() + "}', so nothing stands there",
                    meant);
        });
    }

    private void tells(@Nullable Instant now) {
        boolean toPeople = rule.alertHub() && !rule.toldToNobody();
        if (!toPeople && !rule.cloudMonitor() && rule.eventStore().isEmpty()) {
            warnings.add(
                    LintRule.TELLS_NOBODY,
                    rule.alertHub() ? "actionPolicy" : "alertHub",
                    "Simple Log Service tells nobody of the rule's alerts, and hands them to nothing else",
                    rule.alertHub() ? "name who is told" : "set alertHub(true), or enabled(false) where that is meant");
        }
        rule.muteUntil()
                .filter(until -> now != null && !until.isAfter(now))
                .ifPresent(until -> warnings.add(
                        LintRule.MUTE_OVER,
                        "muteUntil",
                        "it is " + until + ", which has passed, so nothing is muted",
                        "leave it out, or set a later instant"));
    }
}
