package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.FindingKey;
import java.util.List;
import java.util.Map;

/**
 * What is known of findings besides CSPM's records.
 *
 * @param known what is known, by the keys of findings
 * @param problems why not more is, one sentence each
 */
public record Enriched(Map<FindingKey, Enrichment> known, List<String> problems) {

    /** Nobody was asked. */
    public static final Enriched NOTHING = new Enriched(Map.of(), List.of());

    Enrichment of(FindingKey key) {
        return known.getOrDefault(key, Enrichment.NONE);
    }
}
