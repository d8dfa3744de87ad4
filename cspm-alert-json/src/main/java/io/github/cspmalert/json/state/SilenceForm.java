package io.github.cspmalert.json.state;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.SilenceUse;
import org.jspecify.annotations.Nullable;

/** The forms of silences that were added at run time, and of what is remembered of silences. */
final class SilenceForm {

    private static final int VERSION = 1;

    private SilenceForm() {}

    static String write(SilenceEntry entry) {
        Silence silence = entry.silence();
        return Documents.write(VERSION, document -> document.put("id", silence.id())
                .object("condition", condition -> write(silence.condition(), condition))
                .put("reason", silence.reason())
                .put("author", silence.author())
                .put("from", silence.from())
                .put("until", silence.until())
                .put("addedAt", entry.addedAt()));
    }

    static SilenceEntry read(String document) {
        return Documents.read(
                "a silence",
                VERSION,
                document,
                fields -> new SilenceEntry(
                        new Silence(
                                fields.text("id"),
                                fields.object("condition", SilenceForm::condition),
                                fields.text("reason"),
                                fields.text("author"),
                                fields.instantOrNull("from"),
                                fields.instantOrNull("until")),
                        fields.instant("addedAt")));
    }

    static String write(SilenceUse use) {
        return Documents.write(VERSION, document -> document.put("silence", use.silence())
                .put("used", use.used())
                .put("endTold", use.endTold())
                .put("unusedTold", use.unusedTold()));
    }

    static SilenceUse readUse(String document) {
        return Documents.read(
                "the use of a silence",
                VERSION,
                document,
                fields -> new SilenceUse(
                        fields.text("silence"),
                        fields.bool("used"),
                        fields.bool("endTold"),
                        fields.bool("unusedTold")));
    }

    // A comparison has the number or the text, never both.
    private static void write(AlertCondition condition, FieldsWriter fields) {
        if (condition instanceof Combination combination) {
            fields.put("combined", combination.conjunction() ? "and" : "or")
                    .objects("conditions", combination.conditions(), SilenceForm::write);
            return;
        }
        Comparison comparison = (Comparison) condition;
        boolean number = comparison.value() instanceof Long;
        String value = comparison.value().toString();
        fields.put("combined", "no")
                .put("quantifier", comparison.quantifier())
                .put("field", comparison.field().name())
                .put("operator", comparison.operator())
                .put("number", number ? value : null)
                .put("text", number ? null : value);
    }

    private static AlertCondition condition(Fields fields) {
        String combined = fields.text("combined");
        if (!combined.equals("no")) {
            return new Combination(combined.equals("and"), fields.objects("conditions", SilenceForm::condition));
        }
        AlertField field = new AlertField(fields.text("field"));
        return new Comparison(
                fields.word("quantifier", Quantifier.class),
                field,
                fields.word("operator", Operator.class),
                value(field, fields.textOrNull("number"), fields.textOrNull("text")));
    }

    // Silences could compare numbers with texts once; those that are stored must not make all others unreadable.
    private static Object value(AlertField field, @Nullable String number, @Nullable String text) {
        if (number != null) {
            return Long.valueOf(number);
        } else if (text == null) {
            throw new IllegalArgumentException("a comparison has neither number nor text");
        }
        return field.isNumber() && text.matches("[0-9]{1,9}") ? (Object) Long.valueOf(text) : text;
    }
}
