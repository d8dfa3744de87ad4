package io.github.cspmalert.notify.internal.jinja;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Functions on text, times and risks. */
final class TextFunctions {

    private static final List<String> ENGLISH = List.of("High", "Medium", "Low", "Unknown");
    private static final Map<String, List<String>> RISKS = Map.of(
            "ja", List.of("高", "中", "低", "不明"),
            "zh", List.of("高危", "中危", "低危", "未知"));

    private static final int MAX_FORMATS = 100;

    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private TextFunctions() {}

    /** {@return a time in epoch seconds as text; nothing for 0, which stands for unknown} */
    static String time(Arguments arguments, String pattern) {
        return time(arguments.rendering(), arguments.number(0, 0), arguments.text(1, pattern), arguments.text(2, "en"));
    }

    static String time(Rendering rendering, long seconds, String pattern, String language) {
        if (seconds == 0) {
            return "";
        }
        try {
            return formatter(pattern, language)
                    .format(Instant.ofEpochSecond(seconds)
                            .atZone(rendering.settings().timeZone()));
        } catch (DateTimeException e) {
            throw rendering.problem("a time is out of range");
        } catch (IllegalArgumentException e) {
            throw rendering.problem("a time takes a pattern such as yyyy-MM-dd HH:mm, but has '%s'"
                    .formatted(SafeText.oneLine(pattern)));
        }
    }

    private static DateTimeFormatter formatter(String pattern, String language) {
        String key = pattern + '\n' + language;
        DateTimeFormatter known = FORMATS.get(key);
        if (known == null) {
            known = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language));
            if (FORMATS.size() < MAX_FORMATS) {
                FORMATS.put(key, known);
            }
        }
        return known;
    }

    /** {@return the text in one line, no longer than so many characters, the last of which stands for what was cut off} */
    static String shorten(String text, int length) {
        String line = SafeText.oneLine(text);
        if (line.length() <= length || length < 2) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }

    /** {@return what people call a risk} */
    static String risk(Arguments arguments) {
        return risk(arguments.text(0), language(arguments, 1));
    }

    static String risk(String risk, String language) {
        List<String> labels = RISKS.getOrDefault(language, ENGLISH);
        int index = List.of("HIGH", "MEDIUM", "LOW").indexOf(risk.toUpperCase(Locale.ROOT));
        return labels.get(index < 0 ? 3 : index);
    }

    /** {@return the language that an argument names, or that of the renderer} */
    static String language(Arguments arguments, int index) {
        return arguments.text(index, arguments.rendering().settings().locale().getLanguage());
    }
}
