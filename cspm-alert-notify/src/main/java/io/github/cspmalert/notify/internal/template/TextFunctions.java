package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.objects.SafeString;
import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions on text. */
final class TextFunctions {

    private static final Pattern WORD_START = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}");

    private TextFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(table, "string", Arguments::text);
        FunctionTable.filter(table, "lower", args -> args.text().toLowerCase(Locale.ROOT));
        FunctionTable.filter(table, "upper", args -> args.text().toUpperCase(Locale.ROOT));
        FunctionTable.filter(table, "capitalize", args -> capitalize(args.text()));
        FunctionTable.filter(table, "title", args -> WORD_START
                .matcher(args.text().toLowerCase(Locale.ROOT))
                .replaceAll(match -> match.group().toUpperCase(Locale.ROOT)));
        FunctionTable.filter(table, "trim", args -> args.text().strip());
        FunctionTable.filter(
                table,
                "wordcount",
                args -> args.text().isBlank() ? 0L : (long) args.text().strip().split("\\s+").length);
        FunctionTable.filter(table, "quote", args -> Json.quote(args.text()));
        FunctionTable.filter(table, "indent", TextFunctions::indent);
        FunctionTable.filter(table, "startswith", args -> args.text().startsWith(args.text(1, "prefix", "")));
        FunctionTable.filter(table, "endswith", args -> args.text().endsWith(args.text(1, "suffix", "")));
        FunctionTable.filter(table, "removeprefix", TextFunctions::removePrefix);
        FunctionTable.filter(table, "removesuffix", TextFunctions::removeSuffix);
        FunctionTable.filter(table, "split", TextFunctions::split);
        FunctionTable.filter(
                table,
                "escape_html",
                args -> args.environment().html()
                        ? new SafeString(Escapes.html(args.text()))
                        : Escapes.html(args.text()));
        FunctionTable.filter(table, "escape_markdown", args -> Escapes.markdown(args.text()));
        FunctionTable.function(table, "replace", TextFunctions::replace);
        FunctionTable.function(table, "truncate", TextFunctions::truncate);
    }

    private static String capitalize(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    // Every line, as the documentation describes it.
    private static String indent(Arguments args) {
        int width = Math.max(0, Math.min(args.integer(1, "n", 4), 1_000));
        long lines = args.text().chars().filter(c -> c == '\n').count() + 1;
        args.environment().requireLength(args.text().length() + lines * width);
        String pad = " ".repeat(width);
        return pad + args.text().replace("\n", "\n" + pad);
    }

    private static String removePrefix(Arguments args) {
        String prefix = args.text(1, "prefix", "");
        return args.text().startsWith(prefix) ? args.text().substring(prefix.length()) : args.text();
    }

    private static String removeSuffix(Arguments args) {
        String suffix = args.text(1, "suffix", "");
        String text = args.text();
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static List<@Nullable Object> split(Arguments args) {
        int max = args.integer(2, "maxsplit", -1);
        Object separator = args.get(1, "sep");
        String text = separator == null ? args.text().strip() : args.text();
        if (separator == null && text.isEmpty()) {
            return new ArrayList<>();
        }
        String pattern =
                separator == null || Values.text(separator).isEmpty() ? "\\s+" : Pattern.quote(Values.text(separator));
        return new ArrayList<>(Arrays.asList((Object[]) text.split(pattern, max < 0 ? -1 : max + 1)));
    }

    private static String replace(Arguments args) {
        String text = args.text();
        String old = args.text(1, "old", "");
        String with = args.text(2, "new", "");
        if (old.isEmpty()) {
            return text;
        }
        long found = (text.length() - text.replace(old, "").length()) / old.length();
        args.environment().requireLength(text.length() + found * Math.max(0L, with.length() - (long) old.length()));
        return text.replace(old, with);
    }

    private static String truncate(Arguments args) {
        String text = args.text();
        int length = Math.max(0, args.integer(1, "n", text.length()));
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length)) + args.text(2, "end", "");
    }
}
