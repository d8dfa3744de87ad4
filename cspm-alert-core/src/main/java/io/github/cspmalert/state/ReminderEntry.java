package io.github.cspmalert.state;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding that a posture rule is to look at again at some instant.
 *
 * @param kind why
 * @param number which reminder it is, counted from 1; 0 for the other kinds
 * @param openedAt when the finding opened; if it has opened anew since, the entry is void. Null for the kinds about waivers
 * @param waiver the id of the waiver; empty for reminders
 */
public record ReminderEntry(Kind kind, int number, @Nullable Instant openedAt, String waiver) implements StateValue {

    /** Why a finding is looked at again. */
    public enum Kind {
        /** It has been open for so long. */
        REMINDER,
        /** It was to be fixed by now. */
        DEADLINE,
        /** The waiver that holds it back will end soon. */
        WAIVER_ENDING,
        /** The waiver that held it back ends. */
        WAIVER_END
    }

    /**
     * Checks the parts.
     *
     * @param kind why
     * @param number which reminder it is
     * @param openedAt when the finding opened, or null
     * @param waiver the id of the waiver
     * @throws IllegalArgumentException if the number is negative
     */
    public ReminderEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(waiver, "waiver");
        Checks.notNegative("number", number);
    }
}
