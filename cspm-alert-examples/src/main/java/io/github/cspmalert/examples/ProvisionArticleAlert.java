package io.github.cspmalert.examples;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.sls.SlsAlertVerification;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsDrift;
import io.github.cspmalert.sls.SlsPlan;
import io.github.cspmalert.sls.SlsProvisioner;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The article's alert, set up in Simple Log Service by code: what would change, the change, the proof that nothing is left
 * to change, a change by hand found and mended, and all of it taken away again. It talks to a service of its own; only the
 * connection separates it from the real one.
 */
public final class ProvisionArticleAlert {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";

    private final PrintStream out;
    private int steps;

    ProvisionArticleAlert(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Example.main(() -> new ProvisionArticleAlert(out).run(Clock.systemUTC()));
    }

    void run(Clock clock) {
        try (EmbeddedSls server =
                        EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start();
                SlsConnection sls = SlsConnection.builder(server.endpoint(), server.region())
                        .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                        .proxy(server.proxyHost(), server.port())
                        .build()) {
            List<CheckResult> run = CheckResultGenerator.builder()
                    .seed(20261123)
                    .resources(200)
                    .build()
                    .run(clock.instant().minus(Duration.ofHours(6)), Duration.ofHours(4));
            server.put(PROJECT, LOGSTORE, run.stream().map(CheckResult::toRow).toList());
            provision(server, sls);
        }
    }

    private void provision(EmbeddedSls server, SlsConnection sls) {
        AlertDefinitions definitions =
                ArticleAlert.definitions(Store.log(server.region(), PROJECT, LOGSTORE), "sec-ops@example.com");
        SlsProvisioner provisioner = SlsProvisioner.builder(sls, PROJECT).build();

        step("What would change");
        SlsPlan plan = provisioner.plan(definitions);
        lines(plan.toString());

        step("Change it");
        plan.apply(done -> lines("done: " + done));

        step("The least RAM policy for it");
        lines(provisioner.ramPolicy(definitions));

        step("Does it work?");
        SlsAlertVerification verification = provisioner.verify(definitions, SlsTemplateRenderer.ofDefaults());
        lines(verification.describe());
        lines("The mail would begin:");
        verification
                .rules()
                .get(0)
                .previews()
                .get(0)
                .message()
                .content()
                .lines()
                .limit(8)
                .forEach(line -> lines("| " + line));
        require(verification.passed(), "the verification found a problem");

        step("What would change now");
        lines(provisioner.plan(definitions).toString());
        require(provisioner.plan(definitions).isEmpty(), "a second plan is not empty");

        step("Somebody raises the threshold in the console");
        String alert = server.alert(PROJECT, ArticleAlert.RULE).orElseThrow();
        server.putAlert(PROJECT, alert.replace("\"threshold\":1", "\"threshold\":3"));
        SlsDrift drift = provisioner.drift(definitions);
        lines(drift.toString());
        require(!drift.isEmpty(), "the change by hand was not found");

        step("Mend it");
        SlsPlan repair = provisioner.plan(definitions);
        lines(repair.toString());
        repair.apply();
        require(provisioner.drift(definitions).isEmpty(), "the change by hand was not mended");

        step("Take it all away");
        SlsPlan destroy = provisioner.planDestroy();
        lines(destroy.toString());
        destroy.apply();
        require(provisioner.planDestroy().isEmpty(), "something is left");
        lines("Nothing is left of it.");
    }

    private void step(String title) {
        out.printf("%n%d. %s%n", ++steps, title);
    }

    private void lines(String text) {
        text.lines().forEach(line -> out.println("   " + line));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
