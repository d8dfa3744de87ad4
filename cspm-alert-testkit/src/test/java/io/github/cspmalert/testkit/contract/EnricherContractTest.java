package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.posture.Enricher;
import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.testkit.EnricherContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnricherContractTest {

    private static volatile Flaw flaw = Flaw.NONE;

    /** What is wrong with an enricher, and which tests see it. */
    enum Flaw {
        NONE,
        ONLY_THE_FIRST(
                "enrich_findingsThatItKnows_tellsOfEach",
                "enrich_strangersAmongThoseItKnows_tellsOfThese",
                "enrich_asManyAsAreAskedAtOnce_tellsOfThoseItKnows",
                "enrich_namesOfAnyKind_costNothingElse"),
        STRANGERS_ARE_FATAL(
                "enrich_aFindingThatIsNotKnown_saysNothingOfIt",
                "enrich_strangersAmongThoseItKnows_tellsOfThese",
                "enrich_asManyAsAreAskedAtOnce_tellsOfThoseItKnows",
                "enrich_namesOfAnyKind_costNothingElse"),
        MAKES_THINGS_UP("enrich_aFindingThatIsNotKnown_saysNothingOfIt"),
        TOO_MANY_AT_ONCE("enrich_asManyAsAreAskedAtOnce_tellsOfThoseItKnows"),
        LONG_NAMES_ARE_FATAL("enrich_namesOfAnyKind_costNothingElse"),
        COUNTS("enrich_theSameTwice_tellsTheSame");

        private final Set<String> failing;

        Flaw(String... failing) {
            this.failing = Set.of(failing);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contract_enricherWithAFlaw_failsWhereItShows(Flaw planted) {
        flaw = planted;

        ContractRunner.Result result = ContractRunner.run(UnderTest.class);

        assertThat(result.failed().keySet()).as("%s", result.failed()).isEqualTo(planted.failing);
        assertThat(result.passed()).hasSize(7 - planted.failing.size());
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends EnricherContract {

        @Override
        protected Enricher enricher() {
            return new SmallEnricher();
        }

        @Override
        protected List<Finding> known() {
            return List.of(finding("11", "i-1"), finding("11", "i-2"));
        }
    }

    private static final class SmallEnricher implements Enricher {

        private int calls;

        @Override
        public Map<FindingKey, Enrichment> enrich(List<Finding> findings) {
            calls++;
            if (flaw == Flaw.TOO_MANY_AT_ONCE && findings.size() >= 100) {
                throw new IllegalStateException("too many");
            }
            Map<FindingKey, Enrichment> known = new HashMap<>();
            for (Finding finding : findings) {
                String id = finding.key().instanceId();
                boolean stranger = !id.startsWith("i-");
                if (stranger && flaw == Flaw.STRANGERS_ARE_FATAL
                        || id.length() > 1_000 && flaw == Flaw.LONG_NAMES_ARE_FATAL) {
                    throw new IllegalStateException("no such resource");
                }
                boolean full = flaw == Flaw.ONLY_THE_FIRST && !known.isEmpty();
                if (!full && (!stranger || flaw == Flaw.MAKES_THINGS_UP)) {
                    String name = "Server " + id + (flaw == Flaw.COUNTS ? calls : "");
                    known.put(finding.key(), Enrichment.NONE.resourceName(name));
                }
            }
            return known;
        }
    }
}
