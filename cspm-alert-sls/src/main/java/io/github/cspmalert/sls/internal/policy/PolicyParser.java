package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.policy.PolicyToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads policies of the service back. Whatever has no value here makes the whole policy one that cannot be expressed, so
 * that none is carried out in part. For one thread, once.
 */
public final class PolicyParser {

    private final PolicyTokens tokens;
    private final List<String> leftOut;

    private PolicyParser(String script, List<String> leftOut) throws PolicyScriptException {
        this.tokens = PolicyTokens.of(script, leftOut);
        this.leftOut = leftOut;
    }

    /** {@return the statements of an action policy; what of them does no harm when left out is added to the list} */
    public static List<PolicyStatement> actions(String script, List<String> leftOut) throws PolicyScriptException {
        PolicyParser parser = new PolicyParser(script, leftOut);
        try {
            List<PolicyStatement> statements = parser.statements();
            parser.tokens.expect(Kind.END);
            return statements;
        } catch (IllegalArgumentException | AlertConfigurationException e) {
            throw parser.refused(e);
        }
    }

    /** Reads how an alert policy merges. */
    public static void grouping(String script, AlertPolicy.Builder policy, List<String> leftOut)
            throws PolicyScriptException {
        PolicyParser parser = new PolicyParser(script, leftOut);
        try {
            parser.grouping(policy);
        } catch (IllegalArgumentException e) {
            throw parser.refused(e);
        }
        parser.tokens.accept(Kind.NEW_LINE);
        parser.tokens.expect(Kind.END);
    }

    /** A part is refused once it was read whole, so the line is that of the last token read. */
    private PolicyScriptException refused(RuntimeException e) {
        return new PolicyScriptException(tokens.line(), Texts.printable(String.valueOf(e.getMessage())));
    }

    private List<PolicyStatement> statements() throws PolicyScriptException {
        List<PolicyStatement> statements = new ArrayList<>();
        while (tokens.peek().kind() == Kind.NAME) {
            statements.add(statement());
        }
        return statements;
    }

    private PolicyStatement statement() throws PolicyScriptException {
        PolicyToken first = tokens.next();
        return switch (first.text()) {
            case "if" -> branch();
            case "stop" -> stop();
            case "fire" -> fire();
            default -> throw first.unknown();
        };
    }

    private PolicyStatement branch() throws PolicyScriptException {
        tokens.enter("branches");
        AlertCondition condition = new ConditionParser(tokens).condition();
        tokens.expect(":");
        tokens.expect(Kind.NEW_LINE);
        tokens.expect(Kind.INDENT);
        List<PolicyStatement> statements = statements();
        tokens.expect(Kind.DEDENT);
        tokens.leave();
        return new Branch(condition, statements);
    }

    private PolicyStatement stop() throws PolicyScriptException {
        tokens.expect("(");
        tokens.expect(")");
        tokens.accept(Kind.NEW_LINE);
        return new Stop();
    }

    private Action fire() throws PolicyScriptException {
        FireArguments given = FireArguments.read(tokens);
        tokens.accept(Kind.NEW_LINE);
        String type = given.text("type", "");
        Optional<Channel> people = PolicyWriter.TO_PEOPLE.stream()
                .filter(channel -> channel.id().equals(type))
                .findFirst();
        Action.Builder action;
        if (people.isPresent()) {
            action = Action.builder(people.get())
                    .users(given.texts("users"))
                    .groups(given.texts("groups"))
                    .oncallGroups(given.texts("oncall_groups"));
            given.require("receiver_type", "static");
            given.require("external_url", "");
            given.forget("external_headers");
        } else if (type.equals("webhook_integration")) {
            String integration = given.text("integration_type", "");
            WebhookType webhook = Words.read(WebhookType.class, integration)
                    .orElseThrow(() ->
                            given.wrong("the integration type '" + Texts.brief(integration) + "' is not known here"));
            action = Action.builder(webhook.channel()).webhook(given.required("webhook_id"));
        } else {
            throw given.wrong("the type '" + Texts.brief(type) + "' of fire(..) has no published form");
        }
        String period = given.text("period", "any");
        action.period(Words.read(Period.class, period)
                .orElseThrow(() -> given.wrong("the period '" + Texts.brief(period) + "' is not known here")));
        if (given.forget("check_quota")) {
            leftOut.add("has check_quota, which is not known here");
        }
        action.template(given.required("template_id"));
        given.finish();
        return action.build();
    }

    private void grouping(AlertPolicy.Builder policy) throws PolicyScriptException {
        PolicyToken first = tokens.next();
        if (!first.is("fire")) {
            throw first.unknown();
        }
        FireArguments given = FireArguments.read(tokens);
        policy.actionPolicy(given.required("action_policy"));
        List<MergeField> fields = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String name : given.names("group")) {
            if (name.startsWith("labels.")) {
                labels.add(name.substring("labels.".length()));
            } else {
                fields.add(Words.read(MergeField.class, name)
                        .orElseThrow(() -> given.wrong("merging by '" + Texts.brief(name) + "' is not known here")));
            }
        }
        boolean allLabels = given.flag("group_by_all_labels");
        if (allLabels && !labels.isEmpty()) {
            throw given.wrong("labels are named although all of them count");
        }
        policy.mergeBy(fields.toArray(MergeField[]::new))
                .mergeByLabels(labels.toArray(String[]::new))
                .mergeByAllLabels(allLabels)
                .groupWait(given.time("group_wait"))
                .groupInterval(given.time("group_interval"))
                .repeatInterval(given.time("repeat_interval"));
        given.finish();
    }
}
