package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Library.optional;
import static io.github.cspmalert.notify.internal.template.Library.required;

import io.github.cspmalert.notify.internal.template.Function.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions that know what an alert is. In HTML some make mark-up, and escape what they put into it.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
final class AlertFunctions {

    private static final String RED = "#E03C39";
    private static final String GREEN = "#72C140";
    // The documentation says yellow for medium, and leaves the other severities open.
    private static final Map<Long, Shown> SEVERITIES = Map.of(
            10L, new Shown("Critical", "严重", RED),
            8L, new Shown("High", "高", RED),
            6L, new Shown("Medium", "中", "#F6C022"),
            4L, new Shown("Low", "低", "#3B82F6"),
            2L, new Shown("Report", "报告", "#8C8C8C"));
    private static final Map<String, Shown> STATUSES = Map.of(
            "firing", new Shown("Firing", "触发", RED),
            "resolved", new Shown("Resolved", "恢复", GREEN));
    private static final Map<String, Shown> TYPES = Map.of(
            "sls_alert", new Shown("SLS Alert", "SLS告警", ""),
            "sls_pub", new Shown("Pub Alert", "开放告警", ""),
            "sls_ml", new Shown("Intelligent Inspection", "智能巡检", ""));

    private record Shown(String english, String chinese, String colour) {
        String in(Language language) {
            return language.pick(english, chinese);
        }
    }

    private AlertFunctions() {}

    static void addTo(Library library) {
        Parameter locale = optional("locale", null);
        library.filter("format_type", AlertFunctions::formatType, required("v"), locale);
        library.filter("format_region", AlertFunctions::formatRegion, required("v"), locale);
        library.filter("format_severity", AlertFunctions::formatSeverity, required("v"), locale);
        library.filter("format_status", AlertFunctions::formatStatus, required("v"), locale);
        library.filter("to_list", arguments -> list(arguments, (key, a) -> key), required("v"));
        library.filter(
                "annotations_to_list",
                arguments -> list(arguments, (key, a) -> ShownNames.ANNOTATIONS.of(key, Languages.of(a, 1))),
                required("v"),
                locale);
        library.filter("blockquote", AlertFunctions::blockquote, required("v"));
    }

    private static String formatType(Arguments arguments) {
        Shown type = TYPES.get(arguments.text(0));
        return type == null ? arguments.text(0) : type.in(Languages.of(arguments, 1));
    }

    private static String formatRegion(Arguments arguments) {
        return ShownNames.REGIONS.of(arguments.text(0), Languages.of(arguments, 1));
    }

    private static @Nullable Object formatSeverity(Arguments arguments) {
        Object value = arguments.raw(0);
        Shown severity = value instanceof Long code
                ? SEVERITIES.get(code)
                : SEVERITIES.values().stream()
                        .filter(shown -> shown.english().equalsIgnoreCase(arguments.text(0)))
                        .findFirst()
                        .orElse(null);
        return severity == null ? value : coloured(severity, arguments);
    }

    private static @Nullable Object formatStatus(Arguments arguments) {
        Shown status = STATUSES.get(arguments.text(0));
        return status == null || !arguments.rendering().isHtml() ? arguments.raw(0) : coloured(status, arguments);
    }

    private static Object coloured(Shown shown, Arguments arguments) {
        String label = shown.in(Languages.of(arguments, 1));
        return arguments.rendering().isHtml()
                ? new Markup("<font color=\"" + shown.colour() + "\">" + Markup.escape(label) + "</font>")
                : label;
    }

    private static Object list(Arguments arguments, BiFunction<String, Arguments, String> naming) {
        boolean html = arguments.rendering().isHtml();
        StringBuilder list = new StringBuilder(html ? "<ul>" : "");
        if (arguments.raw(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = naming.apply(String.valueOf(key), arguments);
                item(arguments, list, html ? Markup.escape(name) + ": " : name + ": ", value);
            });
        } else {
            items(arguments).forEach(value -> item(arguments, list, "", value));
        }
        return arguments.markup(list.append(html ? "</ul>" : "").toString());
    }

    private static List<?> items(Arguments arguments) {
        if (arguments.raw(0) instanceof List<?> list) {
            return list;
        }
        throw arguments.not(0, "a map or a list");
    }

    private static void item(Arguments arguments, StringBuilder list, String name, @Nullable Object value) {
        String printed = Values.print(value, arguments.rendering());
        if (arguments.rendering().isHtml()) {
            String html = value == null ? "" : Markup.htmlOf(value, printed);
            list.append("<li>").append(name).append(html).append("</li>");
        } else {
            list.append('[').append(name).append(printed).append(']');
        }
        arguments.rendering().step();
        arguments.rendering().checkLength(list.length());
    }

    private static Object blockquote(Arguments arguments) {
        Object value = arguments.raw(0);
        String text = arguments.text(0);
        return value != null && arguments.rendering().isHtml()
                ? new Markup("<blockquote>" + Markup.htmlOf(value, text) + "</blockquote>")
                : text;
    }
}
