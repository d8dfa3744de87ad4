package io.github.cspmalert.sls;

import io.github.cspmalert.AlertPreview;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.sls.SlsAlertVerification.Preview;
import io.github.cspmalert.sls.SlsAlertVerification.QueryView;
import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The messages that an engine in this JVM would send for the rows that the queries of a rule gave. */
final class MessagePreviews {

    private final AlertDefinitions definitions;
    private final TemplateRenderer renderer;
    private final Instant now;
    private final List<Observation> observations;

    /** What is wrong with a template is added to the observations. */
    MessagePreviews(
            AlertDefinitions definitions, TemplateRenderer renderer, Instant now, List<Observation> observations) {
        this.definitions = definitions;
        this.renderer = renderer;
        this.now = now;
        this.observations = observations;
    }

    /** {@return the messages; none if the queries gave no rows} */
    List<Preview> of(AlertRule rule, List<QueryView> queries) {
        // At the same instant the engine asks for the same ranges, so that each question has its answer already.
        CspmAlertsBuilder engine = CspmAlerts.builder()
                .definitions(definitions)
                .renderer(renderer)
                .clock(Clock.fixed(now, ZoneOffset.UTC));
        Map<String, Map<LogQuery, LogResult>> answers = new HashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            QueryView query = queries.get(i);
            answers.computeIfAbsent(rule.queries().get(i).source(), source -> new HashMap<>())
                    .put(new LogQuery(query.statement(), query.range()), query.result());
        }
        answers.forEach((source, given) -> engine.source(source, asked -> Objects.requireNonNull(given.get(asked))));
        try {
            AlertPreview preview = engine.preview(rule.id());
            tell(rule, preview);
            return policy(rule).stream()
                    .flatMap(policy -> previews(policy, preview).stream())
                    .toList();
        } catch (CspmAlertException | IllegalArgumentException e) {
            if (!queries.get(0).result().rows().isEmpty()) {
                add(Verdict.PROBLEM, "rule '" + rule.id() + "' has no message to show: " + e.getMessage());
            }
            return List.of();
        }
    }

    private void tell(AlertRule rule, AlertPreview preview) {
        for (String problem : preview.problems()) {
            boolean failed = problem.contains("could not be rendered") || problem.contains("printed only blanks");
            boolean misnamed = problem.contains("there is no '") || problem.contains("holds no path");
            add(
                    failed || problem.contains("(did you mean '")
                            ? Verdict.PROBLEM
                            : misnamed ? Verdict.WARNING : Verdict.SKIPPED,
                    failed || misnamed ? problem : "not shown: " + problem);
        }
        if (preview.problems().isEmpty() && !preview.notifications().isEmpty()) {
            add(Verdict.OK, "the messages of rule '" + rule.id() + "' can be rendered");
        }
    }

    // A preview tells all users and groups, so there is one notification for each action that names some.
    private static List<Preview> previews(ActionPolicy policy, AlertPreview preview) {
        Iterator<Action> actions = policy.actions().stream()
                .filter(action -> !action.users().isEmpty() || !action.groups().isEmpty())
                .iterator();
        List<Preview> previews = new ArrayList<>();
        for (Notification notification : preview.notifications()) {
            Action action = actions.next();
            while (!action.channel().equals(notification.channel())) {
                action = actions.next();
            }
            previews.add(new Preview(policy.id(), action.channel(), action.template(), notification.message()));
        }
        return previews;
    }

    private Optional<ActionPolicy> policy(AlertRule rule) {
        Optional<String> id = rule.actionPolicy().or(() -> definitions.alertPolicies().stream()
                .filter(policy -> policy.id().equals(rule.alertPolicy()))
                .map(AlertPolicy::actionPolicy)
                .findFirst());
        return definitions.actionPolicies().stream()
                .filter(policy -> id.filter(policy.id()::equals).isPresent())
                .findFirst();
    }

    private void add(Verdict verdict, String message) {
        observations.add(new Observation("templates", verdict, message));
    }
}
