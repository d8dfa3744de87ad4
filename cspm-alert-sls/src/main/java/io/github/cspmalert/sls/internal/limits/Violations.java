package io.github.cspmalert.sls.internal.limits;

import io.github.cspmalert.sls.internal.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what breaks a limit, one sentence each: the object, the field, the value, the limit and where it is documented. */
final class Violations {

    private final List<String> found = new ArrayList<>();

    List<String> all() {
        return List.copyOf(found);
    }

    /** Notes a violation unless the limit is kept. */
    void require(boolean kept, String object, String rule, Page page) {
        if (!kept) {
            found.add("%s: %s (%s)".formatted(object, rule, page.url()));
        }
    }

    void characters(String object, String field, String value, int least, int most, Page page) {
        int length = value.codePointCount(0, value.length());
        require(
                length >= least && length <= most,
                object,
                "%s is '%s', %d characters; SLS takes %s"
                        .formatted(field, Texts.brief(value), length, bounds(least, most)),
                page);
    }

    void bytes(String object, String field, String value, int least, int most, Page page) {
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        require(
                length >= least && length <= most,
                object,
                "%s is '%s', %d bytes of UTF-8; SLS takes %s"
                        .formatted(field, Texts.brief(value), length, bounds(least, most)),
                page);
    }

    void duration(String object, String field, Duration value, Duration least, Duration most, Page page) {
        require(
                value.getNano() == 0 && value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                object,
                "%s is %s; SLS takes whole seconds from %s to %s".formatted(field, value, least, most),
                page);
    }

    private static String bounds(int least, int most) {
        return least == 0 ? most + " at most" : least + " to " + most;
    }
}
