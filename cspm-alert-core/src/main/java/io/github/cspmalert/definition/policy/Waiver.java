package io.github.cspmalert.definition.policy;

import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;

/**
 * A decision that findings need not be told until some day, for a reason that somebody answers for. What it meets is held
 * back, told shortly before it ends, and told again when it has ended and the finding is still open. Immutable.
 *
 * @param id what it is called, unique among waivers: 2 to 64 lower-case letters, digits, {@code -} and {@code _}
 * @param filter which findings it holds back; not all of them
 * @param reason why; one line, not blank
 * @param author who answers for it; one line, not blank
 * @param until when it ends; it always does
 */
public record Waiver(String id, FindingFilter filter, String reason, String author, Instant until) {

    /**
     * Checks the parts.
     *
     * @param id what it is called
     * @param filter which findings it holds back
     * @param reason why
     * @param author who answers for it
     * @param until when it ends
     * @throws IllegalArgumentException if the id is malformed, the filter meets every finding, or reason or author is blank
     *     or has several lines
     */
    public Waiver {
        Checks.id("waiver id", id);
        String of = "' of waiver '" + id + "'";
        if (filter.equals(FindingFilter.ALL)) {
            throw new IllegalArgumentException("'filter" + of
                    + " meets every finding, so nobody would hear of anything; say which findings it is about");
        }
        Checks.notBlank("'reason" + of, Checks.oneLine("'reason" + of, reason));
        Checks.notBlank("'author" + of, Checks.oneLine("'author" + of, author));
        Objects.requireNonNull(until, "until");
    }

    /** {@return the id and when it ends} */
    @Override
    public String toString() {
        return "Waiver[id=%s, until=%s]".formatted(id, until);
    }
}
