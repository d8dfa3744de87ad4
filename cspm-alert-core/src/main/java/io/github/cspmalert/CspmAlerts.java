package io.github.cspmalert;

import io.github.cspmalert.alert.Explanation;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.internal.decision.HistoryExplainer;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.engine.Engine;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.state.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs alert rules in this JVM: evaluates each on its schedule, and tells those whom its action policy names.
 *
 * <pre>{@code
 * CspmAlerts alerts = CspmAlerts.builder()
 *         .source(source)
 *         .renderer(renderer)
 *         .notifier(Channel.EMAIL, mail)
 *         .addUser(ops)
 *         .addTemplate(template)
 *         .addActionPolicy(policy)
 *         .addRule(rule)
 *         .build();
 * alerts.start();
 * }</pre>
 *
 * <p>An evaluation decides, and puts what is to be sent into an outbox, both with one commit to the store. Each channel sends
 * by itself. A source, renderer, store, notifier or listener that fails never ends the schedule and never loses an alert: log
 * time that could not be looked at is looked at by the next evaluation, a message that cannot be laid out is sent in plain
 * text, and what cannot be sent stays in the outbox and is tried again. Only what a channel accepted counts as told. All of
 * it is told to the {@linkplain AlertListener listeners} and to the log. Notifications are sent at least once, and one that
 * is sent again carries the same key.
 *
 * <p>Thread-safe. Sources, notifiers, stores and an executor that were handed in are never closed here.
 */
public final class CspmAlerts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    // A year of evaluations every five minutes.
    private static final int MOST_HISTORY = 100_000;

    private final Engine engine;
    private final Duration closeTimeout;

    CspmAlerts(Engine engine, Duration closeTimeout) {
        this.engine = engine;
        this.closeTimeout = closeTimeout;
    }

    /**
     * Starts to put alerting together.
     *
     * @return a new builder
     */
    public static CspmAlertsBuilder builder() {
        return new CspmAlertsBuilder();
    }

    /**
     * Prepares to run definitions over past logs, to see what they would have told before anybody depends on them. Nothing is
     * sent.
     *
     * <pre>{@code
     * ReplayReport asItIs = CspmAlerts.replay(definitions, from, to).source(source).run();
     * ReplayReport calmer = CspmAlerts.replay(changed, from, to).source(source).name("threshold 3").run();
     * System.out.println(asItIs.comparedWith(calmer));
     * }</pre>
     *
     * @param definitions the definitions; rules that are not enabled are left out
     * @param from the instant of the first evaluations
     * @param to the instant before which the last are made; later than {@code from}
     * @return the replay, which still needs its log sources
     * @throws IllegalArgumentException if {@code to} is not later than {@code from}
     */
    public static Replay replay(AlertDefinitions definitions, Instant from, Instant to) {
        return new Replay(definitions, from, to);
    }

    /**
     * Begins to evaluate all rules and to send what waits in the outbox. A rule that the store knows nothing of is evaluated
     * at once, as is one whose next evaluation is overdue; then each on its schedule. Returns without waiting.
     *
     * @throws IllegalStateException if this was started or closed before, or the executor takes no work; then nothing runs
     * @throws io.github.cspmalert.common.AlertConfigurationException if a waiver or silence in code has the id of one in the store
     *     that has not ended; then nothing runs
     */
    public void start() {
        engine.start();
        log.info(
                "Alerting started [rules={}]",
                Stream.concat(
                                rules().stream().map(AlertRule::id),
                                postureRules().stream().map(PostureRule::id))
                        .toList());
    }

    /**
     * Evaluates a rule now, sends what is due on its channels, and reports. It counts as any other evaluation: who was told is
     * not told again within the repeat interval. Waits for an evaluation of the same rule that is under way.
     *
     * @param ruleId the id of the rule
     * @return what the evaluation did. What could not be sent is in it, and is tried again later if alerting is started,
     *     else by the next check
     * @throws IllegalArgumentException if there is no such rule
     * @throws IllegalStateException if this is closed, or if called from within an evaluation of the same rule
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer; the next evaluation looks at the
     *     missed log time too
     * @throws io.github.cspmalert.state.AlertStoreException if other engines on the same store saved the rule's state
     *     again and again meanwhile; nothing was decided, and the next evaluation looks at the missed log time too
     */
    public EvaluationReport check(String ruleId) {
        Engine.Checked checked = engine.check(ruleId);
        return new EvaluationReport(checked.occurrence(), checked.attempts(), checked.heldBack());
    }

    /**
     * Shows what an evaluation would do now: the rows, and the messages as they would be sent. Sends nothing and remembers
     * nothing.
     *
     * @param ruleId the id of the rule
     * @return the preview
     * @throws IllegalArgumentException if there is no such rule, or it is a posture rule, of which there is no preview
     * @throws IllegalStateException if this is closed
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer
     */
    public AlertPreview preview(String ruleId) {
        return preview(engine.preview(ruleId));
    }

    static AlertPreview preview(Occurrence occurrence) {
        return new AlertPreview(
                occurrence.ruleId(),
                occurrence.at(),
                occurrence.data(),
                occurrence.alerts(),
                occurrence.notifications(),
                occurrence.heldBack(),
                occurrence.problems());
    }

    /**
     * Tells what happened to a rule: each evaluation with what it saw, what fired, who is told and who is held back and why,
     * and each attempt to send with what became of every recipient.
     *
     * @param ruleId the id of the rule
     * @param atMost how many entries; 1 or more
     * @return the latest entries that the store has kept, newest first
     */
    public List<HistoryEntry> history(String ruleId, int atMost) {
        return engine.store().history(ruleId, atMost);
    }

    /**
     * Explains the last evaluation of a rule up to an instant by what the store remembers: what was asked, what the rows
     * meant, who was told and when, and who was not and why. It holds ids of recipients, but no address, no row and no value
     * of one; those are in {@link EvaluationReport#explain()}, when the evaluation is made.
     *
     * @param ruleId the id of the rule
     * @param at the instant, such as when a message arrived, or did not
     * @return the explanation; it says so if no such evaluation is remembered
     */
    public Explanation explain(String ruleId, Instant at) {
        Objects.requireNonNull(at, "at");
        int wanted = 100;
        List<HistoryEntry> entries = history(ruleId, wanted);
        // Most ask about what has just happened.
        while (!HistoryExplainer.suffices(entries, at) && entries.size() == wanted && wanted < MOST_HISTORY) {
            wanted *= 10;
            entries = history(ruleId, wanted);
        }
        return HistoryExplainer.of(ruleId, at, entries);
    }

    /** {@return the rules, in the order in which they were added} */
    public List<AlertRule> rules() {
        return engine.rules();
    }

    /**
     * Tells how the results that are read into the ledger are doing, for a health endpoint. Asks the log whether other topics
     * arrive if CSPM's have not for too long.
     *
     * @return one for each of them, in the order in which they were added
     * @throws io.github.cspmalert.state.AlertStoreException if the store cannot be read
     */
    public List<SourceHealth> health() {
        return engine.health();
    }

    /**
     * Tells which incidents are open: what alerts whose action policy escalates still ask of people.
     *
     * @return the incidents, those that opened first before others
     * @throws io.github.cspmalert.state.AlertStoreException if the store cannot be read
     */
    public List<Incident> incidents() {
        return engine.incidents().open();
    }

    /**
     * Notes that somebody looks after an incident, so that it stops escalating as unconfirmed. Saying the same twice is the
     * same as saying it once.
     *
     * @param incidentId the id of the incident
     * @param by who; one line, such as a name
     * @return the incident
     * @throws io.github.cspmalert.alert.IncidentException if there is no such incident, it is over, or somebody else has
     *     acknowledged it
     * @throws IllegalArgumentException if {@code by} is blank, has line breaks or control characters, or is longer than 200 characters
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been noted
     */
    public Incident acknowledge(String incidentId, String by) {
        return engine.incidents().say(incidentId, Incident.Phase.IN_PROGRESS, by);
    }

    /**
     * Tells which incident the link of a message is about, for the page that it leads to. Changes nothing.
     *
     * @param token the parameter {@code token} of the link
     * @return the incident, also if it is over
     * @throws io.github.cspmalert.alert.IncidentException if the token was changed or is too old, or the incident is not known or was
     *     opened anew since
     * @throws IllegalStateException if {@link CspmAlertsBuilder#acknowledgeLinks} is not set
     * @throws io.github.cspmalert.state.AlertStoreException if the store cannot be read
     */
    public Incident incidentOfLink(String token) {
        return engine.incidents().named(token);
    }

    /**
     * Acknowledges the incident that the link of a message is about. For when a button is pressed, not for when the link is
     * opened, which scanners of mail do.
     *
     * @param token the parameter {@code token} of the link
     * @param by who; one line, such as the name under which they are logged in
     * @return the incident
     * @throws io.github.cspmalert.alert.IncidentException if the token was changed or is too old, the incident is not known, is over
     *     or was opened anew since, or somebody else has acknowledged it; its reason says which
     * @throws IllegalArgumentException if {@code by} is blank, has line breaks or control characters, or is longer than 200 characters
     * @throws IllegalStateException if {@link CspmAlertsBuilder#acknowledgeLinks} is not set
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been noted
     */
    public Incident acknowledgeByLink(String token, String by) {
        return engine.incidents().acknowledge(token, by);
    }

    /**
     * Notes that an incident is done, so that it escalates no more. It opens again when its alert is told again. Saying the same
     * twice is the same as saying it once.
     *
     * @param incidentId the id of the incident
     * @param by who; one line, such as a name
     * @return the incident
     * @throws io.github.cspmalert.alert.IncidentException if there is no such incident, or it is over
     * @throws IllegalArgumentException if {@code by} is blank, has line breaks or control characters, or is longer than 200 characters
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been noted
     */
    public Incident finish(String incidentId, String by) {
        return engine.incidents().say(incidentId, Incident.Phase.RESOLVED, by);
    }

    /**
     * Notes that nothing is to be done about an incident. The same as {@link #finish} but for what is remembered.
     *
     * @param incidentId the id of the incident
     * @param by who; one line, such as a name
     * @return the incident
     * @throws io.github.cspmalert.alert.IncidentException if there is no such incident, or it is over
     * @throws IllegalArgumentException if {@code by} is blank, has line breaks or control characters, or is longer than 200 characters
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been noted
     */
    public Incident ignore(String incidentId, String by) {
        return engine.incidents().say(incidentId, Incident.Phase.IGNORED, by);
    }

    /**
     * Adds a waiver to the store, which holds findings back from the next evaluation of each posture rule on, also in other
     * engines on the same store and after a restart. Adding the same waiver twice is the same as adding it once.
     *
     * @param waiver the waiver
     * @throws IllegalArgumentException if it has ended already, or another waiver, in code or in force in the store, has its id
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been added
     */
    public void addWaiver(Waiver waiver) {
        engine.waivers().add(Objects.requireNonNull(waiver, "waiver"));
    }

    /**
     * Ends a waiver of the store now. What it held back is told at the next evaluation. One that has ended is left as it is.
     *
     * @param id the id of the waiver
     * @throws IllegalArgumentException if there is none in the store, or it is in code, where it is to be taken away
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been ended
     */
    public void endWaiver(String id) {
        engine.waivers().end(Objects.requireNonNull(id, "id"));
    }

    /**
     * Tells which waivers there are, such as for the posture report.
     *
     * @return those in code, then those in the store in the order of their ids; also those that have ended, of the store for 90
     *     days
     * @throws io.github.cspmalert.state.AlertStoreException if the store cannot be read
     */
    public List<Waiver> waivers() {
        return engine.waivers().all();
    }

    /**
     * Adds a silence to the store, which holds alerts of all rules back from the next notification on, also in other engines on
     * the same store and after a restart. It is looked at immediately before a notification is sent: what fires still when it
     * has ended is told at its next evaluation. Adding the same silence twice is the same as adding it once.
     *
     * @param silence the silence
     * @throws IllegalArgumentException if it has ended already, or another silence, in code or in the store and not ended, has its
     *     id
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been added
     */
    public void addSilence(Silence silence) {
        engine.silences().add(Objects.requireNonNull(silence, "silence"));
    }

    /**
     * Ends a silence of the store now. One that has ended is left as it is; one that has not begun is taken away.
     *
     * @param id the id of the silence
     * @throws IllegalArgumentException if there is none in the store, or it is in code, where it is to be taken away
     * @throws io.github.cspmalert.state.AlertStoreException if the store fails; it may or may not have been ended
     */
    public void endSilence(String id) {
        engine.silences().end(Objects.requireNonNull(id, "id"));
    }

    /**
     * Tells which silences there are.
     *
     * @return those in code, also those of alert policies, then those in the store in the order of their ids; also those that
     *     have ended, of the store for 90 days
     * @throws io.github.cspmalert.state.AlertStoreException if the store cannot be read
     */
    public List<Silence> silences() {
        return engine.silences().all();
    }

    /** {@return the posture rules, in the order in which they were added} */
    public List<PostureRule> postureRules() {
        return engine.postureRules();
    }

    /**
     * Stops evaluating and sending, and waits for what is under way, for as long as the close timeout. What was not sent stays
     * in the store and is sent by the next engine that runs on it; a warning says how much that is. Closing twice is the same
     * as closing once.
     */
    @Override
    public void close() {
        List<String> unfinished = engine.close(closeTimeout);
        if (unfinished == null) {
            return;
        }
        if (!unfinished.isEmpty()) {
            log.warn(
                    "Alerting closed before all runs were over; what they had still to send stays in the store [unfinished={}, timeout={}]",
                    unfinished,
                    closeTimeout);
        }
        long waiting = engine.store().waiting();
        if (waiting != 0) {
            log.warn(
                    "Alerting closed with notifications in the outbox; they are sent by the next engine that is started on the"
                            + " same store [waiting={}, started={}]",
                    waiting < 0 ? "unknown" : waiting,
                    engine.isStarted());
        }
    }
}
