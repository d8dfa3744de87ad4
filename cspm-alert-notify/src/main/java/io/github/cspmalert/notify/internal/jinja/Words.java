package io.github.cspmalert.notify.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says things about findings in the words of a language. Words are data: a pattern with {@code {0}} where a value goes. */
final class Words {

    private final Arguments arguments;
    private final Map<?, ?> words;

    private Words(Arguments arguments, int index) {
        this.arguments = arguments;
        this.words = map(arguments.value(index));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** {@return a pattern with values put in; of two forms, divided by |, the first is for one} */
    static String say(Arguments arguments) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < arguments.given().length; i++) {
            values.add(arguments.text(i));
        }
        return fill(arguments.text(0), values);
    }

    private static String fill(String pattern, List<String> values) {
        int bar = pattern.indexOf('|');
        boolean one = !values.isEmpty() && values.get(0).equals("1");
        String form = bar < 0 ? pattern : one ? pattern.substring(0, bar) : pattern.substring(bar + 1);
        StringBuilder filled = new StringBuilder(form.length() + 32);
        for (int i = 0; i < form.length(); i++) {
            boolean place = form.charAt(i) == '{' && i + 2 < form.length() && form.charAt(i + 2) == '}';
            int index = place ? form.charAt(i + 1) - '0' : -1;
            if (index >= 0 && index < values.size()) {
                filled.append(values.get(index));
                i += 2;
            } else {
                filled.append(form.charAt(i));
            }
        }
        return filled.toString();
    }

    private String word(String name, String... values) {
        return fill(String.valueOf(words.get(name)), List.of(values));
    }

    private String wordOf(String group, String name, String... values) {
        Map<?, ?> ofGroup = map(words.get(group));
        Object pattern = ofGroup.get(name);
        return fill(String.valueOf(pattern == null ? ofGroup.get("other") : pattern), List.of(values));
    }

    /** {@return a headline in words; it says "at least" if changes that are not listed may be of its kind} */
    static String headline(Arguments arguments) {
        Words words = new Words(arguments, 1);
        Map<?, ?> headline = map(arguments.value(0));
        long count = PostureFunctions.number(headline, "count");
        boolean atLeast = arguments.number(2, 0) > 0 && Boolean.TRUE.equals(headline.get("all_listed"));
        String number = Long.toString(count);
        String change = String.valueOf(headline.get("change"));
        boolean late = change.equals("still_open") && Boolean.TRUE.equals(headline.get("overdue"));
        return words.wordOf(
                "headlines",
                late ? "overdue" : change,
                atLeast ? words.word("at_least", number) : number,
                words.wordOf("risks", String.valueOf(headline.get("risk")).toUpperCase(Locale.ROOT)));
    }

    /** {@return how many changes there are of each kind, in words} */
    static String counts(Arguments arguments) {
        Words words = new Words(arguments, 1);
        Map<?, ?> counts = map(arguments.value(0));
        List<String> parts = new ArrayList<>();
        for (String change : Changes.KINDS) {
            long count = PostureFunctions.number(counts, change);
            if (count > 0) {
                parts.add(words.wordOf("counts", change, Long.toString(count)));
            }
        }
        return String.join(" · ", parts);
    }

    /** {@return what is to be said of a finding besides what and where it is} */
    static String facts(Arguments arguments) {
        return new Words(arguments, 1).facts(map(arguments.value(0)), arguments.text(2));
    }

    private String facts(Map<?, ?> finding, String language) {
        List<String> facts = new ArrayList<>();
        Function<Long, String> date = seconds ->
                TextFunctions.time(arguments.rendering(), seconds, String.valueOf(words.get("date_format")), language);
        boolean closed = List.of("fixed", "exempted").contains(String.valueOf(finding.get("change")));
        String days = number(finding, "open_days");
        String open = closed ? "was_open_" : "open_";
        facts.add(days.isEmpty() ? word(open + "today") : word(open + "days", days));
        if (!closed) {
            add(facts, "since", date.apply(PostureFunctions.number(finding, "opened_at")));
            add(facts, "deadline", date.apply(PostureFunctions.number(finding, "deadline")));
        }
        add(facts, "times_reopened", number(finding, "times_reopened"));
        add(facts, "raised_from", risk(String.valueOf(finding.get("previous_risk")), language));
        add(facts, "reminder_number", number(finding, "reminder"));
        Map<?, ?> waiver = map(finding.get("waiver"));
        add(facts, "waiver_until", date.apply(PostureFunctions.number(waiver, "until")));
        add(facts, "waiver_by", waiver.get("author") instanceof String author ? TextFunctions.shorten(author, 60) : "");
        return String.join(String.valueOf(words.get("sep")), facts);
    }

    private static String risk(String risk, String language) {
        return risk.isEmpty() || risk.equals("null") ? "" : TextFunctions.risk(risk, language);
    }

    private static String number(Map<?, ?> map, String key) {
        long number = PostureFunctions.number(map, key);
        return number == 0 ? "" : Long.toString(number);
    }

    private void add(List<String> facts, String word, String value) {
        if (!value.isEmpty()) {
            facts.add(word(word, value));
        }
    }
}
