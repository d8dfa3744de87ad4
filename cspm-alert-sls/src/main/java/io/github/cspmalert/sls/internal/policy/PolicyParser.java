package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads policies of the service back. Whatever has no value here makes the whole policy one that cannot be expressed, so
 * that none is carried out in part. For one thread, once.
 */
public final class PolicyParser {

    private static final int DEEPEST = 32;

    private final List<PolicyToken> tokens;
    private final List<String> leftOut;
    private int at;
    private int depth;

    private PolicyParser(String script, List<String> leftOut) throws PolicyScriptException {
        this.tokens = PolicyLexer.tokens(script, leftOut);
        this.leftOut = leftOut;
    }

    /** {@return the statements of an action policy; what of them does no harm when left out is added to the list} */
    public static List<PolicyStatement> actions(String script, List<String> leftOut) throws PolicyScriptException {
        PolicyParser parser = new PolicyParser(script, leftOut);
        try {
            List<PolicyStatement> statements = parser.statements();
            parser.expect(Kind.END);
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
        parser.accept(Kind.NEW_LINE);
        parser.expect(Kind.END);
    }

    /** A part is refused once it was read whole, so the line is that of the last token read. */
    private PolicyScriptException refused(RuntimeException e) {
        int line = tokens.get(Math.max(0, at - 1)).line();
        return new PolicyScriptException(line, Texts.printable(String.valueOf(e.getMessage())));
    }

    private List<PolicyStatement> statements() throws PolicyScriptException {
        List<PolicyStatement> statements = new ArrayList<>();
        while (peek().kind() == Kind.NAME) {
            statements.add(statement());
        }
        return statements;
    }

    private PolicyStatement statement() throws PolicyScriptException {
        PolicyToken first = next();
        return switch (first.text()) {
            case "if" -> branch();
            case "stop" -> stop();
            case "fire" -> fire(first.line());
            default -> throw unknown(first);
        };
    }

    private PolicyStatement branch() throws PolicyScriptException {
        if (++depth > DEEPEST) {
            throw new PolicyScriptException(peek().line(), "branches stand in each other too deep");
        }
        AlertCondition condition = or();
        expect(":");
        expect(Kind.NEW_LINE);
        expect(Kind.INDENT);
        List<PolicyStatement> statements = statements();
        expect(Kind.DEDENT);
        depth--;
        return new Branch(condition, statements);
    }

    private PolicyStatement stop() throws PolicyScriptException {
        expect("(");
        expect(")");
        accept(Kind.NEW_LINE);
        return new Stop();
    }

    private AlertCondition or() throws PolicyScriptException {
        List<AlertCondition> conditions = new ArrayList<>(List.of(and()));
        while (peek().is("or")) {
            next();
            conditions.add(and());
        }
        return conditions.size() == 1 ? conditions.get(0) : new AlertCondition.Combination(false, conditions);
    }

    private AlertCondition and() throws PolicyScriptException {
        List<AlertCondition> conditions = new ArrayList<>(List.of(comparison()));
        while (peek().is("and")) {
            next();
            conditions.add(comparison());
        }
        return conditions.size() == 1 ? conditions.get(0) : new AlertCondition.Combination(true, conditions);
    }

    private AlertCondition comparison() throws PolicyScriptException {
        if (peek().is("(")) {
            if (++depth > DEEPEST) {
                throw new PolicyScriptException(peek().line(), "parentheses stand in each other too deep");
            }
            next();
            AlertCondition inner = or();
            expect(")");
            depth--;
            return inner;
        }
        PolicyToken subject = next();
        if (!subject.is("alert") && !subject.is("alerts")) {
            throw unknown(subject);
        }
        AlertField field = field();
        PolicyToken sign = next();
        Operator operator = Arrays.stream(Operator.values())
                .filter(each -> each.sign().equals(sign.text()))
                .findFirst()
                .orElseThrow(() -> unknown(sign));
        PolicyToken value = next();
        Quantifier quantifier = subject.is("alert") ? Quantifier.ANY : Quantifier.ALL;
        return new AlertCondition.Comparison(quantifier, field, operator, value(value));
    }

    private static Object value(PolicyToken value) throws PolicyScriptException {
        if (value.kind() == Kind.TEXT) {
            return value.text();
        }
        if (value.kind() != Kind.NUMBER || !value.text().matches("-?\\d{1,19}")) {
            throw unknown(value);
        }
        try {
            return Long.valueOf(value.text());
        } catch (NumberFormatException e) {
            throw unknown(value);
        }
    }

    private AlertField field() throws PolicyScriptException {
        StringBuilder name = new StringBuilder();
        while (peek().is(".")) {
            next();
            name.append(name.isEmpty() ? "" : ".").append(expect(Kind.NAME).text());
        }
        return new AlertField(name.toString());
    }

    private Action fire(int line) throws PolicyScriptException {
        Map<String, Object> arguments = arguments();
        accept(Kind.NEW_LINE);
        FireArguments given = new FireArguments(line, arguments);
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
                    .orElseThrow(() -> new PolicyScriptException(
                            line, "the integration type '" + Texts.brief(integration) + "' is not known here"));
            action = Action.builder(webhook.channel()).webhook(given.required("webhook_id"));
        } else {
            throw new PolicyScriptException(
                    line, "the type '" + Texts.brief(type) + "' of fire(..) has no published form");
        }
        String period = given.text("period", "any");
        action.period(Words.read(Period.class, period)
                .orElseThrow(() ->
                        new PolicyScriptException(line, "the period '" + Texts.brief(period) + "' is not known here")));
        if (given.forget("check_quota")) {
            leftOut.add("has check_quota, which is not known here");
        }
        action.template(given.required("template_id"));
        given.finish();
        return action.build();
    }

    private void grouping(AlertPolicy.Builder policy) throws PolicyScriptException {
        PolicyToken first = next();
        if (!first.is("fire")) {
            throw unknown(first);
        }
        FireArguments given = new FireArguments(first.line(), arguments());
        policy.actionPolicy(given.required("action_policy"));
        List<MergeField> fields = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String name : given.names("group")) {
            if (name.startsWith("labels.")) {
                labels.add(name.substring("labels.".length()));
            } else {
                fields.add(Words.read(MergeField.class, name)
                        .orElseThrow(() -> new PolicyScriptException(
                                first.line(), "merging by '" + Texts.brief(name) + "' is not known here")));
            }
        }
        boolean allLabels = given.flag("group_by_all_labels");
        if (allLabels && !labels.isEmpty()) {
            throw new PolicyScriptException(first.line(), "labels are named although all of them count");
        }
        policy.mergeBy(fields.toArray(MergeField[]::new))
                .mergeByLabels(labels.toArray(String[]::new))
                .mergeByAllLabels(allLabels)
                .groupWait(given.time("group_wait"))
                .groupInterval(given.time("group_interval"))
                .repeatInterval(given.time("repeat_interval"));
        given.finish();
    }

    private Map<String, Object> arguments() throws PolicyScriptException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        expect("(");
        while (!peek().is(")")) {
            PolicyToken name = expect(Kind.NAME);
            expect("=");
            if (arguments.put(name.text(), argument()) != null) {
                throw new PolicyScriptException(name.line(), "'" + name.text() + "' is given twice");
            }
            if (!peek().is(")")) {
                expect(",");
            }
        }
        next();
        return arguments;
    }

    private Object argument() throws PolicyScriptException {
        PolicyToken token = next();
        if (token.kind() == Kind.TEXT) {
            return token.text();
        }
        if (token.is("true") || token.is("True")) {
            return true;
        }
        if (token.is("false") || token.is("False")) {
            return false;
        }
        if (token.is("[")) {
            return list();
        }
        if (token.is("{")) {
            return map();
        }
        throw unknown(token);
    }

    private List<String> list() throws PolicyScriptException {
        List<String> texts = new ArrayList<>();
        while (!peek().is("]")) {
            texts.add(expect(Kind.TEXT).text());
            if (!peek().is("]")) {
                expect(",");
            }
        }
        next();
        return texts;
    }

    /** {@return the names of alert fields, each of which stands for itself: {@code {"alert.project": alert.project}}} */
    private Set<String> map() throws PolicyScriptException {
        Map<String, String> names = new LinkedHashMap<>();
        while (!peek().is("}")) {
            PolicyToken key = expect(Kind.TEXT);
            expect(":");
            PolicyToken subject = next();
            if (!subject.is("alert")) {
                throw unknown(subject);
            }
            String name = field().name();
            if (!key.text().equals("alert." + name) && !key.text().equals(name)) {
                throw new PolicyScriptException(key.line(), "a field stands under the name of another");
            }
            names.put(name, key.text());
            if (!peek().is("}")) {
                expect(",");
            }
        }
        next();
        return names.keySet();
    }

    private PolicyToken peek() {
        return tokens.get(at);
    }

    private PolicyToken next() {
        PolicyToken token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private void accept(Kind kind) {
        if (peek().kind() == kind) {
            next();
        }
    }

    private PolicyToken expect(Kind kind) throws PolicyScriptException {
        PolicyToken token = next();
        if (token.kind() != kind) {
            throw unknown(token);
        }
        return token;
    }

    private void expect(String sign) throws PolicyScriptException {
        PolicyToken token = next();
        if (!token.is(sign)) {
            throw unknown(token);
        }
    }

    private static PolicyScriptException unknown(PolicyToken token) {
        return new PolicyScriptException(token.line(), token.words() + " is not known here");
    }
}
