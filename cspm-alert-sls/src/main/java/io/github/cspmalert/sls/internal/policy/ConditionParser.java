package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.sls.internal.policy.PolicyToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads conditions on alerts: comparisons, joined with {@code and}, {@code or} and parentheses. */
final class ConditionParser {

    private final PolicyTokens tokens;

    ConditionParser(PolicyTokens tokens) {
        this.tokens = tokens;
    }

    AlertCondition condition() throws PolicyScriptException {
        List<AlertCondition> conditions = new ArrayList<>(List.of(and()));
        while (tokens.accept("or")) {
            conditions.add(and());
        }
        return conditions.size() == 1 ? conditions.get(0) : new AlertCondition.Combination(false, conditions);
    }

    private AlertCondition and() throws PolicyScriptException {
        List<AlertCondition> conditions = new ArrayList<>(List.of(comparison()));
        while (tokens.accept("and")) {
            conditions.add(comparison());
        }
        return conditions.size() == 1 ? conditions.get(0) : new AlertCondition.Combination(true, conditions);
    }

    private AlertCondition comparison() throws PolicyScriptException {
        if (tokens.accept("(")) {
            tokens.enter("parentheses");
            AlertCondition inner = condition();
            tokens.expect(")");
            tokens.leave();
            return inner;
        }
        PolicyToken subject = tokens.next();
        if (!subject.is("alert") && !subject.is("alerts")) {
            throw subject.unknown();
        }
        AlertField field = field(tokens);
        PolicyToken sign = tokens.next();
        Operator operator = Arrays.stream(Operator.values())
                .filter(each -> each.sign().equals(sign.text()))
                .findFirst()
                .orElseThrow(sign::unknown);
        PolicyToken value = tokens.next();
        Quantifier quantifier = subject.is("alert") ? Quantifier.ANY : Quantifier.ALL;
        return new AlertCondition.Comparison(quantifier, field, operator, value(value));
    }

    private static Object value(PolicyToken value) throws PolicyScriptException {
        if (value.kind() == Kind.TEXT) {
            return value.text();
        }
        if (value.kind() != Kind.NUMBER || !value.text().matches("-?\\d{1,19}")) {
            throw value.unknown();
        }
        try {
            return Long.valueOf(value.text());
        } catch (NumberFormatException e) {
            throw value.unknown();
        }
    }

    /** {@return a field of an alert, of which {@code alert} has been read already} */
    static AlertField field(PolicyTokens tokens) throws PolicyScriptException {
        StringBuilder name = new StringBuilder();
        while (tokens.accept(".")) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(tokens.expect(Kind.NAME).text());
        }
        return new AlertField(name.toString());
    }
}
