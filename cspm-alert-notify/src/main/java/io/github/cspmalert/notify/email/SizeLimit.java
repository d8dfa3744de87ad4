package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.template.ContentFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

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

    // Room for the end tag is taken when an element opens, and given back when it closes.
    private Cut cut() {
        HtmlScanner scanner = new HtmlScanner(html);
        int end = 0;
        while (scanner.next()) {
            int opened = scanner.kind() == HtmlScanner.Kind.OPEN ? opened(scanner.name()) : 0;
            int closed = scanner.kind() == HtmlScanner.Kind.CLOSE ? closed(scanner.name()) : 0;
            int bytes = Text.utf8Length(html, scanner.start(), scanner.end())
                    + opened * endTagBytes(scanner.name())
                    - open.stream()
                            .limit(closed)
                            .mapToInt(SizeLimit::endTagBytes)
                            .sum();
            if (bytes > room) {
                end = lastIndex(scanner);
                break;
            }
            room -= bytes;
            end = scanner.end();
            for (int i = 0; i < closed; i++) {
                open.pop();
            }
            for (int i = 0; i < opened; i++) {
                open.push(scanner.name());
            }
        }
        return new Cut(html.substring(0, end) + ELLIPSIS + endTags(), html.length() - end);
    }

    /** {@return how many elements a tag opens: none if it has no end, or only follows its like} */
    private int opened(String name) {
        boolean ends = ENDED_BY_THE_NEXT.contains(name) && name.equals(open.peek());
        return WITHOUT_END.contains(name) || ends ? 0 : 1;
    }

    /** {@return how many elements an end tag closes} */
    private int closed(String name) {
        int depth = 1;
        for (String element : open) {
            if (element.equals(name)) {
                return depth;
            }
            depth++;
        }
        return 0;
    }

    private int lastIndex(HtmlScanner scanner) {
        if (scanner.kind() != HtmlScanner.Kind.TEXT) {
            return scanner.start();
        }
        int fits = Text.fit(html, scanner.start(), scanner.end(), room);
        return Math.max(scanner.start(), HtmlEntities.notInside(html, fits));
    }

    private String endTags() {
        return open.stream().map(name -> "</" + name + ">").collect(Collectors.joining());
    }

    private static int endTagBytes(String name) {
        return name.length() + "</>".length();
    }
}
