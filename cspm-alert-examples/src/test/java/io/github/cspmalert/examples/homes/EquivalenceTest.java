package io.github.cspmalert.examples.homes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.json.DefinitionsMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The same definitions over the same logs at the same time: the service and this JVM find the same and say the same. */
class EquivalenceTest {

    private static final List<Map<String, String>> LOGS =
            SeededLogs.of(7, BothHomes.BEGIN.minus(Duration.ofHours(6)), BothHomes.LENGTH.plus(Duration.ofHours(6)));

    @Test
    void article_inBothHomes_saysTheSame() {
        try (BothHomes homes = new BothHomes(LOGS)) {
            AlertDefinitions definitions = ArticleAlert.definitions(homes.store(), "sec-ops@example.com");
            homes.provision("article", definitions);

            assertSame("article", definitions, homes, homes.inService());
        }
    }

    private static void assertSame(
            String name, AlertDefinitions definitions, BothHomes homes, Map<String, Seen> service) {
        Seen there = new Seen(new java.util.ArrayList<>(), new java.util.ArrayList<>());
        for (String rule : BothHomes.rules(definitions)) {
            Seen each = Objects.requireNonNull(service.get(rule), rule);
            there.evaluations().addAll(each.evaluations());
            there.told().addAll(each.told());
        }
        Seen expected = there.sorted();
        Seen here = homes.inJvm(definitions).sorted();
        String told =
                "%s, of%n%s".formatted(name, DefinitionsMapper.ofDefaults().writeYaml(definitions));
        assertThat(Difference.of("evaluation", here.evaluations(), expected.evaluations()))
                .as(told)
                .isEmpty();
        assertThat(Difference.of("notification", here.told(), expected.told()))
                .as(told)
                .isEmpty();
    }
}
