package io.github.cspmalert.examples.homes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same definitions over the same logs at the same time: what is provisioned and run by the service, and what runs in this
 * JVM, find the same and say the same, to the character. {@code -Dequivalence.definitions} takes more of them (500
 * where bad input is tested), and {@code -Dequivalence.seed} others.
 */
@Tag("fuzz")
class EquivalenceTest {

    private static final int DEFINITIONS = Integer.getInteger("equivalence.definitions", 60);
    private static final long SEED = Long.getLong("equivalence.seed", 20_261_129L);
    // A project holds 100 alerts at most, and half of the definitions have two.
    private static final int BATCH = 60;

    private static final List<Map<String, String>> LOGS =
            SeededLogs.of(7, BothHomes.BEGIN.minus(Duration.ofHours(6)), BothHomes.LENGTH.plus(Duration.ofHours(6)));

    // The logs are always the same.
    private static final Map<LogQuery, LogResult> ANSWERS = new HashMap<>();

    @Test
    void article_inBothHomes_saysTheSame() {
        try (BothHomes homes = new BothHomes(LOGS, ANSWERS)) {
            AlertDefinitions definitions = ArticleAlert.definitions(homes.store(), "sec-ops@example.com");
            homes.provision(definitions);

            // At once, and not again within four hours.
            assertThat(assertSame("article", definitions, homes, homes.inService()))
                    .isEqualTo(1);
        }
    }

    @Test
    void randomDefinitions_inBothHomes_doAndSayTheSame() {
        int told = 0;
        for (long first = SEED; first < SEED + DEFINITIONS; first += BATCH) {
            told += batch(first, Math.min(BATCH, SEED + DEFINITIONS - first));
        }
        System.out.printf(
                "EquivalenceTest: %d definitions, %d notifications, equivalence.seed=%d%n", DEFINITIONS, told, SEED);
        assertThat(told).isGreaterThan(DEFINITIONS);
    }

    private static int batch(long first, long count) {
        try (BothHomes homes = new BothHomes(LOGS, ANSWERS)) {
            Map<Long, AlertDefinitions> all = new LinkedHashMap<>();
            for (long seed = first; seed < first + count; seed++) {
                all.put(seed, RandomDefinitions.of(seed, homes.store()));
            }
            homes.provision(together(all.values()));
            Map<String, Seen> service = homes.inService();
            return all.entrySet().stream()
                    .mapToInt(each -> assertSame("equivalence.seed=" + each.getKey(), each.getValue(), homes, service))
                    .sum();
        }
    }

    private static AlertDefinitions together(Collection<AlertDefinitions> all) {
        AlertDefinitionsBuilder builder = RandomPolicies.recipients(AlertDefinitions.builder());
        for (AlertDefinitions each : all) {
            each.sources().forEach(builder::source);
            each.alertPolicies().forEach(builder::addAlertPolicy);
            each.rules().forEach(builder::addRule);
        }
        all.stream().flatMap(each -> each.templates().stream()).distinct().forEach(builder::addTemplate);
        all.stream().flatMap(each -> each.actionPolicies().stream()).distinct().forEach(builder::addActionPolicy);
        return builder.build();
    }

    /** Holds the homes to each other, and gives the number of notifications. */
    private static int assertSame(
            String name, AlertDefinitions definitions, BothHomes homes, Map<String, Seen> service) {
        Seen there = new Seen(new ArrayList<>(), new ArrayList<>());
        for (String rule : BothHomes.rules(definitions)) {
            Seen each = service.getOrDefault(rule, new Seen(List.of(), List.of()));
            there.evaluations().addAll(each.evaluations());
            there.told().addAll(each.told());
        }
        Seen here = homes.inJvm(definitions).sorted();
        Seen expected = there.sorted().asFarAs(here);
        String difference = Difference.of("evaluation", here.evaluations(), expected.evaluations())
                + Difference.of("notification", here.told(), expected.told());
        if (!difference.isEmpty()) {
            fail(
                    "%s%n%s, of%n%s",
                    difference, name, DefinitionsMapper.ofDefaults().writeYaml(definitions));
        }
        return here.told().size();
    }
}
