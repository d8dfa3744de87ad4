package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.testkit.TemplateRendererContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateRendererContractTest {

    private static volatile SmallRenderer.Flaw flaw = SmallRenderer.Flaw.NONE;

    @ParameterizedTest
    @EnumSource
    void contract_rendererWithAFlaw_failsWhereItShows(SmallRenderer.Flaw planted) {
        flaw = planted;
        ContractRunner.Result result = ContractRunner.run(UnderTest.class);

        assertThat(result.failed().keySet()).as("%s", result.failed()).isEqualTo(planted.failing());
        assertThat(result.passed()).hasSize(18 - planted.failing().size());
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends TemplateRendererContract {

        private final SmallRenderer renderer = new SmallRenderer(flaw);

        @Override
        protected TemplateRenderer renderer() {
            return renderer;
        }
    }
}
