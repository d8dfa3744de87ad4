package io.github.cspmalert.notify.internal.jinja;

import io.github.cspmalert.notify.internal.jinja.OwnFilters.Body;
import io.github.cspmalert.notify.internal.remediation.Remediation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on what the ledger of findings says. */
final class PostureFunctions {

    private static final List<String> RISKS = List.of("other", "low", "medium", "high");

    private PostureFunctions() {}

    static void addTo(Map<String, Body> bodies) {
        bodies.put("instance_details", arguments -> InstanceDetails.of(arguments.text(0)));
        bodies.put("remediation", PostureFunctions::remediation);
        bodies.put("headline", arguments -> Changes.headline(maps(arguments.value(0))));
        bodies.put(
                "sections",
                arguments -> Changes.sections(
                        maps(arguments.value(0)), (int) arguments.number(1, 40), (int) arguments.number(2, 60)));
        bodies.put("say", Words::say);
        bodies.put("say_headline", Words::headline);
        bodies.put("counts_line", Words::counts);
        bodies.put("finding_facts", Words::facts);
        bodies.put("trend_bars", arguments -> bars(maps(arguments.value(0)), arguments.number(1, 48)));
    }

    private static Map<String, ?> remediation(Arguments arguments) {
        return arguments
                .rendering()
                .settings()
                .catalogue()
                .find(TextFunctions.language(arguments, 2), arguments.text(0), arguments.text(1))
                .map(PostureFunctions::form)
                .orElse(Map.of());
    }

    private static Map<String, String> form(Remediation entry) {
        return Map.of(
                "product", entry.product(),
                "wrong", entry.wrong(),
                "gain", entry.gain(),
                "console", entry.console(),
                "cli", entry.cli(),
                "source", entry.source());
    }

    /** {@return the maps in a list; what is none is left out} */
    static List<Map<?, ?>> maps(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (value instanceof Iterable<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    /** {@return the points of a trend, each with its bar in parts from top to bottom; the tallest bar has the height} */
    private static List<Map<String, Object>> bars(List<Map<?, ?>> trend, long height) {
        long most =
                trend.stream().mapToLong(point -> number(point, "total")).max().orElse(0);
        return trend.stream()
                .map(point ->
                        Map.<String, Object>of("total", number(point, "total"), "bars", bars(point, most, height)))
                .toList();
    }

    private static List<Map<String, Object>> bars(Map<?, ?> point, long most, long height) {
        List<Map<String, Object>> bars = new ArrayList<>();
        for (String risk : RISKS) {
            long count = number(point, risk);
            if (count > 0 && most > 0) {
                bars.add(Map.of("risk", risk.toUpperCase(Locale.ROOT), "height", Math.max(1, count * height / most)));
            }
        }
        return bars;
    }

    static long number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.longValue() : 0;
    }
}
