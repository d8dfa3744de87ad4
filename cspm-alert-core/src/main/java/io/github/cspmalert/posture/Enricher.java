package io.github.cspmalert.posture;

import java.util.List;
import java.util.Map;

/**
 * Tells more of findings than CSPM's records do, such as the names of resources and accounts out of an inventory, so that
 * messages can show it. It is asked only about findings that are just being told, many at once, so that no API is called a
 * thousand times:
 *
 * <pre>{@code
 * Enricher inventory = findings -> {
 *     Map<String, Asset> assets = api.assets(findings.stream().map(each -> each.key().instanceId()).toList());
 *     Map<FindingKey, Enrichment> known = new HashMap<>();
 *     for (Finding each : findings) {
 *         Asset asset = assets.get(each.key().instanceId());
 *         if (asset != null) {
 *             known.put(each.key(), Enrichment.NONE.resourceName(asset.title()).remediation(asset.runbook()));
 *         }
 *     }
 *     return known;
 * };
 * CspmAlerts.builder().enricher(inventory) ...
 * }</pre>
 *
 * <p>It runs on a thread of its own, one call at a time, and is interrupted when its time is over. Whatever it throws, and
 * being late, costs what it would have told, never a message: a listener and the log hear of it once, until it answers again.
 * What it tells is remembered for a while ({@link EnrichmentLimits}), and is untrusted: it is escaped like everything that
 * tenants write. It decides nothing: neither who is told, nor of what.
 */
@FunctionalInterface
public interface Enricher {

    /**
     * Tells what is known of findings.
     *
     * @param findings the findings, each once; one at least, and no more than {@link EnrichmentLimits#batchSize}
     * @return what is known, by the keys of the findings; those of which nothing is known may be left out, and others are not
     *     looked at
     * @throws EnrichmentException if it cannot be found out now; of other exceptions the log shows the type, since their messages
     *     may hold something confidential
     */
    Map<FindingKey, Enrichment> enrich(List<Finding> findings);
}
