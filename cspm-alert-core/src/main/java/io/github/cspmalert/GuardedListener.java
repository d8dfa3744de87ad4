package io.github.cspmalert;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.internal.Faults;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, and keeps what they throw from the engine. */
final class GuardedListener implements AlertListener {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    private final List<AlertListener> listeners;

    GuardedListener(List<AlertListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void evaluated(EvaluationReport report) {
        tell(listener -> listener.evaluated(report));
    }

    @Override
    public void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {
        tell(listener -> listener.evaluationFailed(ruleId, at, failure));
    }

    @Override
    public void attempted(String ruleId, DeliveryAttempt attempt) {
        tell(listener -> listener.attempted(ruleId, attempt));
    }

    @Override
    public void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {
        tell(listener -> listener.renderingFailed(ruleId, channel, failure));
    }

    @Override
    public void storeFailed(String ruleId, RuntimeException failure) {
        tell(listener -> listener.storeFailed(ruleId, failure));
    }

    private void tell(Consumer<AlertListener> event) {
        for (AlertListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                RuntimeException fault = Faults.absorb(e, IllegalStateException::new);
                log.warn(
                        "A listener failed; the engine goes on [listener={}]",
                        listener.getClass().getName(),
                        LoggableFault.of(fault));
            }
        }
    }
}
