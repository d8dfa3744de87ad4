package io.github.cspmalert.definition.policy;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision that alerts are not told for some time, for a reason that somebody answers for. It is looked at immediately
 * before a notification is sent: what fires still when it has ended is told at its next evaluation. Immutable.
 *
 * @param id what it is called, unique among silences: 2 to 64 lower-case letters, digits, {@code -} and {@code _}
 * @param condition which alerts it holds back, by their severity, status, labels, rule and where they come from; it is asked of each
 *     alert by itself, so {@code any} and {@code all} are the same. Annotations are not kept of alerts that wait to be told
 * @param reason why; one line, not blank
 * @param author who answers for it; one line, not blank
 * @param from when it begins, or null if it holds at once
 * @param until when it ends, or null if it is continuous, which holds until somebody takes it away
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: silences of an alert policy</a>
 */
public record Silence(
        String id,
        AlertCondition condition,
        String reason,
        String author,
        @Nullable Instant from,
        @Nullable Instant until) {

    /**
     * Checks the parts.
     *
     * @param id what it is called
     * @param condition which alerts it holds back
     * @param reason why
     * @param author who answers for it
     * @param from when it begins, or null
     * @param until when it ends, or null
     * @throws IllegalArgumentException if the id is malformed, the condition names a field that is not kept of alerts or
     *     compares a number with a text, reason or author is blank or has several lines, or the end is not after the
     *     beginning
     */
    public Silence {
        Checks.id("silence id", id);
        ConditionCheck.check("'condition' of silence '" + id + "'", condition, "labels");
        String of = "' of silence '" + id + "'";
        Checks.notBlank("'reason" + of, Checks.oneLine("'reason" + of, reason));
        Checks.notBlank("'author" + of, Checks.oneLine("'author" + of, author));
        if (from != null && until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException(
                    "'until%s must be after 'from', which is %s, but is %s".formatted(of, from, until));
        }
    }

    /**
     * Makes a silence that begins at once.
     *
     * @param id what it is called
     * @param condition which alerts it holds back
     * @param reason why
     * @param author who answers for it
     * @param until when it ends
     * @return the silence
     * @throws IllegalArgumentException if the id is malformed, the condition names a field that is not kept of alerts or
     *     compares a number with a text, or reason or author is blank or has several lines
     */
    public static Silence until(String id, AlertCondition condition, String reason, String author, Instant until) {
        return new Silence(id, condition, reason, author, null, Objects.requireNonNull(until, "until"));
    }

    /**
     * Makes a silence that never ends by itself. The linter tells of it.
     *
     * @param id what it is called
     * @param condition which alerts it holds back
     * @param reason why
     * @param author who answers for it
     * @return the silence
     * @throws IllegalArgumentException if the id is malformed, the condition names a field that is not kept of alerts or
     *     compares a number with a text, or reason or author is blank or has several lines
     */
    public static Silence continuous(String id, AlertCondition condition, String reason, String author) {
        return new Silence(id, condition, reason, author, null, null);
    }

    /**
     * Tells whether it holds alerts back at an instant.
     *
     * @param at the instant
     * @return whether it has begun and not ended
     */
    public boolean holds(Instant at) {
        return (from == null || !at.isBefore(from)) && !isOver(at);
    }

    /**
     * Tells whether it has ended.
     *
     * @param at the present instant
     * @return whether it has; never if it is continuous
     */
    public boolean isOver(Instant at) {
        return until != null && !at.isBefore(until);
    }

    /** {@return what it says of itself in a record: id, reason and author} */
    public String described() {
        return "silence '%s' (%s), by %s".formatted(id, reason, author);
    }

    /** {@return the id and when it ends} */
    @Override
    public String toString() {
        return "Silence[id=%s, until=%s]".formatted(id, until == null ? "taken away" : until);
    }
}
