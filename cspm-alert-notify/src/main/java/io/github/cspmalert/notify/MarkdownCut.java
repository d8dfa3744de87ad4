package io.github.cspmalert.notify;

import io.github.cspmalert.notify.MarkdownSpans.Kind;
import io.github.cspmalert.notify.MarkdownSpans.Span;
import io.github.cspmalert.notify.internal.html.Measure;
import io.github.cspmalert.notify.internal.html.SizeLimit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts Markdown that is too long before what would come apart: before the link, the bold words, the tag that reach across
 * the limit. A block of code is closed instead, since it may be all there is.
 */
final class MarkdownCut {

    private static final String FENCE = "\n```";

    private MarkdownCut() {}

    /** {@return as much of a content as fits} */
    static SizeLimit.Cut apply(String text, Measure measure, int most) {
        if (measure.length(text) <= most) {
            return new SizeLimit.Cut(text, 0);
        }
        List<Span> spans = MarkdownSpans.of(text);
        boolean fenced = spans.stream().anyMatch(span -> span.kind() == Kind.FENCE);
        int room = most - measure.length(SizeLimit.ELLIPSIS) - (fenced ? measure.length(FENCE) : 0);
        int end = end(spans, measure.fit(text, 0, text.length(), room));
        boolean inCode = spans.stream().anyMatch(span -> span.kind() == Kind.FENCE && span.isPartedAt(end));
        return new SizeLimit.Cut(
                text.substring(0, end) + SizeLimit.ELLIPSIS + (inCode ? FENCE : ""), text.length() - end);
    }

    // A message that is bold from end to end is still a message when its stars are seen, and none when it is gone.
    private static int end(List<Span> spans, int fits) {
        int whole = before(spans, EnumSet.of(Kind.WHOLE, Kind.PAIR), fits);
        if (whole >= fits / 2) {
            return whole;
        }
        int readable = before(spans, EnumSet.of(Kind.WHOLE), fits);
        return readable >= fits / 2 ? readable : fits;
    }

    /** {@return the last index up to this one that parts nothing of these kinds} */
    private static int before(List<Span> spans, Set<Kind> kinds, int index) {
        int end = index;
        // What closes later stands later in the list, and what it holds stands before it.
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            end = kinds.contains(span.kind()) && span.isPartedAt(end) ? span.start() : end;
        }
        return end;
    }
}
