package io.github.cspmalert.notify;

import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.testkit.TemplateRendererContract;

/** The contract is that of SLS's language, where what is undefined prints nothing; the rest of it holds as it stands. */
class JinjaTemplateRendererContractTest extends TemplateRendererContract {

    @Override
    protected TemplateRenderer renderer() {
        return JinjaTemplateRenderer.builder().reportUndefined(false).build();
    }
}
