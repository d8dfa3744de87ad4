package io.github.cspmalert.notify.internal.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts a content that is too long where nothing breaks: not inside a tag, a character reference or a character; and
 * closes what is open.
 */
public final class SizeLimit {

    /** What stands where something was left out. */
    public static final String ELLIPSIS = "…";

    /**
     * What is left of a content.
     *
     * @param content the content
     * @param omitted how many characters were left out
     */
    public record Cut(String content, int omitted) {}

    private static final Set<String> WITHOUT_END = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    private static final Set<String> ENDED_BY_THE_NEXT = Set.of("li", "p", "td", "th", "tr", "dt", "dd", "option");

    private final String html;
    private final Measure measure;
    private final Deque<String> open = new ArrayDeque<>();
    private int room;

    private SizeLimit(String html, Measure measure, int most) {
        this.html = html;
        this.measure = measure;
        this.room = most - measure.length(ELLIPSIS);
    }

    /**
     * Cuts HTML.
     *
     * @param html the content
     * @param measure what is counted
     * @param most how much may be left of it
     * @return as much of it as fits, with what is open closed
     */
    public static Cut html(String html, Measure measure, int most) {
        return measure.length(html) <= most ? new Cut(html, 0) : new SizeLimit(html, measure, most).cut();
    }

    /**
     * Cuts text without mark-up.
     *
     * @param text the content
     * @param measure what is counted
     * @param most how much may be left of it
     * @return as much of it as fits
     */
    public static Cut text(String text, Measure measure, int most) {
        if (measure.length(text) <= most) {
            return new Cut(text, 0);
        }
        int end = measure.fit(text, 0, text.length(), most - measure.length(ELLIPSIS));
        return new Cut(text.substring(0, end) + ELLIPSIS, text.length() - end);
    }

    // Room for the end tag is taken when an element opens, and given back when it closes.
    private Cut cut() {
        HtmlScanner scanner = new HtmlScanner(html);
        int end = 0;
        while (scanner.next()) {
            int opened = scanner.kind() == HtmlScanner.Kind.OPEN ? opened(scanner.name()) : 0;
            int closed = scanner.kind() == HtmlScanner.Kind.CLOSE ? closed(scanner.name()) : 0;
            int length = measure.length(html, scanner.start(), scanner.end())
                    + opened * endTagLength(scanner.name())
                    - open.stream()
                            .limit(closed)
                            .mapToInt(SizeLimit::endTagLength)
                            .sum();
            if (length > room) {
                end = lastIndex(scanner);
                break;
            }
            room -= length;
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
        int fits = measure.fit(html, scanner.start(), scanner.end(), room);
        return Math.max(scanner.start(), HtmlEntities.notInside(html, fits));
    }

    private String endTags() {
        return open.stream().map(name -> "</" + name + ">").collect(Collectors.joining());
    }

    private static int endTagLength(String name) {
        return name.length() + "</>".length();
    }
}
