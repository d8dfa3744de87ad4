package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.testkit.sls.internal.alerting.AlertRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Runs the alerts that an {@link EmbeddedSls} holds, on a time of its own that its caller moves: no thread evaluates
 * anything, and nothing is waited for. What is evaluated is what is stored, be it provisioned, put by a client or by a test.
 *
 * <p>Time begins when the endpoint starts, with its clock. An alert begins with the time at which it is first seen. Everything is
 * read from the stored JSON, apart from how this library reads and runs alerts, so that a test can hold the one to the other.
 *
 * <p>Evaluations are also written to the Logstore {@code internal-alert-history} of the project. Thread-safe.
 *
 * @see <a href="https://help.aliyun.com/en/sls/alerting-1">Alerting</a>
 */
public final class SlsAlerting {

    private final AlertRuns runs;

    SlsAlerting(AlertRuns runs) {
        this.runs = runs;
    }

    /** {@return up to when alerts were run, in whole seconds} */
    public Instant now() {
        return runs.now();
    }

    /**
     * Runs all alerts up to an instant, in order of time: evaluations, and the notifications that they lead to. What is due
     * at the instant itself is run too.
     *
     * @param until the instant
     * @throws IllegalArgumentException if it lies before {@link #now()}
     * @throws UnsupportedOperationException if an alert or a record asks for something that is not carried out here; the
     *     message names it, and its field
     */
    public void runUntil(Instant until) {
        if (until.isBefore(now())) {
            throw new IllegalArgumentException(
                    "until is " + until + ", but alerts were run up to " + now() + " already");
        }
        runs.runUntil(until);
    }

    /**
     * Runs all alerts for some time.
     *
     * @param time how long
     * @throws IllegalArgumentException if it is negative
     * @throws UnsupportedOperationException as {@link #runUntil(Instant)} does
     */
    public void advance(Duration time) {
        runUntil(now().plus(time));
    }

    /** {@return the evaluations so far, in order} */
    public List<AlertEvaluation> evaluations() {
        return runs.evaluations().stream()
                .map(each -> new AlertEvaluation(
                        each.at(), each.project(), each.alert(), each.status(), each.alerts(), each.reason()))
                .toList();
    }

    /** {@return the notifications so far, in order} */
    public List<SentNotification> notifications() {
        return runs.sent().stream()
                .map(each -> new SentNotification(
                        each.at(), each.channel(), each.recipients(), each.subject(), each.contents(), each.alerts()))
                .toList();
    }

    /**
     * Tells what was not sent: the service drops, without a word, what lies outside of its period, reaches nobody, or
     * refers to a policy or template that does not exist.
     *
     * @return one sentence for each
     */
    public List<String> dropped() {
        return runs.dropped();
    }
}
