package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions of policies, as JSON. */
final class ConditionCodec {

    private ConditionCodec() {}

    static ObjectWriter write(AlertCondition condition) {
        if (condition instanceof Comparison comparison) {
            return new ObjectWriter()
                    .with(
                            ObjectWriter.word(comparison.quantifier()),
                            comparison.field().name())
                    .with("is", comparison.operator().sign())
                    .with("value", comparison.value());
        }
        Combination combination = (Combination) condition;
        return new ObjectWriter()
                .with(
                        combination.conjunction() ? "and" : "or",
                        ObjectWriter.objects(combination.conditions(), ConditionCodec::write));
    }

    static AlertCondition read(ObjectReader json) {
        String kind = json.only("any", "all", "and", "or");
        if (kind.equals("and") || kind.equals("or")) {
            List<AlertCondition> conditions = json.objects(kind, ConditionCodec::read);
            return json.finish(() -> new Combination(kind.equals("and"), conditions));
        }
        Quantifier quantifier = kind.equals("any") ? Quantifier.ANY : Quantifier.ALL;
        AlertField field = json.required(kind, AlertField::new);
        Operator operator = json.required("is", ConditionCodec::operator);
        Object value = json.textOrLong("value");
        return json.finish(() -> new Comparison(quantifier, field, operator, value));
    }

    private static Operator operator(String sign) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> JsonValues.noneOf(
                        Arrays.stream(Operator.values()).map(Operator::sign).collect(Collectors.joining(", ")), sign));
    }
}
