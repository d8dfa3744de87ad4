package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken definitions are definitions or the documented exception, which says where; never anything else, and soon. */
@Tag("fuzz")
class DefinitionsFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129L);
    private static final int INPUTS_OF_A_TEXT = 25;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final DefinitionsMapper MAPPER =
            DefinitionsMapper.ofDefaults().withEnvironment(name -> name.length() % 2 == 0 ? "value of " + name : null);

    @ParameterizedTest
    @EnumSource(Format.class)
    void read_brokenText_isDefinitionsOrAnExceptionWithThePlace(Format format) {
        System.out.printf("DefinitionsFuzzTest: %s, %d inputs, fuzz.seed=%d%n", format, INPUTS / 2, SEED);
        Random random = new Random(SEED);
        BrokenText broken = new BrokenText(random);
        String text = "";
        for (int i = 0; i < INPUTS / 2; i++) {
            if (i % INPUTS_OF_A_TEXT == 0) {
                text = write(format, DefinitionsGenerator.generate(random.nextLong()));
            }
            String input = broken.of(text);
            String shown = "%s, input %d of fuzz.seed=%d: %s".formatted(format, i, SEED, input);
            assertTimeoutPreemptively(SOON, () -> tried(format, input, shown), shown);
        }
    }

    private static void tried(Format format, String input, String shown) {
        AlertDefinitions read;
        try {
            read = format == Format.JSON ? MAPPER.readJson(input) : MAPPER.readYaml(input);
        } catch (AlertConfigurationException expected) {
            assertThat(expected.problems()).as(shown).allSatisfy(problem -> assertThat(problem)
                    .contains("(line "));
            return;
        } catch (IllegalArgumentException expected) {
            assertThat(expected).as(shown).hasMessageMatching("(?s)line \\d+, column \\d+: .+");
            assertThat(expected.getMessage().codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
                    .as(shown)
                    .isEmpty();
            return;
        } catch (Throwable other) {
            throw new AssertionError(shown, other);
        }
        assertThat(MAPPER.readJson(MAPPER.writeJson(read))).as(shown).isEqualTo(read);
    }

    private static String write(Format format, AlertDefinitions definitions) {
        return format == Format.JSON ? MAPPER.writeJson(definitions) : MAPPER.writeYaml(definitions);
    }
}
