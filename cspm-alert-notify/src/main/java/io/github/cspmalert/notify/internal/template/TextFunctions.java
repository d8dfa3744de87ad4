package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.optional;
import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions on texts. None takes a regular expression. */
final class TextFunctions {

    private static final int PIECE = 256;
    private static final String MARKDOWN = "\\`*_{}[]()#+-!|<>~&";

    private TextFunctions() {}

    static void addTo(Library library) {
        library.filter("string", TextFunctions::string, required("v"));
        library.filter("lower", of(TextFunctions::lower), required("v"));
        library.filter("upper", of(TextFunctions::upper), required("v"));
        library.filter("title", of(TextFunctions::title), required("v"));
        library.filter("capitalize", of(TextFunctions::capitalize), required("v"));
        library.filter("trim", TextFunctions::trim, required("v"));
        library.filter(
                "wordcount",
                arguments -> (long) words(arguments, arguments.text(0), -1).size(),
                required("v"));
        library.function("replace", TextFunctions::replace, required("v"), required("old"), required("new"));
        library.function("truncate", TextFunctions::truncate, required("v"), required("n"), optional("end", ""));
        library.filterOfNothing("quote", arguments -> Json.quote(arguments.text(0)), required("v"));
        library.filter("indent", TextFunctions::indent, required("v"), optional("n", 4L));
        library.filter("startswith", a -> a.text(0).startsWith(a.text(1)), required("v"), required("prefix"));
        library.filter("endswith", a -> a.text(0).endsWith(a.text(1)), required("v"), required("suffix"));
        library.filter("removeprefix", TextFunctions::removePrefix, required("v"), required("prefix"));
        library.filter("removesuffix", TextFunctions::removeSuffix, required("v"), required("suffix"));
        library.filter("split", TextFunctions::split, required("v"), optional("sep", null), optional("maxsplit", -1L));
        library.filter("escape_markdown", TextFunctions::escapeMarkdown, required("v"));
        library.filter("escape_html", TextFunctions::escapeHtml, required("v"));
    }

    private static Function.Body of(UnaryOperator<String> change) {
        return arguments -> change.apply(arguments.text(0));
    }

    private static Object string(Arguments arguments) {
        return arguments.raw(0) instanceof Markup markup ? markup : arguments.text(0);
    }

    private static Object trim(Arguments arguments) {
        String trimmed = Spaces.strip(arguments.text(0));
        return arguments.raw(0) instanceof Markup ? new Markup(trimmed) : trimmed;
    }

    private static String title(String text) {
        StringBuilder title = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            title.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c) || c == '\'' && inWord;
        }
        return title.toString();
    }

    private static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int second = text.offsetByCodePoints(0, 1);
        return text.substring(0, second).toUpperCase(Locale.ROOT) + lower(text.substring(second));
    }

    // Java moves the rest of the text each time that a letter becomes longer, so it gets short pieces.
    private static String upper(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            to -= to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            upper.append(text.substring(from, to).toUpperCase(Locale.ROOT));
            from = to;
        }
        return upper.toString();
    }

    // Only one letter becomes longer, and pieces would not know whether a sigma ends its word.
    private static String lower(String text) {
        return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
    }

    private static String replace(Arguments arguments) {
        String text = arguments.text(0);
        String old = arguments.text(1);
        String replacement = arguments.text(2);
        if (old.isEmpty()) {
            throw arguments.problem("old must not be empty");
        }
        Search search = Search.forWord(old);
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int i = search.in(text, 0); i >= 0; i = search.in(text, from)) {
            replaced.append(text, from, i).append(replacement);
            arguments.rendering().checkLength(replaced.length());
            from = i + old.length();
        }
        return from == 0 ? text : replaced.append(text, from, text.length()).toString();
    }

    private static String truncate(Arguments arguments) {
        String text = arguments.text(0);
        int length = arguments.count(1);
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length)) + arguments.text(2);
    }

    private static String indent(Arguments arguments) {
        String text = arguments.text(0);
        int width = arguments.count(1);
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        arguments.rendering().checkLength(text.length() + lines * width);
        String blanks = " ".repeat(width);
        return blanks + text.replace("\n", "\n" + blanks);
    }

    private static String removePrefix(Arguments arguments) {
        String text = arguments.text(0);
        return text.startsWith(arguments.text(1))
                ? text.substring(arguments.text(1).length())
                : text;
    }

    private static String removeSuffix(Arguments arguments) {
        String text = arguments.text(0);
        String suffix = arguments.text(1);
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static List<@Nullable Object> split(Arguments arguments) {
        String text = arguments.text(0);
        long limit = arguments.whole(2);
        int most = limit < 0 ? -1 : (int) Math.min(limit, Integer.MAX_VALUE);
        List<@Nullable Object> parts = arguments.isGiven(1)
                ? parts(arguments, text, arguments.text(1), most)
                : words(arguments, Spaces.strip(text), most);
        return parts;
    }

    private static List<@Nullable Object> parts(Arguments arguments, String text, String separator, int most) {
        if (separator.isEmpty()) {
            throw arguments.problem("sep must not be empty");
        }
        Search search = Search.forWord(separator);
        List<@Nullable Object> parts = new ArrayList<>();
        int from = 0;
        for (int i = search.in(text, 0); i >= 0 && parts.size() != most; i = search.in(text, from)) {
            parts.add(text.substring(from, i));
            arguments.rendering().checkItems(parts.size());
            from = i + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    // Runs of white space part words; after the last split that is allowed, the rest is one word.
    private static List<@Nullable Object> words(Arguments arguments, String text, int most) {
        List<@Nullable Object> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Spaces.is(text.charAt(at))) {
                at++;
                continue;
            }
            int end = words.size() == most ? text.length() : endOfWord(text, at);
            words.add(text.substring(at, end));
            arguments.rendering().checkItems(words.size());
            at = end;
        }
        return words;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && !Spaces.is(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Object escapeHtml(Arguments arguments) {
        Object value = arguments.raw(0);
        return value instanceof Markup ? value : arguments.markup(HtmlEntities.escape(arguments.text(0)));
    }

    // In HTML the entities must reach the reader as they are, so the rest is escaped here.
    private static Object escapeMarkdown(Arguments arguments) {
        String escaped = escapeMarkdown(arguments.text(0));
        return arguments.markup(
                arguments.rendering().isHtml() ? escaped.replace("\"", "&quot;").replace("'", "&#39;") : escaped);
    }

    static String escapeMarkdown(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKDOWN.indexOf(c) < 0) {
                escaped.append(c);
            } else {
                escaped.append("&#").append((int) c).append(';');
            }
        }
        return escaped.toString();
    }
}
