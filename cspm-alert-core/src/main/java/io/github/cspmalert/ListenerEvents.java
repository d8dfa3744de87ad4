package io.github.cspmalert;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.SilenceDecider.Withheld;
import io.github.cspmalert.internal.engine.EngineEvents;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners what the engine tells of itself, and keeps whatever they throw from the engine. */
final class ListenerEvents implements EngineEvents {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    private final List<AlertListener> listeners;

    ListenerEvents(List<AlertListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void evaluated(Occurrence occurrence) {
        EvaluationReport report = new EvaluationReport(occurrence, List.of(), List.of());
        tell(listener -> listener.evaluated(report));
        occurrence
                .renderingFailures()
                .forEach(failed -> tell(
                        listener -> listener.renderingFailed(occurrence.ruleId(), failed.channel(), failed.failure())));
        occurrence
                .ended()
                .forEach(fingerprint ->
                        tell(listener -> listener.ended(occurrence.ruleId(), fingerprint, occurrence.at())));
    }

    @Override
    public void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {
        tell(listener -> listener.evaluationFailed(ruleId, at, failure));
    }

    @Override
    public void attempted(DeliveryAttempt attempt) {
        attempt.notification().alerts().stream()
                .map(AlertReference::ruleId)
                .distinct()
                .forEach(ruleId -> tell(listener -> listener.attempted(ruleId, attempt)));
    }

    @Override
    public void heldBack(Withheld withheld) {
        withheld.notification().alerts().stream()
                .map(AlertReference::ruleId)
                .distinct()
                .forEach(ruleId ->
                        tell(listener -> listener.heldBack(ruleId, withheld.notification(), withheld.heldBack())));
    }

    @Override
    public void enrichmentFailed(RuntimeException failure) {
        tell(listener -> listener.enrichmentFailed(failure));
    }

    @Override
    public void channelBroken(Channel channel, String fault) {
        tell(listener -> listener.channelBroken(channel, fault));
    }

    @Override
    public void channelRepaired(Channel channel) {
        tell(listener -> listener.channelRepaired(channel));
    }

    @Override
    public void storeFailed(RuntimeException failure) {
        tell(listener -> listener.storeFailed(failure));
    }

    @Override
    public void storeRecovered() {
        tell(AlertListener::storeRecovered);
    }

    private void tell(Consumer<AlertListener> event) {
        for (AlertListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                log.warn(
                        "A listener failed; the engine goes on [listener={}]",
                        listener.getClass().getName(),
                        LoggableFault.of(e));
            }
        }
    }
}
