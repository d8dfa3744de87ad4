package io.github.cspmalert.notify;

import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.testkit.TemplateRendererContract;

class SlsTemplateRendererContractTest extends TemplateRendererContract {

    @Override
    protected TemplateRenderer renderer() {
        return SlsTemplateRenderer.ofDefaults();
    }
}
