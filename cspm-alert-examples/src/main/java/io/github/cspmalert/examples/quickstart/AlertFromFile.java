package io.github.cspmalert.examples.quickstart;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.examples.Example;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.sls.SlsProvisioner;
import java.nio.file.Path;
import java.time.Clock;

/** The article's alert from a YAML file: planned for Simple Log Service, and run here. */
public final class AlertFromFile {

    private AlertFromFile() {}

    /**
     * Runs it, on an {@code EmbeddedSls} and a mail server in this process.
     *
     * @param args the file
     */
    public static void main(String... args) {
        Example.main(() -> run(Path.of(args[0]), Clock.systemUTC(), new Screen(System.out)));
    }

    static void run(Path file, Clock clock, Screen screen) {
        screen.title("The article's alert from a file");
        try (Surroundings surroundings = EmbeddedSurroundings.start(clock, screen)) {
            run(file, surroundings, screen);
            screen.step("The mail");
            ReceivedMail mail = surroundings.received().orElseThrow();
            mail.headers().forEach((name, value) -> screen.line(name + ": " + value));
            screen.line(Screen.boxed(mail.text()));
        }
    }

    private static void run(Path file, Surroundings surroundings, Screen screen) {
        SlsConnection sls = surroundings.sls();
        String project = surroundings.project();

        screen.step("Read " + file.getFileName() + ", plan it for the service, and run it here");
        AlertDefinitions definitions = DefinitionsMapper.ofDefaults().read(file);
        screen.line(
                SlsProvisioner.builder(sls, project).build().plan(definitions).toString());
        try (CspmAlerts alerts = CspmAlerts.builder()
                .definitions(definitions)
                .source(SlsLogSource.of(sls, project, surroundings.logstore()))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, surroundings.mail())
                .build()) {
            screen.line(alerts.check("cspm-not-passed").describe());
        }
    }
}
