package io.github.cspmalert;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Receipt;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log what was absorbed and somebody could act on. Evaluations that fail are not among it: a check throws
 * them, and the schedule logs its own.
 */
final class LoggingListener implements AlertListener {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    @Override
    public void evaluated(EvaluationReport report) {
        log.debug(
                "Rule evaluated [rule={}, rows={}, cuts={}, fired={}, heldBack={}]",
                report.ruleId(),
                report.rowsSeen(),
                report.data().result().cuts(),
                report.fired(),
                report.heldBack().size());
    }

    @Override
    public void attempted(String ruleId, DeliveryAttempt attempt) {
        if (attempt.complete()) {
            log.debug("Notification accepted [rule={}, {}]", ruleId, attempt.notification());
            return;
        }
        Instant next = attempt.nextAttempt();
        log.warn(
                "Notification did not reach everybody [rule={}, {}, refused={}, failed={}, next={}]",
                ruleId,
                attempt.notification(),
                attempt.receipt().with(Receipt.Status.REFUSED),
                attempt.receipt().with(Receipt.Status.RETRY),
                next == null ? "none" : next,
                LoggableFault.of(attempt.failure()));
    }

    @Override
    public void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {
        log.warn(
                "Template could not be rendered; the message is plain text instead [rule={}, channel={}]",
                ruleId,
                channel,
                LoggableFault.of(failure));
    }

    @Override
    public void storeFailed(String ruleId, RuntimeException failure) {
        log.warn(
                "Store failed; the state is kept in memory until it recovers [rule={}]",
                ruleId,
                LoggableFault.of(failure));
    }
}
