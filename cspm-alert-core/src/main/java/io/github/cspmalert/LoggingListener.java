package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.LoggableFault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what happens: a line each when an alert fires, is told and ends; a warning for a fault that somebody can act on, with
 * its stack trace once and not at each attempt. No address, row, secret or URL.
 */
final class LoggingListener implements AlertListener {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    // What each channel failed with last.
    private final Map<Channel, String> faults = new ConcurrentHashMap<>();
    private final AtomicBoolean storeFails = new AtomicBoolean();

    @Override
    public void evaluated(EvaluationReport report) {
        log.debug(
                "Rule evaluated [rule={}, rows={}, truncated={}, fired={}, heldBack={}]",
                report.ruleId(),
                report.rowsSeen(),
                report.truncated(),
                report.fired(),
                report.heldBack().size());
        report.heldBack().stream()
                .filter(held -> held.reason() == HeldBack.Reason.NOBODY_ON_CALL)
                .forEach(held -> log.warn(
                        "Alert is not told to an on-call group, since nobody of it is on call [rule={}, oncallGroup={}, channel={}]",
                        report.ruleId(),
                        held.recipientId(),
                        held.channel()));
        for (Alert alert : report.alerts()) {
            if (alert.fireTime().equals(alert.alertTime())) {
                log.info(
                        "Alert fires [rule={}, alert={}, severity={}]",
                        report.ruleId(),
                        alert.fingerprint(),
                        alert.severity().label());
            }
        }
    }

    @Override
    public void ended(String ruleId, String fingerprint, Instant at) {
        log.info("Alert ended [rule={}, alert={}]", ruleId, fingerprint);
    }

    @Override
    public void attempted(String ruleId, DeliveryAttempt attempt) {
        List<Address> told = attempt.receipt().with(Receipt.Status.ACCEPTED);
        if (!told.isEmpty()) {
            faults.remove(attempt.notification().channel());
            log.info("Alert was told [rule={}, {}, told={}]", ruleId, attempt.notification(), told);
        }
        if (attempt.gaveUp()) {
            log.error(
                    "Notification was given up; the next evaluation that fires tells anew [rule={}, {}, untold={}]",
                    ruleId,
                    attempt.notification(),
                    attempt.receipt().with(Receipt.Status.RETRY),
                    LoggableFault.of(attempt.failure()));
        } else if (!attempt.complete()) {
            Instant next = attempt.nextAttempt();
            log.warn(
                    "Notification did not reach everybody [rule={}, {}, refused={}, failed={}, next={}]",
                    ruleId,
                    attempt.notification(),
                    attempt.receipt().with(Receipt.Status.REFUSED),
                    attempt.receipt().with(Receipt.Status.RETRY),
                    next == null ? "none" : next,
                    isNew(attempt) ? LoggableFault.of(attempt.failure()) : null);
        }
    }

    @Override
    public void heldBack(String ruleId, Notification notification, List<HeldBack> heldBack) {
        log.debug("Notification held back by a silence [rule={}, {}]", ruleId, notification);
    }

    private boolean isNew(DeliveryAttempt attempt) {
        String fault = String.valueOf(attempt.failure());
        return !fault.equals(faults.put(attempt.notification().channel(), fault));
    }

    @Override
    public void channelBroken(Channel channel, String fault) {
        log.warn(
                "Channel is broken until somebody repairs it; what waits for it is kept [channel={}, fault={}]",
                channel,
                Checks.told(fault));
    }

    @Override
    public void channelRepaired(Channel channel) {
        log.info("Channel sends again [channel={}]", channel);
    }

    @Override
    public void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {
        log.warn(
                "Template could not be rendered or printed only blanks; the message has the facts as plain text [rule={}, channel={}]",
                ruleId,
                channel,
                LoggableFault.of(failure));
    }

    @Override
    public void enrichmentFailed(RuntimeException failure) {
        log.warn(
                "Enricher failed; findings are told without what it knows until it answers", LoggableFault.of(failure));
    }

    @Override
    public void storeFailed(RuntimeException failure) {
        if (storeFails.compareAndSet(false, true)) {
            log.warn("Store failed; alerting goes on from memory until it recovers", LoggableFault.of(failure));
        } else {
            log.debug("Store still fails", LoggableFault.of(failure));
        }
    }

    @Override
    public void storeRecovered() {
        if (storeFails.compareAndSet(true, false)) {
            log.info("Store works again");
        }
    }
}
