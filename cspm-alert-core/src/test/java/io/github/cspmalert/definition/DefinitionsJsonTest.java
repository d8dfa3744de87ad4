package io.github.cspmalert.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionsJsonTest {

    @Test
    void toJson_readBack_isEqualAndWritesTheSame() {
        for (long seed = 0; seed < 3_000; seed++) {
            AlertDefinitions definitions = DefinitionsGenerator.generate(seed);
            String json = definitions.toJson();

            AlertDefinitions readBack = AlertDefinitions.fromJson(json);

            assertThat(readBack).as("seed %d", seed).isEqualTo(definitions);
            assertThat(readBack.toJson()).as("seed %d", seed).isEqualTo(json);
        }
    }
}
