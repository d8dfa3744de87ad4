package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProvisionArticleAlertTest {

    @Test
    void run_againstEmbeddedSls_plansAppliesFindsDriftMendsAndDestroys() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new ProvisionArticleAlert(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(Clock.systemUTC());

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "   + create    user 'sec-ops'",
                        "   + create    content template 'cspm-not-passed'",
                        "   + create    action policy 'mail-sec-ops'",
                        "   + create    rule 'cspm-not-passed'",
                        "   Plan: 4 to create, 0 to update, 0 to adopt, 0 to delete, 0 unchanged, 0 blocked.",
                        "   done: + create    rule 'cspm-not-passed'",
                        "   Plan: 0 to create, 0 to update, 0 to adopt, 0 to delete, 4 unchanged, 0 blocked.",
                        "   rule 'cspm-not-passed' was changed",
                        "       configuration.threshold: 1 -> 3",
                        "                   configuration.threshold: 3 -> 1",
                        "   - delete    rule 'cspm-not-passed'",
                        "   - delete    user 'sec-ops'",
                        "   Nothing is left of it.");
    }
}
