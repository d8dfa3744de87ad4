package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule is evaluated, and whether it tells anybody.
 *
 * @param disabled whether the service does not evaluate it
 * @param mutedUntil up to when it tells nobody, in the past or the future; empty if it was never muted
 */
public record RuleSwitches(boolean disabled, Optional<Instant> mutedUntil) {

    static final String MUTE = "muteUntil";

    private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    /** {@return the switches of a rule} */
    public static RuleSwitches of(JsonNode rule) {
        boolean disabled = rule.path("state").asText().equals("Disabled")
                || rule.path("status").asText().equals("DISABLED");
        JsonNode mute = rule.path("configuration").path(MUTE);
        // The service takes any number, also one that is no time.
        long until = mute.isNumber() ? mute.decimalValue().min(LATEST).longValue() : mute.asLong();
        Instant mutedUntil = Instant.ofEpochSecond(Math.min(until, Instant.MAX.getEpochSecond()));
        return new RuleSwitches(disabled, until > 0 ? Optional.of(mutedUntil) : Optional.empty());
    }

    /** {@return the change that mutes a rule, or with null lets it tell people again} */
    public static ObjectNode mute(@Nullable Instant until) {
        ObjectNode change = JsonText.object();
        ObjectNode configuration = change.putObject("configuration");
        if (until == null) {
            configuration.putNull(MUTE);
        } else {
            configuration.put(MUTE, until.getEpochSecond());
        }
        return change;
    }
}
