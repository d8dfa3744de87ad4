package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.posture.Enricher;
import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.EnrichmentLimits;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Enricher} must do, as tests to inherit. Say how to make yours, towards an API on your own machine, and of
 * which findings it knows something; {@link #finding} makes one:
 *
 * <pre>{@code
 * class InventoryEnricherTest extends EnricherContract {
 *     @Override
 *     protected Enricher enricher() {
 *         return new InventoryEnricher(fake.url());
 *     }
 *
 *     @Override
 *     protected List<Finding> known() {
 *         return List.of(finding("11", "i-1"), finding("11", "i-2"));
 *     }
 * }
 * }</pre>
 *
 * <p>Tests of failures, such as an API that is down, are for you to add: only you can make it fail.
 */
@Timeout(60)
public abstract class EnricherContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** For subclasses. */
    protected EnricherContract() {}

    /**
     * Makes the enricher under test.
     *
     * @return the enricher
     */
    protected abstract Enricher enricher();

    /**
     * Gives findings of which the enricher knows something.
     *
     * @return two findings at least
     */
    protected abstract List<Finding> known();

    /**
     * Makes an open finding of an ECS instance in {@code cn-hangzhou}, from results named {@code prod}.
     *
     * @param checkId the id of the check item
     * @param instanceId the id of the resource
     * @return the finding
     */
    protected static Finding finding(String checkId, String instanceId) {
        CheckResult result = CheckResult.builder()
                .checkId(checkId)
                .checkItemName("Check " + checkId)
                .instanceId(instanceId)
                .instanceName(instanceId)
                .regionId("cn-hangzhou")
                .field("status", "NOT_PASS")
                .field("instance_type", "ECS")
                .field("vendor", "ALIYUN")
                .startTime(NOON)
                .logTime(NOON)
                .build();
        return Finding.of(FindingKey.of("prod", result), List.of(result));
    }

    @Test
    void enrich_findingsThatItKnows_tellsOfEach() {
        List<Finding> known = known();
        assertThat(known).as("findings to be known").hasSizeGreaterThan(1);

        requireToldOf(known, enricher().enrich(known));
    }

    @Test
    void enrich_oneFinding_tellsOfIt() {
        List<Finding> one = known().subList(0, 1);

        requireToldOf(one, enricher().enrich(one));
    }

    @Test
    void enrich_aFindingThatIsNotKnown_saysNothingOfIt() {
        Finding stranger = finding("no-such-check", "no-such-resource");

        assertThat(enricher().enrich(List.of(stranger)).getOrDefault(stranger.key(), Enrichment.NONE))
                .as("what is known of a resource that is not there")
                .isEqualTo(Enrichment.NONE);
    }

    @Test
    void enrich_strangersAmongThoseItKnows_tellsOfThese() {
        List<Finding> mixed = new ArrayList<>();
        known().forEach(each -> mixed.addAll(List.of(finding("0", "stranger-" + mixed.size()), each)));

        requireToldOf(known(), enricher().enrich(mixed));
    }

    @Test
    void enrich_asManyAsAreAskedAtOnce_tellsOfThoseItKnows() {
        List<Finding> many = new ArrayList<>(known());
        int rest = EnrichmentLimits.ofDefaults().batchSize() - many.size();
        IntStream.range(0, rest).forEach(i -> many.add(finding("0", "stranger-" + i)));

        requireToldOf(known(), enricher().enrich(List.copyOf(many)));
    }

    @Test
    void enrich_namesOfAnyKind_costNothingElse() {
        List<Finding> odd = new ArrayList<>(known());
        for (String id : List.of(
                "",
                "名前 🚨",
                "'; drop table assets; --",
                "a\r\nHost: example.com",
                "../../etc/passwd?x=1&y=%00",
                "\"}{{ 7*7 }}",
                "x".repeat(10_000))) {
            odd.add(finding(id, id));
        }

        requireToldOf(known(), enricher().enrich(odd));
    }

    @Test
    void enrich_theSameTwice_tellsTheSame() {
        Enricher enricher = enricher();
        List<Finding> known = known();
        Map<FindingKey, Enrichment> first = Map.copyOf(enricher.enrich(known));

        assertThat(enricher.enrich(known)).as("what is told the second time").containsAllEntriesOf(first);
    }

    private static void requireToldOf(List<Finding> known, Map<FindingKey, Enrichment> told) {
        for (Finding finding : known) {
            assertThat(told.getOrDefault(finding.key(), Enrichment.NONE))
                    .as("what is known of %s", finding.key())
                    .isNotEqualTo(Enrichment.NONE);
        }
    }
}
