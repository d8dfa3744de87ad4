package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.objects.SafeString;
import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.notify.internal.template.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters of our own. Each may be written as a function as well: {@code x | f(y)} is {@code f(x, y)}. */
final class OwnFilters {

    /** What a filter does. */
    @FunctionalInterface
    interface Body {
        @Nullable Object apply(Arguments arguments);
    }

    private static final List<String> FUNCTIONS = List.of(
            "format_time",
            "format_date",
            "plural",
            "risk_label",
            "instance_details",
            "remediation",
            "headline",
            "sections",
            "trend_bars",
            "say",
            "say_headline",
            "counts_line",
            "finding_facts");

    private static final Map<String, Body> BODIES = bodies();

    static final Set<String> NAMES = BODIES.keySet();

    private OwnFilters() {}

    private static Map<String, Body> bodies() {
        Map<String, Body> bodies = new LinkedHashMap<>();
        bodies.put("default", OwnFilters::orElse);
        bodies.put("d", OwnFilters::orElse);
        for (String name : List.of("escape", "e", "escape_html")) {
            bodies.put(name, OwnFilters::escape);
        }
        bodies.put("one_line", arguments -> SafeText.oneLine(arguments.text(0)));
        bodies.put("replace", OwnFilters::replace);
        bodies.put("shorten", arguments -> TextFunctions.shorten(arguments.text(0), (int) arguments.number(1)));
        bodies.put("tojson", arguments -> Json.write(arguments.value(0), arguments.rendering()));
        bodies.put("format_date", arguments -> TextFunctions.time(arguments, "yyyy-MM-dd HH:mm:ss"));
        bodies.put("format_time", arguments -> TextFunctions.time(arguments, "yyyy-MM-dd HH:mm"));
        bodies.put("plural", arguments -> arguments.number(0) == 1 ? arguments.value(1) : arguments.value(2));
        bodies.put("risk_label", TextFunctions::risk);
        PostureFunctions.addTo(bodies);
        return Map.copyOf(bodies);
    }

    private static @Nullable Object orElse(Arguments arguments) {
        Object value = arguments.value(0);
        if (value == null) {
            arguments.rendering().forgive();
            return arguments.value(1);
        }
        boolean emptyToo = Boolean.TRUE.equals(arguments.value(2));
        return emptyToo && arguments.text(0).isEmpty() ? arguments.value(1) : value;
    }

    private static Object escape(Arguments arguments) {
        Object value = arguments.value(0);
        return value instanceof SafeString
                ? value
                : new SafeString(HtmlEntities.escape(
                        SafeText.neutral(arguments.rendering().print(value))));
    }

    private static Object replace(Arguments arguments) {
        String text = arguments.text(0);
        String from = arguments.text(1);
        String to = arguments.text(2);
        if (from.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder();
        int start = 0;
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, start)) {
            replaced.append(text, start, at).append(to);
            arguments.rendering().checkLength(replaced.length());
            start = at + from.length();
        }
        return replaced.append(text, start, text.length()).toString();
    }

    static List<Filter> all() {
        List<Filter> filters = new ArrayList<>();
        BODIES.forEach((name, body) -> filters.add(new GuardedFilter(
                name,
                (value, interpreter, arguments, named) -> body.apply(new Arguments(
                        name, given(value, arguments, named), GuardedInterpreter.rendering(interpreter))))));
        return filters;
    }

    private static @Nullable Object[] given(@Nullable Object value, Object[] arguments, Map<String, Object> named) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(value);
        all.addAll(Arrays.asList(arguments));
        all.addAll(named.values());
        return all.toArray();
    }

    static List<ELFunctionDefinition> functions() {
        List<ELFunctionDefinition> functions = new ArrayList<>();
        functions.add(new ELFunctionDefinition("", "super", MarkupTags.class, "superBlock"));
        for (String name : FUNCTIONS) {
            functions.add(new ELFunctionDefinition("", name, OwnFilters.class, name, Object[].class));
        }
        return functions;
    }

    private static @Nullable Object call(String name, Object... given) {
        Rendering rendering = GuardedInterpreter.rendering(JinjavaInterpreter.getCurrent());
        rendering.step();
        Body body = BODIES.get(name);
        return body == null ? null : body.apply(new Arguments(name, given, rendering));
    }

    // The expression language calls functions by their Java methods only.

    static @Nullable Object format_time(Object... given) {
        return call("format_time", given);
    }

    static @Nullable Object format_date(Object... given) {
        return call("format_date", given);
    }

    static @Nullable Object plural(Object... given) {
        return call("plural", given);
    }

    static @Nullable Object risk_label(Object... given) {
        return call("risk_label", given);
    }

    static @Nullable Object instance_details(Object... given) {
        return call("instance_details", given);
    }

    static @Nullable Object remediation(Object... given) {
        return call("remediation", given);
    }

    static @Nullable Object headline(Object... given) {
        return call("headline", given);
    }

    static @Nullable Object sections(Object... given) {
        return call("sections", given);
    }

    static @Nullable Object trend_bars(Object... given) {
        return call("trend_bars", given);
    }

    static @Nullable Object say(Object... given) {
        return call("say", given);
    }

    static @Nullable Object say_headline(Object... given) {
        return call("say_headline", given);
    }

    static @Nullable Object counts_line(Object... given) {
        return call("counts_line", given);
    }

    static @Nullable Object finding_facts(Object... given) {
        return call("finding_facts", given);
    }
}
