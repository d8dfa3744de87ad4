package io.github.cspmalert.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what belongs together in the Markdown of chats: links, code, emphasis, tags such as {@code <font>} with what stands
 * between them, character references and escaped signs. Whatever is not closed is text. Not thread-safe.
 */
final class MarkdownSpans {

    /** What becomes of something of which a part is missing. */
    enum Kind {
        /** Nothing is left of it, as of a link. */
        WHOLE,
        /** The words stay, as of bold words. */
        PAIR,
        /** A block of code, which another line ends. */
        FENCE
    }

    /**
     * What belongs together.
     *
     * @param start where it begins
     * @param end where it ends
     * @param kind what becomes of it when a part is missing
     */
    record Span(int start, int end, Kind kind) {

        /** {@return whether an index parts it} */
        boolean isPartedAt(int index) {
            return start < index && index < end;
        }
    }

    private record Open(String mark, int start) {}

    private static final int LONGEST_REFERENCE = 12;
    private static final int DEEPEST = 100;
    private static final Pattern REFERENCE = Pattern.compile("&#?[0-9A-Za-z]+;");
    private static final Pattern PAIRED = Pattern.compile("<(?!(?:br|hr|img)\\b)([A-Za-z]+)(?: [^>]*)?>");

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private final Deque<Open> inline = new ArrayDeque<>();
    private final Deque<Open> tags = new ArrayDeque<>();
    // Marks that nothing closes any more, so that nobody looks for their end again and again.
    private final Set<String> unclosed = new HashSet<>();
    private int at;
    private int fence = -1;

    private MarkdownSpans(String text) {
        this.text = text;
    }

    /** {@return what belongs together in a text, and its blocks of code, of which the opening and closing lines are whole} */
    static List<Span> of(String text) {
        return new MarkdownSpans(text).read();
    }

    private List<Span> read() {
        while (at < text.length()) {
            if (isFenceLine()) {
                fenceLine();
            } else if (fence >= 0) {
                at = lineEnd();
            } else {
                token();
            }
        }
        if (fence >= 0) {
            spans.add(new Span(fence, at + 1, Kind.FENCE));
        }
        return spans;
    }

    // A line that has further backticks is code within a line.
    private boolean isFenceLine() {
        boolean atLineStart = at == 0 || text.charAt(at - 1) == '\n';
        return atLineStart
                && text.startsWith("```", at)
                && text.substring(at, lineEnd()).lastIndexOf('`') == run('`').length() - 1;
    }

    private void fenceLine() {
        int start = at;
        at = lineEnd();
        spans.add(new Span(start, at, Kind.WHOLE));
        if (fence >= 0) {
            spans.add(new Span(fence, at, Kind.FENCE));
        }
        fence = fence < 0 ? start : -1;
        inline.clear();
    }

    /** {@return the index behind the line that the present index lies in, and behind its break} */
    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private void token() {
        char c = text.charAt(at);
        switch (c) {
            case '\\' -> whole(Math.min(at + 2, text.length()));
            case '&' -> reference();
            case '`' -> code();
            case '<' -> tag();
            case '[' -> bracket();
            case ']' -> closeBracket();
            case '*', '_', '~' -> emphasis(c);
            case '\n' -> lineBreak();
            default -> at++;
        }
    }

    private void whole(int end) {
        spans.add(new Span(at, end, Kind.WHOLE));
        at = end;
    }

    private void reference() {
        int most = Math.min(at + LONGEST_REFERENCE, text.length());
        Matcher reference = REFERENCE.matcher(text).region(at, most);
        whole(reference.lookingAt() ? reference.end() : at + 1);
    }

    private void code() {
        String mark = run('`');
        int from = at + mark.length();
        int end = unclosed.contains(mark) ? -1 : text.indexOf(mark, from);
        if (end < 0) {
            unclosed.add(mark);
            at = from;
        } else {
            whole(end + mark.length());
        }
    }

    /** Takes a tag, and what stands between it and its end tag; or a link or mention in angle brackets. */
    private void tag() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int end = Character.isLetter(next) || "/!@#".indexOf(next) >= 0 ? find('>') : -1;
        if (end < 0) {
            at++;
            return;
        }
        int start = at;
        whole(end + 1);
        String tag = text.substring(start, at);
        String closed = tag.substring(Math.min(2, tag.length()), tag.length() - 1);
        Matcher paired = PAIRED.matcher(tag);
        if (paired.matches()) {
            push(tags, new Open(paired.group(1), start));
        } else if (next == '/' && isOpen(tags, closed)) {
            close(tags, closed, Kind.PAIR);
        }
    }

    /** {@return the next index of a sign, or -1 if there is none} */
    private int find(char sign) {
        String mark = String.valueOf(sign);
        int found = unclosed.contains(mark) ? -1 : text.indexOf(sign, at);
        if (found < 0) {
            unclosed.add(mark);
        }
        return found;
    }

    private static boolean isOpen(Deque<Open> opened, String mark) {
        return opened.stream().anyMatch(open -> open.mark().equals(mark));
    }

    private static void push(Deque<Open> opened, Open open) {
        if (opened.size() < DEEPEST) {
            opened.push(open);
        }
    }

    private void bracket() {
        boolean image = at > 0 && text.charAt(at - 1) == '!';
        push(inline, new Open("[", image ? at - 1 : at));
        at++;
    }

    private void closeBracket() {
        boolean opened = isOpen(inline, "[");
        int end = text.startsWith("](", at) ? find(')') : -1;
        at++;
        if (opened && end >= 0) {
            at = end + 1;
            close(inline, "[", Kind.WHOLE);
        } else if (opened) {
            inline.removeIf(open -> open.mark().equals("["));
        }
    }

    private void emphasis(char c) {
        String mark = run(c);
        boolean opened = isOpen(inline, mark);
        int end = at + mark.length();
        boolean opens = end < text.length() && !Character.isWhitespace(text.charAt(end));
        boolean closes = at > 0 && !Character.isWhitespace(text.charAt(at - 1));
        if (opened && closes) {
            at = end;
            close(inline, mark, Kind.PAIR);
        } else if (opens) {
            push(inline, new Open(mark, at));
            at = end;
        } else {
            at = end;
        }
    }

    private String run(char c) {
        int end = at;
        while (end < text.length() && text.charAt(end) == c) {
            end++;
        }
        return text.substring(at, end);
    }

    private void close(Deque<Open> opened, String mark, Kind kind) {
        Open open = opened.pop();
        while (!open.mark().equals(mark)) {
            open = opened.pop();
        }
        spans.add(new Span(open.start(), at, kind));
    }

    // Nothing but tags and code reaches across an empty line.
    private void lineBreak() {
        at++;
        if (at < text.length() && text.charAt(at) == '\n') {
            inline.clear();
        }
    }
}
