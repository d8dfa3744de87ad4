package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.CONFIDENTIAL;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListenerAndLogTest {

    private static final String WEBHOOK = "https://hooks.example.com/services/T0/B0/s3cr3t";

    private final EngineFixture engine = new EngineFixture();

    @Test
    void check_listenerThrows_othersAreToldAndTheEngineGoesOn() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().build())
                .addListener(new Throwing())
                .build();
        EngineFixture.Events after = new EngineFixture.Events();
        CspmAlerts both = engine.telling("sec-ops")
                .addListener(new Throwing())
                .addListener(after)
                .build();

        try (LogCapture logs = new LogCapture()) {
            assertThat(alerts.check(RULE).deliveries()).hasSize(1);
            both.check(RULE);
            engine.source.fail();
            assertThatThrownBy(() -> both.check(RULE)).isInstanceOf(LogQueryException.class);

            assertThat(after.evaluated).hasSize(1);
            assertThat(after.evaluationFailures).hasSize(1);
            assertThat(logs.at(Level.WARN)).isNotEmpty().allMatch(line -> line.contains(Throwing.class.getName()));
            assertThat(logs.text()).doesNotContain(CONFIDENTIAL, WEBHOOK);
        }
    }

    @Test
    void log_everythingFails_holdsNoAddressRowSecretOrUrl() {
        CspmAlerts alerts = engine.telling("sec-ops")
                .renderer((template, variables) -> {
                    throw new IllegalStateException("cannot render " + CONFIDENTIAL);
                })
                .addListener(new Throwing())
                .executor(new ManualScheduler(engine.clock))
                .build();
        engine.mail.answer = notification -> {
            throw new NotificationException(
                    "the channel did not answer",
                    true,
                    new IllegalStateException("POST " + WEBHOOK + " to sec-ops@example.com"));
        };
        engine.store.beforeSave = () -> {
            throw new IllegalStateException("value too long: " + CONFIDENTIAL);
        };

        try (LogCapture logs = new LogCapture()) {
            alerts.check(RULE);
            engine.clock.advance(Duration.ofMinutes(1));
            engine.mail.answer = notification -> {
                IllegalStateException cycle = new IllegalStateException(WEBHOOK);
                cycle.initCause(new IllegalStateException(CONFIDENTIAL, cycle));
                throw cycle;
            };
            alerts.check(RULE);
            alerts.close();

            assertThat(logs.text())
                    .contains("the channel did not answer", "java.lang.IllegalStateException", "at ")
                    .doesNotContain(CONFIDENTIAL, WEBHOOK, "@example.com", "StackOverflowError");
        }
    }

    @Test
    void log_scheduledEvaluationFails_holdsNoWordsOfOthers() {
        ManualScheduler executor = new ManualScheduler(engine.clock);
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();
        engine.source.answer = query -> {
            throw new IllegalStateException("access key LTAI5secret, row " + CONFIDENTIAL);
        };

        try (LogCapture logs = new LogCapture()) {
            alerts.start();
            executor.runDue();

            assertThat(logs.at(Level.WARN)).singleElement().asString().contains(RULE);
            assertThat(logs.text())
                    .contains("log source 'default' of rule 'cspm-not-passed' failed")
                    .doesNotContain("LTAI5secret", CONFIDENTIAL);
        }
    }

    @Test
    void log_absorbedFaults_areWarnings() {
        CspmAlerts alerts = engine.telling("sec-ops")
                .renderer((template, variables) -> {
                    throw new IllegalStateException("cannot");
                })
                .build();
        engine.mail.say(Receipt.Status.REFUSED);
        engine.store.beforeSave = () -> {
            throw new IllegalStateException("away");
        };

        try (LogCapture logs = new LogCapture()) {
            alerts.check(RULE);

            assertThat(logs.at(Level.WARN))
                    .anyMatch(line -> line.startsWith("Template could not be rendered"))
                    .anyMatch(line -> line.startsWith("Notification did not reach everybody")
                            && line.contains("refused=[sec-ops]"))
                    .anyMatch(line -> line.startsWith("Store failed"));
        }
    }

    @Test
    void log_allGoesWell_isQuiet() {
        try (LogCapture logs = new LogCapture()) {
            engine.build().check(RULE);

            assertThat(logs.at(Level.WARN)).isEmpty();
            assertThat(logs.at(Level.ERROR)).isEmpty();
            assertThat(logs.at(Level.DEBUG)).hasSize(1);
            assertThat(logs.at(Level.INFO))
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("Alert fires"))
                    .anyMatch(line -> line.startsWith("Alert was told") && line.contains("told=[sec-ops]"));
            assertThat(logs.text()).doesNotContain(CONFIDENTIAL, "@example.com");
        }
    }

    @Test
    void log_checkThrows_doesNotLogToo() {
        engine.source.fail();
        CspmAlerts alerts = engine.build();

        try (LogCapture logs = new LogCapture()) {
            assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(LogQueryException.class);
            assertThat(logs.text()).isEmpty();
        }
    }

    /** Throws all it knows, as a careless listener may. */
    private static final class Throwing implements AlertListener {

        @Override
        public void evaluated(EvaluationReport report) {
            throw new IllegalStateException(
                    String.valueOf(report.data().get(0).result().rows().get(0).values()));
        }

        @Override
        public void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {
            throw new NoClassDefFoundError(Secret.of(WEBHOOK).reveal());
        }

        @Override
        public void attempted(String ruleId, DeliveryAttempt attempt) {
            throw new IllegalStateException(attempt.notification().to().get(0).value());
        }

        @Override
        public void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {
            throw new IllegalStateException(failure.getMessage());
        }

        @Override
        public void storeFailed(RuntimeException failure) {
            throw new IllegalStateException(failure.getMessage());
        }
    }
}
