package io.github.cspmalert.notify.email;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.notify.internal.html.HtmlScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plain text of a mail from its HTML: list items become {@code - }, the cells of a row stand in one line, a
 * link shows where it leads. Blank lines never follow each other. Not thread-safe; one object for each text.
 */
final class HtmlToText {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "dl", "pre", "figure", "fieldset");
    private static final Set<String> LINES = Set.of(
            "div", "section", "article", "header", "footer", "main", "nav", "aside", "form", "center", "address", "tr",
            "li", "dt", "dd", "caption", "thead", "tbody", "tfoot", "body", "html");
    private static final int DEEPEST_INDENT = 8;
    private static final char NO_BREAK_SPACE = '\u00A0';

    /** A list that is open; {@code number} is the number of its last item, or -1 if items have none. */
    private record ListLevel(int[] number) {}

    /** A link that is open, and where its text begins. */
    private record Link(@Nullable String target, int textStart) {}

    private final StringBuilder out;
    private final Deque<ListLevel> lists = new ArrayDeque<>();
    private final Deque<Link> links = new ArrayDeque<>();
    private String marker = "";
    private int breaks;
    private int spaces;
    private boolean cellIsEmpty;
    private boolean rowIsEmpty;
    private int cells;
    private int preformatted;

    private HtmlToText(int capacity) {
        this.out = new StringBuilder(capacity);
    }

    /** {@return the text of a piece of HTML} */
    static String convert(String html) {
        HtmlToText converter = new HtmlToText(html.length());
        HtmlScanner scanner = new HtmlScanner(html);
        while (scanner.next()) {
            switch (scanner.kind()) {
                case TEXT -> converter.text(decoded(html.substring(scanner.start(), scanner.end())));
                case OPEN -> converter.open(scanner);
                case CLOSE -> converter.close(scanner.name());
                case OTHER -> {}
            }
        }
        return converter.out.toString().stripTrailing();
    }

    private void open(HtmlScanner tag) {
        String name = tag.name();
        breakBefore(name);
        switch (name) {
            case "br" -> breaks = Math.min(breaks + 1, 2);
            case "hr" -> rule();
            case "img" -> text(attribute(tag, "alt"));
            case "a" -> links.push(new Link(target(tag), out.length()));
            case "ul" -> lists.push(new ListLevel(new int[] {-1}));
            case "ol" -> lists.push(new ListLevel(new int[] {0}));
            case "li" -> marker = marker();
            case "tr" -> row();
            case "td", "th" -> cell();
            case "pre" -> preformatted++;
            default -> {}
        }
    }

    private void close(String name) {
        switch (name) {
            case "a" -> closeLink();
            case "ul", "ol" -> lists.poll();
            case "pre" -> preformatted = Math.max(0, preformatted - 1);
            case "td", "th" -> cellIsEmpty = false;
            default -> {}
        }
        if (name.equals("ul") || name.equals("ol")) {
            block(lists.isEmpty() ? 2 : 1);
        } else {
            breakBefore(name);
        }
    }

    private void breakBefore(String name) {
        if (PARAGRAPHS.contains(name)) {
            block(2);
        } else if (LINES.contains(name) || name.equals("ul") || name.equals("ol")) {
            block(1);
        }
    }

    // The first block of a cell stays in the line of its row.
    private void block(int wanted) {
        if (!cellIsEmpty) {
            breaks = Math.max(breaks, wanted);
        }
        spaces = 0;
    }

    private void text(String text) {
        int i = 0;
        while (i < text.length()) {
            int end = wordEnd(text, i);
            if (end > i) {
                put(text, i, end);
            } else {
                gap(text.charAt(i));
                end++;
            }
            i = end;
        }
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !isBreakOrSpace(text.charAt(i)) && text.charAt(i) != NO_BREAK_SPACE) {
            i++;
        }
        return i;
    }

    private void gap(char c) {
        if (preformatted > 0 && c == '\n') {
            breaks = Math.min(breaks + 1, 2);
            spaces = 0;
        } else if (isBreakOrSpace(c)) {
            spaces = preformatted > 0 ? spaces + 1 : 1;
        } else if (c == NO_BREAK_SPACE) {
            put(" ", 0, 1);
        }
    }

    private void put(String text, int from, int to) {
        beginLine();
        if (preformatted > 0 || !atLineStart()) {
            out.append(" ".repeat(spaces));
        }
        spaces = 0;
        cellIsEmpty = false;
        rowIsEmpty = false;
        out.append(text, from, to);
    }

    private void beginLine() {
        if (breaks > 0 && !out.isEmpty()) {
            stripTrailingSpaces();
            out.append("\n".repeat(breaks));
        }
        int depth = Math.min(lists.size(), DEEPEST_INDENT);
        if (depth > 0 && (breaks > 0 || !marker.isEmpty())) {
            out.append("  ".repeat(marker.isEmpty() ? depth : depth - 1)).append(marker);
        }
        marker = "";
        breaks = 0;
    }

    private void row() {
        cells = 0;
        rowIsEmpty = true;
    }

    private void cell() {
        if (cells++ > 0) {
            if (rowIsEmpty) {
                beginLine();
            }
            out.append(atLineStart() ? "| " : " | ");
            breaks = 0;
            spaces = 0;
            rowIsEmpty = false;
        }
        cellIsEmpty = true;
    }

    private void rule() {
        block(1);
        text("----");
        block(1);
    }

    private String marker() {
        ListLevel list = lists.peek();
        if (list == null || list.number()[0] < 0) {
            return "- ";
        }
        return ++list.number()[0] + ". ";
    }

    private void closeLink() {
        Link link = links.poll();
        if (link == null || link.target() == null) {
            return;
        }
        String shown = out.substring(Math.min(link.textStart(), out.length())).strip();
        if (!link.target().equals(shown) && !link.target().equals("mailto:" + shown)) {
            spaces = shown.isEmpty() ? 0 : 1;
            text("<" + link.target() + ">");
        }
    }

    private static @Nullable String target(HtmlScanner tag) {
        String target = attribute(tag, "href").strip();
        return target.matches("(?i)(https?://|mailto:)[^\\s<>\\p{Cntrl}]+") ? target : null;
    }

    private static String attribute(HtmlScanner tag, String name) {
        String value = tag.attribute(name);
        return value == null ? "" : decoded(value);
    }

    private boolean atLineStart() {
        return out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
    }

    private void stripTrailingSpaces() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private static boolean isBreakOrSpace(char c) {
        return c == ' '
                || c == '\n'
                || c == '\r'
                || c == '\t'
                || c == '\f'
                || c == '\u0085'
                || c == '\u2028'
                || c == '\u2029';
    }

    // What nobody sees may also be written as a character reference.
    private static String decoded(String html) {
        return Text.visible(HtmlEntities.decode(html));
    }
}
