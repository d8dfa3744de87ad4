package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.LintRule;
import io.github.cspmalert.definition.LintWarning;
import io.github.cspmalert.definition.policy.WorkCalendar;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lint over definitions at random. */
class LintPropertyTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2000);
    private static final long SEED = Long.getLong("fuzz.seed", 28);

    @Test
    @Tag("fuzz")
    void lint_anyDefinitions_tellsTheSameTwiceAndNeverThrows() {
        Instant now = Instant.parse("2026-11-29T00:00:00Z");
        Set<LintRule> told = EnumSet.noneOf(LintRule.class);
        for (int i = 0; i < INPUTS; i++) {
            AlertDefinitions definitions = DefinitionsGenerator.generate(SEED + i);

            assertThatCode(() -> {
                        assertThat(definitions.lint()).isEqualTo(definitions.lint());
                        definitions.lint(now, WorkCalendar.ofDefaults()).stream()
                                .map(LintWarning::rule)
                                .forEach(told::add);
                    })
                    .as("seed " + (SEED + i))
                    .doesNotThrowAnyException();
        }
        assertThat(told).hasSizeGreaterThan(10);
    }
}
