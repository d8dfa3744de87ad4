package io.github.cspmalert;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.decision.MessageComposer;
import io.github.cspmalert.internal.decision.ReplayTally;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.RuleSetup;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.internal.engine.LogReader;
import io.github.cspmalert.internal.engine.ReplayRunner;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.replay.ReplayReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs definitions over past logs on a simulated clock, and counts what they would have told. It sends nothing, renders
 * nothing, and remembers nothing; otherwise all of it is decided by what decides in {@link CspmAlerts}. Made by
 * {@link CspmAlerts#replay}. Not thread-safe.
 *
 * <p>It differs from what really happened where that depends on more than logs and time: a log that arrived late is there
 * from the start, every query and every delivery works at once, and a channel takes as many notifications as there are.
 */
public final class Replay {

    private final AlertDefinitions definitions;
    private final Instant from;
    private final Instant to;
    private final CspmAlertsBuilder given;
    private String name = "definitions";
    private ZoneId zone = TimeSpan.ZONE;
    private ReplayListener listener = (at, evaluations) -> {};

    Replay(AlertDefinitions definitions, Instant from, Instant to) {
        TimeRange range = new TimeRange(from, to);
        this.definitions = Objects.requireNonNull(definitions, "definitions");
        this.from = range.from();
        this.to = range.to();
        this.given = CspmAlerts.builder().definitions(definitions);
    }

    /**
     * Sets what the report calls the definitions, such as {@code threshold 3}. Default: {@code definitions}.
     *
     * @param name the name; not blank
     * @return this replay
     * @throws IllegalArgumentException if the name is blank
     */
    public Replay name(String name) {
        this.name = Checks.notBlank("name", name);
        return this;
    }

    /**
     * Sets the log source of rules that name none.
     *
     * @param source the source; asked for the range of each evaluation, and never closed
     * @return this replay
     */
    public Replay source(LogSource source) {
        return source(AlertRule.DEFAULT_SOURCE, source);
    }

    /**
     * Sets a log source under a name.
     *
     * @param name the name that rules give it; not blank
     * @param source the source; asked for the range of each evaluation, and never closed
     * @return this replay
     * @throws IllegalArgumentException if the name is blank
     */
    public Replay source(String name, LogSource source) {
        given.source(name, source);
        return this;
    }

    /**
     * Adds CSPM's results, for posture rules. They are read into a ledger that begins with the replay, so what was wrong
     * before is told in the first summary.
     *
     * @param results where the records lie
     * @return this replay
     * @throws IllegalArgumentException if there are results of that name already
     */
    public Replay results(CspmResults results) {
        given.results(results);
        return this;
    }

    /**
     * Sets who owns findings. Default: nobody does.
     *
     * @param owners tells the owner of a finding
     * @return this replay
     */
    public Replay owners(OwnerResolver owners) {
        given.owners(owners);
        return this;
    }

    /**
     * Sets which days and hours are worked. Default: Monday to Friday, 9:00 to 18:00, UTC+8.
     *
     * @param calendar the calendar
     * @return this replay
     */
    public Replay calendar(WorkCalendar calendar) {
        given.calendar(calendar);
        return this;
    }

    /**
     * Sets where the days of the report begin. Default: UTC+8, as in SLS.
     *
     * @param zone the zone
     * @return this replay
     */
    public Replay zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the id of the account, which is part of an alert's identity. Default: read from the project's name.
     *
     * @param accountId the id; not blank
     * @return this replay
     * @throws IllegalArgumentException if the id is blank
     */
    public Replay accountId(String accountId) {
        given.accountId(accountId);
        return this;
    }

    /**
     * Sets who hears how far it is. Default: nobody.
     *
     * @param listener the listener
     * @return this replay
     */
    public Replay listener(ReplayListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Runs it, on this thread. Memory does not grow with the time that is replayed. May be called again, and then begins
     * anew.
     *
     * @return what would have been told
     * @throws io.github.cspmalert.common.AlertConfigurationException if the definitions are not whole, there is no rule, or
     *     a source or the results are missing
     * @throws io.github.cspmalert.log.LogQueryException if a log source cannot answer
     */
    public ReplayReport run() {
        AlertDefinitions checked = new SetupCheck(given).forReplay();
        ReplayTally tally = new ReplayTally(zone, ownLabels(checked));
        ReplayRunner runner = new ReplayRunner(parts(checked), from, to, tally);
        long waiting = runner.run(daily(tally));
        return new ReplayReport(
                name, from, to, zone, tally.rules(), tally.told(), waiting, ServiceOnly.of(definitions));
    }

    private Consumer<Instant> daily(ReplayTally tally) {
        return new Consumer<>() {

            private LocalDate day = LocalDate.MIN;

            @Override
            public void accept(Instant at) {
                LocalDate reached = LocalDate.ofInstant(at, zone);
                if (!reached.equals(day)) {
                    day = reached;
                    listener.reached(at, tally.evaluations());
                }
            }
        };
    }

    private static Map<String, Set<String>> ownLabels(AlertDefinitions checked) {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        enabled(checked).forEach(rule -> labels.put(rule.id(), rule.labels().keySet()));
        checked.postureRules().forEach(rule -> labels.put(rule.id(), Set.of()));
        return labels;
    }

    private static List<AlertRule> enabled(AlertDefinitions checked) {
        return checked.rules().stream().filter(AlertRule::enabled).toList();
    }

    private ReplayRunner.Parts parts(AlertDefinitions checked) {
        Map<String, PolicySetup> policies = PolicySetup.byId(checked, given.calendar);
        return new ReplayRunner.Parts(
                RuleSetup.of(checked, given.calendar, enabled(checked)).stream()
                        .map(setup -> RuleDecider.wordless(setup, given.accountId))
                        .toList(),
                given.postureDeciders(checked, policies, MessageComposer.unrendered()),
                given.ledgerDeciders(checked),
                checked.waivers(),
                policies,
                Silences.of(checked),
                new LogReader(given.sources),
                given.maxCatchUp);
    }
}
