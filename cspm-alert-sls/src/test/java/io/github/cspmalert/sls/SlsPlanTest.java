package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlsPlanTest {

    @ParameterizedTest
    @EnumSource(Deed.class)
    void effect_ofEachDeed_exists(Deed deed) {
        assertThat(SlsPlan.Effect.valueOf(deed.name())).isNotNull();
    }
}
