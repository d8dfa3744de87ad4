package io.github.cspmalert.state;

import java.util.Objects;

/**
 * The right to send an item, given to one worker until the lease ends or the item is settled.
 *
 * @param item the item
 * @param token what the store knows the claim by; another one for each claim
 */
public record Claim(OutboxItem item, String token) {

    /**
     * Checks that no part is null.
     *
     * @param item the item
     * @param token what the store knows the claim by
     */
    public Claim {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(token, "token");
    }
}
