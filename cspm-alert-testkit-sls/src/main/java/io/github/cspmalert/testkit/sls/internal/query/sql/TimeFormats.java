package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates the patterns of time functions to the engine's. */
final class TimeFormats {

    /** What date_format and date_parse take, and the engine's letter for it. */
    private static final Map<Character, String> MYSQL = Map.ofEntries(
            Map.entry('a', "%a"),
            Map.entry('b', "%b"),
            Map.entry('c', "%-m"),
            Map.entry('d', "%d"),
            Map.entry('e', "%-d"),
            Map.entry('f', "%f"),
            Map.entry('H', "%H"),
            Map.entry('h', "%I"),
            Map.entry('I', "%I"),
            Map.entry('i', "%M"),
            Map.entry('j', "%j"),
            Map.entry('k', "%-H"),
            Map.entry('l', "%-I"),
            Map.entry('M', "%B"),
            Map.entry('m', "%m"),
            Map.entry('p', "%p"),
            Map.entry('r', "%I:%M:%S %p"),
            Map.entry('S', "%S"),
            Map.entry('s', "%S"),
            Map.entry('T', "%H:%M:%S"),
            Map.entry('v', "%V"),
            Map.entry('W', "%A"),
            Map.entry('x', "%G"),
            Map.entry('Y', "%Y"),
            Map.entry('y', "%y"),
            Map.entry('%', "%%"));

    private static final Map<String, String> JODA = Map.ofEntries(
            Map.entry("yyyy", "%Y"),
            Map.entry("YYYY", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("MMMM", "%B"),
            Map.entry("MMM", "%b"),
            Map.entry("MM", "%m"),
            Map.entry("M", "%-m"),
            Map.entry("dd", "%d"),
            Map.entry("d", "%-d"),
            Map.entry("HH", "%H"),
            Map.entry("H", "%-H"),
            Map.entry("hh", "%I"),
            Map.entry("h", "%-I"),
            Map.entry("mm", "%M"),
            Map.entry("m", "%-M"),
            Map.entry("ss", "%S"),
            Map.entry("s", "%-S"),
            Map.entry("SSS", "%g"),
            Map.entry("a", "%p"),
            Map.entry("EEEE", "%A"),
            Map.entry("EEE", "%a"),
            Map.entry("E", "%a"));

    private static final Pattern JODA_PART = Pattern.compile("'(?<text>[^']*)'|(?<letters>([A-Za-z])\\3*)|(?<other>.)");

    private TimeFormats() {}

    static String ofMysql(String format, Call call) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%' || i + 1 == format.length()) {
                pattern.append(format.charAt(i) == '%' ? "%%" : String.valueOf(format.charAt(i)));
                continue;
            }
            char letter = format.charAt(++i);
            String translated = MYSQL.get(letter);
            if (translated == null) {
                throw call.rejected("the pattern '%" + letter + "' is not served");
            }
            pattern.append(translated);
        }
        return pattern.toString();
    }

    static String ofJoda(String format, Call call) {
        StringBuilder pattern = new StringBuilder();
        Matcher part = JODA_PART.matcher(format);
        while (part.find()) {
            if (part.group("letters") == null) {
                String text = part.group("text") != null ? part.group("text") : part.group("other");
                pattern.append(part.group().equals("''") ? "'" : text.replace("%", "%%"));
                continue;
            }
            String translated = JODA.get(part.group("letters"));
            if (translated == null) {
                throw call.rejected("the pattern '" + part.group("letters") + "' is not served");
            }
            pattern.append(translated);
        }
        return pattern.toString();
    }
}
