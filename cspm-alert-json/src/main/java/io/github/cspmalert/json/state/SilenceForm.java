package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.SilenceUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The forms of silences that were added at run time, and of what is remembered of silences. */
final class SilenceForm {

    private static final int VERSION = 1;

    private SilenceForm() {}

    static String write(SilenceEntry entry) {
        Silence silence = entry.silence();
        ObjectNode document = Documents.begin(VERSION);
        document.put("id", silence.id());
        write(silence.condition(), document.putObject("condition"));
        document.put("reason", silence.reason());
        document.put("author", silence.author());
        document.put("from", text(silence.from()));
        document.put("until", text(silence.until()));
        document.put("addedAt", entry.addedAt().toString());
        return Documents.text(document);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
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
        ObjectNode document = Documents.begin(VERSION);
        document.put("silence", use.silence());
        document.put("used", use.used());
        document.put("endTold", use.endTold());
        document.put("unusedTold", use.unusedTold());
        return Documents.text(document);
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
    private static void write(AlertCondition condition, ObjectNode into) {
        if (condition instanceof Combination combination) {
            into.put("combined", combination.conjunction() ? "and" : "or");
            ArrayNode parts = into.putArray("conditions");
            combination.conditions().forEach(each -> write(each, parts.addObject()));
            return;
        }
        Comparison comparison = (Comparison) condition;
        into.put("combined", "no");
        into.put("quantifier", comparison.quantifier().name());
        into.put("field", comparison.field().name());
        into.put("operator", comparison.operator().name());
        if (comparison.value() instanceof Long number) {
            into.put("number", String.valueOf(number));
            into.putNull("text");
        } else {
            into.putNull("number");
            into.put("text", (String) comparison.value());
        }
    }

    private static AlertCondition condition(Fields fields) {
        String combined = fields.text("combined");
        if (!combined.equals("no")) {
            return new Combination(combined.equals("and"), fields.objects("conditions", SilenceForm::condition));
        }
        @Nullable String number = fields.textOrNull("number");
        @Nullable String text = fields.textOrNull("text");
        Object value = number != null ? Long.valueOf(number) : text;
        if (value == null) {
            throw new IllegalArgumentException("a comparison has neither number nor text");
        }
        return new Comparison(
                fields.word("quantifier", Quantifier.class),
                new AlertField(fields.text("field")),
                fields.word("operator", Operator.class),
                value);
    }
}
