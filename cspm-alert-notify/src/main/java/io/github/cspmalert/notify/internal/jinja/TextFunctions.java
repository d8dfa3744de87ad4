package io.github.cspmalert.notify.internal.jinja;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions on text, times and risks. */
final class TextFunctions {

    private static final Map<String, List<String>> RISKS = Map.of(
            "en", List.of("High", "Medium", "Low", "Unknown"),
            "ja", List.of("高", "中", "低", "不明"),
            "zh", List.of("高危", "中危", "低危", "未知"));

    private TextFunctions() {}

    /** {@return a time in epoch seconds as text; nothing for 0, which stands for unknown} */
    static String time(Arguments arguments, String pattern) {
        long seconds = arguments.number(0, 0);
        try {
            return seconds == 0
                    ? ""
                    : formatter(arguments, pattern)
                            .format(Instant.ofEpochSecond(seconds)
                                    .atZone(arguments.rendering().settings().timeZone()));
        } catch (DateTimeException e) {
            throw arguments
                    .rendering()
                    .problem("the time that %s is given is out of range".formatted(arguments.function()));
        }
    }

    private static DateTimeFormatter formatter(Arguments arguments, String otherwise) {
        String pattern = arguments.text(1, otherwise);
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(arguments.text(2, "en")));
        } catch (IllegalArgumentException e) {
            throw arguments
                    .rendering()
                    .problem("%s takes a pattern such as yyyy-MM-dd HH:mm, but has '%s'"
                            .formatted(arguments.function(), SafeText.oneLine(pattern)));
        }
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
        String language = language(arguments, 1);
        List<String> labels = RISKS.getOrDefault(language, RISKS.get("en"));
        int index = List.of("HIGH", "MEDIUM", "LOW").indexOf(arguments.text(0).toUpperCase(Locale.ROOT));
        return labels.get(index < 0 ? 3 : index);
    }

    /** {@return the language that an argument names, or that of the renderer} */
    static String language(Arguments arguments, int index) {
        return arguments.text(index, arguments.rendering().settings().locale().getLanguage());
    }
}
