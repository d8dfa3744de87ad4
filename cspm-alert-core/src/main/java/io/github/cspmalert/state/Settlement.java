package io.github.cspmalert.state;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a claim.
 *
 * @param claim the claim
 * @param next the item as it stays in the outbox, under the same key, or null if it leaves
 */
public record Settlement(Claim claim, @Nullable OutboxItem next) {

    /**
     * Checks the parts.
     *
     * @param claim the claim
     * @param next the item as it stays in the outbox, or null
     * @throws IllegalArgumentException if the next item has another key
     */
    public Settlement {
        Objects.requireNonNull(claim, "claim");
        if (next != null && !next.key().equals(claim.item().key())) {
            throw new IllegalArgumentException("next must have the key '%s', but has '%s'"
                    .formatted(claim.item().key(), next.key()));
        }
    }

    /** {@return the item as it stays in the outbox, or empty if it leaves} */
    public Optional<OutboxItem> stays() {
        return Optional.ofNullable(next);
    }
}
