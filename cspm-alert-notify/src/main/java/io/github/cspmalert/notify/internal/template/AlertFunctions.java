package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.optional;
import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.notify.internal.template.Function.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions that know what an alert is. In HTML some make mark-up, in a chat's content Markdown, and escape what they put into
 * it. Only mails, DingTalk and WeCom have colours.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
final class AlertFunctions {

    private static final String RED = "#E03C39";
    private static final String GREEN = "#72C140";
    private static final String YELLOW = "#F6C022";

    // WeCom shows no others, by these words.
    private static final Map<String, String> WECHAT_COLOURS = Map.of(RED, "warning", YELLOW, "warning", GREEN, "info");

    // The documentation says yellow for medium, and leaves the other severities open.
    private static final Map<Long, Shown> SEVERITIES = Map.of(
            10L, new Shown("Critical", "严重", RED),
            8L, new Shown("High", "高", RED),
            6L, new Shown("Medium", "中", YELLOW),
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
                arguments -> list(arguments, (key, a) -> ShownNames.ANNOTATIONS.of(key, Language.of(a, 1))),
                required("v"),
                locale);
        library.filter("blockquote", AlertFunctions::blockquote, required("v"));
    }

    private static String formatType(Arguments arguments) {
        Shown type = TYPES.get(arguments.text(0));
        return type == null ? arguments.text(0) : type.in(Language.of(arguments, 1));
    }

    private static String formatRegion(Arguments arguments) {
        return ShownNames.REGIONS.of(arguments.text(0), Language.of(arguments, 1));
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
        return status == null || !hasColours(arguments.rendering()) ? arguments.raw(0) : coloured(status, arguments);
    }

    private static boolean hasColours(Rendering rendering) {
        return rendering.isHtml() || rendering.isOf(Channel.DINGTALK) || rendering.isOf(Channel.WECHAT);
    }

    private static Object coloured(Shown shown, Arguments arguments) {
        Rendering rendering = arguments.rendering();
        String label = shown.in(Language.of(arguments, 1));
        if (!hasColours(rendering)) {
            return label;
        }
        String colour = rendering.isOf(Channel.WECHAT)
                ? WECHAT_COLOURS.getOrDefault(shown.colour(), "comment")
                : shown.colour();
        return arguments.markup("<font color=\"" + colour + "\">" + HtmlEntities.escape(label) + "</font>");
    }

    private static Object list(Arguments arguments, BiFunction<String, Arguments, String> naming) {
        boolean html = arguments.rendering().isHtml();
        StringBuilder list = new StringBuilder(html ? "<ul>" : "");
        if (arguments.raw(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = naming.apply(String.valueOf(key), arguments);
                item(arguments, list, escaped(name, name, arguments.rendering()) + ": ", value);
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
        Rendering rendering = arguments.rendering();
        String shown = name + escaped(value, Values.print(value, rendering), rendering);
        if (rendering.isHtml()) {
            list.append("<li>").append(shown).append("</li>");
        } else if (rendering.isMarkdown()) {
            list.append(list.isEmpty() ? "- " : "\n- ").append(shown);
        } else {
            list.append('[').append(shown).append(']');
        }
        rendering.step();
        rendering.checkLength(list.length());
    }

    private static String escaped(@Nullable Object value, String printed, Rendering rendering) {
        if (rendering.isHtml()) {
            return value == null ? "" : Markup.htmlOf(value, printed);
        }
        return rendering.isMarkdown() ? TextFunctions.escapeMarkdown(printed) : printed;
    }

    private static Object blockquote(Arguments arguments) {
        Object value = arguments.raw(0);
        String text = arguments.text(0);
        if (value != null && arguments.rendering().isHtml()) {
            return new Markup("<blockquote>" + Markup.htmlOf(value, text) + "</blockquote>");
        }
        return value != null && arguments.rendering().isMarkdown() ? "> " + text.replace("\n", "\n> ") : text;
    }
}
