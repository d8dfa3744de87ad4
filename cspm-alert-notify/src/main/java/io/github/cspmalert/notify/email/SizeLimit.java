package io.github.cspmalert.notify.email;

import io.github.cspmalert.delivery.ContentFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;

/**
 * Cuts a content that is too long where nothing breaks: not inside a tag, a character reference or a character; and
 * closes what is open.
 */
final class SizeLimit {

    /**
     * What is left of a content.
     *
     * @param content the content
     * @param omitted how many characters were left out
     */
    record Cut(String content, int omitted) {}

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;
    private static final Set<String> WITHOUT_END = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    private static final Set<String> ENDED_BY_THE_NEXT = Set.of("li", "p", "td", "th", "tr", "dt", "dd", "option");

    private final String html;
    private final Deque<String> open = new ArrayDeque<>();
    private int room;

    private SizeLimit(String html, int room) {
        this.html = html;
        this.room = room;
    }

    /** {@return the content, of which no more is left than fits into so many bytes of UTF-8} */
    static Cut apply(String content, ContentFormat format, int bytes) {
        if (Text.utf8Length(content, 0, content.length()) <= bytes) {
            return new Cut(content, 0);
        }
        if (format == ContentFormat.HTML) {
            return new SizeLimit(content, bytes - ELLIPSIS_BYTES).cut();
        }
        int end = Text.fit(content, 0, content.length(), bytes - ELLIPSIS_BYTES);
        return new Cut(content.substring(0, end) + ELLIPSIS, content.length() - end);
    }

    private Cut cut() {
        HtmlScanner scanner = new HtmlScanner(html);
        int end = 0;
        while (scanner.next()) {
            int bytes = Text.utf8Length(html, scanner.start(), scanner.end());
            switch (scanner.kind()) {
                case OPEN -> bytes += opened(scanner.name());
                case CLOSE -> bytes -= closed(scanner.name());
                default -> {}
            }
            if (bytes > room) {
                end = lastIndex(scanner);
                break;
            }
            room -= bytes;
            end = scanner.end();
        }
        return new Cut(html.substring(0, end) + ELLIPSIS + endTags(), html.length() - end);
    }

    private int lastIndex(HtmlScanner scanner) {
        if (scanner.kind() == HtmlScanner.Kind.OPEN && endTagBytes(scanner.name()) > 0) {
            open.pop();
        }
        if (scanner.kind() != HtmlScanner.Kind.TEXT) {
            return scanner.start();
        }
        int fits = Text.fit(html, scanner.start(), scanner.end(), room);
        return Math.max(scanner.start(), HtmlEntities.notInside(html, fits));
    }

    // Room for the end tag is taken when the element opens, and given back when it closes.
    private int opened(String name) {
        if (WITHOUT_END.contains(name)) {
            return 0;
        }
        int back = ENDED_BY_THE_NEXT.contains(name) && name.equals(open.peek()) ? endTagBytes(open.pop()) : 0;
        open.push(name);
        return endTagBytes(name) - back;
    }

    private int closed(String name) {
        if (!open.contains(name)) {
            return 0;
        }
        int back = 0;
        String ended;
        do {
            ended = open.pop();
            back += endTagBytes(ended);
        } while (!ended.equals(name));
        return back;
    }

    private String endTags() {
        StringBuilder tags = new StringBuilder();
        for (Iterator<String> i = open.iterator(); i.hasNext(); ) {
            tags.append("</").append(i.next()).append('>');
        }
        return tags.toString();
    }

    private static int endTagBytes(String name) {
        return WITHOUT_END.contains(name) ? 0 : name.length() + "</>".length();
    }
}
