package io.github.cspmalert.internal.engine;

import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the answers of a store only if they can be true. */
final class StoreAnswers {

    private StoreAnswers() {}

    static Map<StateKey, Stored> states(@Nullable Map<StateKey, Stored> answer, Set<StateKey> asked) {
        if (answer == null) {
            throw lie("null for the states of " + asked.size() + " keys; it must give a map");
        }
        answer.forEach((key, stored) -> {
            if (!asked.contains(key)) {
                throw lie("a state of " + key + ", which nobody asked for");
            }
            if (stored == null || !key.kind().type().isInstance(stored.value())) {
                throw lie("a state of %s that is no %s"
                        .formatted(key, key.kind().type().getSimpleName()));
            }
        });
        return answer;
    }

    static List<Claim> claims(@Nullable List<Claim> answer, ClaimRequest request) {
        if (answer == null) {
            throw lie("null for a claim; it must give a list");
        }
        boolean fits = answer.size() <= request.atMost()
                && answer.stream()
                        .allMatch(claim -> claim != null
                                && claim.item().notification().channel().equals(request.channel()));
        if (!fits) {
            throw lie("other items than were asked for on channel '" + request.channel() + "'");
        }
        return answer;
    }

    private static AlertStoreException lie(String what) {
        return new AlertStoreException("the store gave " + what, true, null);
    }
}
