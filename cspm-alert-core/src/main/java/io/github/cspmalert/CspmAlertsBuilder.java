package io.github.cspmalert;

import io.github.cspmalert.alert.ConsoleLinks;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.decision.AcknowledgeLinks;
import io.github.cspmalert.internal.decision.HealthMessages;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.MessageComposer;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.RuleSetup;
import io.github.cspmalert.internal.decision.Silences;
import io.github.cspmalert.internal.decision.evaluation.AlertEvaluator;
import io.github.cspmalert.internal.decision.evaluation.Look;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.internal.decision.posture.LedgerDecider;
import io.github.cspmalert.internal.decision.posture.PostureDecider;
import io.github.cspmalert.internal.decision.posture.Waivers;
import io.github.cspmalert.internal.engine.Engine;
import io.github.cspmalert.internal.engine.EngineSettings;
import io.github.cspmalert.internal.engine.Enrichments;
import io.github.cspmalert.internal.engine.Heartbeat;
import io.github.cspmalert.internal.engine.LogReader;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Enricher;
import io.github.cspmalert.posture.EnrichmentLimits;
import io.github.cspmalert.posture.OwnerResolver;
import io.github.cspmalert.posture.Owners;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.EvaluationScheduler;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.RuleState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Puts alerting together. Everything is checked as a whole in {@link #build()}, which leaves the builder as it is. Not
 * thread-safe.
 *
 * <p>The file is long because alerting has some thirty settings and each is described where it is set.
 */
public final class CspmAlertsBuilder {

    final Map<String, LogSource> sources = new LinkedHashMap<>();
    final Map<Channel, Notifier> notifiers = new LinkedHashMap<>();
    final AlertDefinitionsBuilder definitions = AlertDefinitions.builder();
    private final Map<Channel, DeliveryLimits> limits = new LinkedHashMap<>();
    private final List<AlertListener> listeners = new ArrayList<>();

    final Map<String, CspmResults> results = new LinkedHashMap<>();

    @Nullable TemplateRenderer renderer;

    @Nullable TemplateRenderer postureRenderer;

    @Nullable String healthPolicy;

    private @Nullable Heartbeat heartbeat;
    OwnerResolver owners = Owners.NOBODY;
    private @Nullable Enricher enricher;
    private EnrichmentLimits enrichmentLimits = EnrichmentLimits.ofDefaults();

    private AlertStore store = new InMemoryAlertStore();
    private ConsoleLinks consoleLinks = ConsoleLinks.INTERNATIONAL;
    String accountId = "";
    private Duration giveUpAfter = Duration.ofDays(1);
    Duration maxCatchUp = Duration.ofDays(7);
    WorkCalendar calendar = WorkCalendar.ofDefaults();
    private Duration pollInterval = Duration.ofSeconds(10);
    private Duration silenceNotice = Duration.ofHours(1);
    private Clock clock = Clock.systemUTC();
    private @Nullable AcknowledgeLinks acknowledgeLinks;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable EvaluationScheduler scheduler;
    private Backoff retryBackoff = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    private Duration closeTimeout = Duration.ofSeconds(30);

    CspmAlertsBuilder() {}

    /**
     * Sets the log source of rules that name none.
     *
     * @param source the source; not closed by the engine
     * @return this builder
     */
    public CspmAlertsBuilder source(LogSource source) {
        return source(AlertRule.DEFAULT_SOURCE, source);
    }

    /**
     * Sets a log source under a name.
     *
     * @param name the name that rules give it; not blank
     * @param source the source; not closed by the engine
     * @return this builder
     * @throws IllegalArgumentException if the name is blank
     */
    public CspmAlertsBuilder source(String name, LogSource source) {
        sources.put(Checks.notBlank("source name", name), Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * Sets the renderer of templates. Required.
     *
     * @param renderer the renderer
     * @return this builder
     */
    public CspmAlertsBuilder renderer(TemplateRenderer renderer) {
        this.renderer = Objects.requireNonNull(renderer, "renderer");
        return this;
    }

    /**
     * Sets the notifier of a channel.
     *
     * @param channel the channel
     * @param notifier the notifier; not closed by the engine
     * @return this builder
     */
    public CspmAlertsBuilder notifier(Channel channel, Notifier notifier) {
        notifiers.put(Objects.requireNonNull(channel, "channel"), Objects.requireNonNull(notifier, "notifier"));
        return this;
    }

    /**
     * Sets the notifier of a channel, and how it may be used.
     *
     * @param channel the channel
     * @param notifier the notifier; not closed by the engine
     * @param limits how many notifications at once, how many a minute, and how long each may take
     * @return this builder
     */
    public CspmAlertsBuilder notifier(Channel channel, Notifier notifier, DeliveryLimits limits) {
        this.limits.put(channel, Objects.requireNonNull(limits, "limits"));
        return notifier(channel, notifier);
    }

    /**
     * Adds a user.
     *
     * @param user the user
     * @return this builder
     */
    public CspmAlertsBuilder addUser(User user) {
        definitions.addUser(user);
        return this;
    }

    /**
     * Adds an on-call group.
     *
     * @param group the group
     * @return this builder
     */
    public CspmAlertsBuilder addOncallGroup(OncallGroup group) {
        definitions.addOncallGroup(group);
        return this;
    }

    /**
     * Adds a content template.
     *
     * @param template the template
     * @return this builder
     */
    public CspmAlertsBuilder addTemplate(ContentTemplate template) {
        definitions.addTemplate(template);
        return this;
    }

    /**
     * Adds an action policy.
     *
     * @param policy the policy
     * @return this builder
     */
    public CspmAlertsBuilder addActionPolicy(ActionPolicy policy) {
        definitions.addActionPolicy(policy);
        return this;
    }

    /**
     * Adds an alert policy, which says which alerts are told together and when.
     *
     * @param alertPolicy the policy
     * @return this builder
     */
    public CspmAlertsBuilder addAlertPolicy(AlertPolicy alertPolicy) {
        definitions.addAlertPolicy(alertPolicy);
        return this;
    }

    /**
     * Adds results of CSPM, which are read into the ledger that posture rules look at. Those of another account, and of assets
     * outside the Chinese mainland, are added under names of their own.
     *
     * @param results where the records lie, and how they are read
     * @return this
     */
    public CspmAlertsBuilder results(CspmResults results) {
        this.results.put(results.name(), results);
        return this;
    }

    /**
     * Adds a posture rule.
     *
     * @param rule the rule
     * @return this
     */
    public CspmAlertsBuilder addPostureRule(PostureRule rule) {
        definitions.addPostureRule(rule);
        return this;
    }

    /**
     * Adds a waiver, which holds findings back from all posture rules. Others can be added while alerting runs, with {@link
     * CspmAlerts#addWaiver}.
     *
     * @param waiver the waiver
     * @return this
     */
    public CspmAlertsBuilder addWaiver(Waiver waiver) {
        definitions.addWaiver(waiver);
        return this;
    }

    /**
     * Adds a silence, which holds alerts of all rules back. Others can be added while alerting runs, with {@link
     * CspmAlerts#addSilence}; one for some rules only is added to their alert policy, or names them in its condition.
     *
     * @param silence the silence
     * @return this
     */
    public CspmAlertsBuilder addSilence(Silence silence) {
        definitions.addSilence(silence);
        return this;
    }

    /**
     * Sets who owns what, for posture rules that group by owner. By default nobody owns anything. Of {@link Owners}, each must be
     * a user or user group whom these rules can reach; of a resolver of your own nothing can be known before it is asked.
     *
     * @param owners the owners
     * @return this
     */
    public CspmAlertsBuilder owners(OwnerResolver owners) {
        this.owners = Objects.requireNonNull(owners, "owners");
        return this;
    }

    /**
     * Sets what tells more of findings than CSPM's records do, for the messages of posture rules. By default nothing does.
     *
     * @param enricher the enricher; not closed by the engine
     * @return this
     */
    public CspmAlertsBuilder enricher(Enricher enricher) {
        return enricher(enricher, EnrichmentLimits.ofDefaults());
    }

    /**
     * Sets what tells more of findings than CSPM's records do, and how it is asked.
     *
     * @param enricher the enricher; not closed by the engine
     * @param limits how it is asked
     * @return this
     */
    public CspmAlertsBuilder enricher(Enricher enricher, EnrichmentLimits limits) {
        this.enricher = Objects.requireNonNull(enricher, "enricher");
        this.enrichmentLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets who is told, in plain text, when results have gone quiet, a run looks partial or the log cannot be read, when that is
     * over, and once of each waiver that meets no finding. By default nobody is; {@link CspmAlerts#health()} tells it all the same.
     *
     * @param actionPolicy the id of an action policy
     * @return this
     */
    public CspmAlertsBuilder healthPolicy(String actionPolicy) {
        this.healthPolicy = Objects.requireNonNull(actionPolicy, "actionPolicy");
        return this;
    }

    /**
     * Has an address called with GET while the engine is started and its store answers, so that whoever listens there notices
     * when the calls stop: an engine that is dead tells nobody. The address counts as a secret. By default nothing is called.
     *
     * @param address the address, {@code https} or {@code http}
     * @param interval how often; a second or more
     * @return this
     * @throws IllegalArgumentException if the address is no web address, or the interval is shorter than a second or longer than
     *     3,650 days
     */
    public CspmAlertsBuilder heartbeat(URI address, Duration interval) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "address of the heartbeat must begin with https:// or http:// and have a host");
        }
        if (Checks.positive("interval", interval).toSeconds() < 1) {
            throw new IllegalArgumentException("interval must be at least one second, but is " + interval);
        }
        this.heartbeat = new Heartbeat(address, interval);
        return this;
    }

    /**
     * Sets the renderer of the templates of posture rules, which may have another language than those of query rules; by
     * default it is the same.
     *
     * @param postureRenderer the renderer
     * @return this
     */
    public CspmAlertsBuilder postureRenderer(TemplateRenderer postureRenderer) {
        this.postureRenderer = Objects.requireNonNull(postureRenderer, "postureRenderer");
        return this;
    }

    /**
     * Adds a rule.
     *
     * @param rule the rule
     * @return this builder
     */
    public CspmAlertsBuilder addRule(AlertRule rule) {
        definitions.addRule(rule);
        return this;
    }

    /**
     * Adds all that definitions hold, so that one value serves this JVM and the service. Log sources are set beside them,
     * under the names that the rules give them.
     *
     * @param definitions the definitions
     * @return this builder
     */
    public CspmAlertsBuilder definitions(AlertDefinitions definitions) {
        this.definitions.addAll(definitions);
        return this;
    }

    /**
     * Adds a listener. What it throws is logged and goes no further.
     *
     * @param listener the listener
     * @return this builder
     */
    public CspmAlertsBuilder addListener(AlertListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the store. Default: a new {@link InMemoryAlertStore} for this builder.
     *
     * @param store the store; not closed by the engine
     * @return this builder
     */
    public CspmAlertsBuilder store(AlertStore store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Sets the console that links lead to. Default: that of the international site.
     *
     * @param consoleLinks the console
     * @return this builder
     */
    public CspmAlertsBuilder consoleLinks(ConsoleLinks consoleLinks) {
        this.consoleLinks = Objects.requireNonNull(consoleLinks, "consoleLinks");
        return this;
    }

    /**
     * Sets the id of the account, for {@code alert.aliuid}. Default: read from the project's name, where Security Center
     * made the project.
     *
     * @param accountId the id; not blank
     * @return this builder
     * @throws IllegalArgumentException if the id is blank
     */
    public CspmAlertsBuilder accountId(String accountId) {
        this.accountId = Checks.notBlank("accountId", accountId);
        return this;
    }

    /**
     * Sets the pauses between attempts, both to evaluate a rule that failed and to send a notification that did not go
     * through. Default: 10 seconds, doubling up to 10 minutes.
     *
     * @param retryBackoff the pauses
     * @return this builder
     */
    public CspmAlertsBuilder retryBackoff(Backoff retryBackoff) {
        this.retryBackoff = Objects.requireNonNull(retryBackoff, "retryBackoff");
        return this;
    }

    /**
     * Sets how long a notification is tried. After that it is given up, listeners are told, and the next evaluation that
     * fires tells the recipient anew. While its channel is broken, such as by a wrong password, a notification is kept for 30
     * days at least. Default: 1 day.
     *
     * @param giveUpAfter the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public CspmAlertsBuilder giveUpAfter(Duration giveUpAfter) {
        this.giveUpAfter = Checks.positive("giveUpAfter", giveUpAfter);
        return this;
    }

    /**
     * Sets how much log time that earlier evaluations missed an evaluation looks at besides its own. What lies further
     * back is told as a problem of the evaluation. Default: 7 days.
     *
     * @param maxCatchUp the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public CspmAlertsBuilder maxCatchUp(Duration maxCatchUp) {
        this.maxCatchUp = Checks.positive("maxCatchUp", maxCatchUp);
        return this;
    }

    /**
     * Sets how often the store is asked for notifications that another engine left over. What this engine decides is sent
     * at once. Default: 10 seconds.
     *
     * @param pollInterval the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public CspmAlertsBuilder pollInterval(Duration pollInterval) {
        this.pollInterval = Checks.positive("pollInterval", pollInterval);
        return this;
    }

    /**
     * Sets how long before its end a silence is told to those of the {@linkplain #healthPolicy health policy}, once, if alerts
     * of query rules fire under it then. They are looked at every ten minutes. Default: an hour.
     *
     * @param silenceNotice the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public CspmAlertsBuilder silenceNotice(Duration silenceNotice) {
        this.silenceNotice = Checks.positive("silenceNotice", silenceNotice);
        return this;
    }

    /**
     * Sets how long {@link CspmAlerts#close()} waits for what is being sent. Default: 30 seconds.
     *
     * @param closeTimeout the time; positive, at most 3650 days
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive or longer than 3650 days
     */
    public CspmAlertsBuilder closeTimeout(Duration closeTimeout) {
        this.closeTimeout = Checks.positive("closeTimeout", closeTimeout);
        return this;
    }

    /**
     * Sets which days and hours are worked, for actions that tell people at certain periods only. Default: Monday to Friday,
     * 9:00 to 18:00, UTC+8.
     *
     * @param calendar the calendar
     * @return this builder
     */
    public CspmAlertsBuilder calendar(WorkCalendar calendar) {
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        return this;
    }

    /**
     * Adds a link to the messages of alerts whose action policy escalates, by which whoever has the message may say that they look
     * after it. It leads to a page of yours, with the parameter {@code token}, and holds for 7 days at least. The page is to
     * show a button, and to call {@link CspmAlerts#acknowledgeByLink} when that is pressed ({@code POST}): scanners of mail open
     * links, and must not acknowledge anything. Default: no links.
     *
     * @param page the address of the page, such as {@code https://alerts.example.com/acknowledge}
     * @param key what links are signed with, the same in all engines on a store; at least 32 characters, made at random
     * @return this builder
     * @throws IllegalArgumentException if the page is no address of the web, or has a fragment, or the key is too short
     */
    public CspmAlertsBuilder acknowledgeLinks(URI page, Secret key) {
        this.acknowledgeLinks = new AcknowledgeLinks(page, key);
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param clock the clock
     * @return this builder
     */
    public CspmAlertsBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the executor that schedules and runs everything. Default: threads of the engine's own, which end with it: up to
     * four for evaluations, and some for each channel, so that a receiver that never answers costs its own channel only.
     *
     * @param executor the executor; never shut down by the engine. Its tasks block while they query and send, so a receiver
     *     that never answers keeps a thread of it until the attempt's time is over
     * @return this builder
     */
    public CspmAlertsBuilder executor(ScheduledExecutorService executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets what says when which rule is evaluated, and on several replicas by which of them. Default: this JVM evaluates
     * every rule.
     *
     * @param scheduler the scheduler; it serves one engine, and is closed with it
     * @return this builder
     */
    public CspmAlertsBuilder scheduler(EvaluationScheduler scheduler) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        return this;
    }

    /**
     * Checks everything together and builds the engine. Nothing is contacted, and nothing runs before
     * {@link CspmAlerts#start()}.
     *
     * @return the engine
     * @throws io.github.cspmalert.common.AlertConfigurationException if there is no rule, an id is given twice, a rule,
     *     policy or action names something that is not there, a recipient has no address on a channel that is to reach it,
     *     or a template cannot be rendered; all problems are told together
     */
    public CspmAlerts build() {
        AlertDefinitions checked = new SetupCheck(this).forRunning();
        Map<String, PolicySetup> policies = PolicySetup.byId(checked, calendar);
        List<AlertListener> withLog = new ArrayList<>(listeners);
        withLog.add(0, new LoggingListener());
        ListenerEvents events = new ListenerEvents(withLog);
        Engine.Parts parts = new Engine.Parts(
                deciders(checked, checked.rules()),
                postureDeciders(checked, policies, postureComposer()),
                ledgerDeciders(checked),
                checked.waivers(),
                policies,
                acknowledgeLinks,
                Silences.of(checked),
                healthPolicy == null ? null : new HealthMessages(Objects.requireNonNull(policies.get(healthPolicy))),
                heartbeat,
                enricher == null ? null : new Enrichments(enricher, enrichmentLimits, clock, events),
                new LogReader(sources),
                store,
                notifiers,
                channel -> limits.getOrDefault(channel, DeliveryLimits.ofDefaults()),
                events,
                executor,
                scheduler);
        return new CspmAlerts(new Engine(parts, settings()), closeTimeout);
    }

    /**
     * Shows what an evaluation of one rule would do now, without building the engine: the rows, and the messages as they
     * would be sent. Needs no notifiers and no store. Sends nothing and remembers nothing.
     *
     * @param ruleId the id of the rule
     * @return the preview; what of the definitions this JVM does not carry out is among its problems, and is left out
     * @throws io.github.cspmalert.common.AlertConfigurationException if the definitions are not whole, or the renderer or a
     *     source is missing
     * @throws IllegalArgumentException if there is no such rule
     * @throws io.github.cspmalert.log.LogQueryException if the log source cannot answer
     */
    public AlertPreview preview(String ruleId) {
        AlertDefinitions checked = new SetupCheck(this).forPreview(ruleId);
        AlertRule rule = SetupCheck.rule(checked, ruleId);
        RuleDecider decider = deciders(checked, List.of(rule)).get(0);
        Instant now = clock.instant();
        Look look = Look.of(rule, now, RuleState.EMPTY, maxCatchUp).get(0);
        List<QueryData> data = new LogReader(sources).read(rule, look);
        AlertEvaluator.Fired fired = decider.evaluate(now, data, RuleState.EMPTY);
        return CspmAlerts.preview(decider.preview(now, data, fired, Known.NOTHING, ServiceOnly.of(rule)));
    }

    private MessageComposer postureComposer() {
        TemplateRenderer own = postureRenderer == null ? renderer : postureRenderer;
        return new MessageComposer(Objects.requireNonNull(own), consoleLinks);
    }

    List<PostureDecider> postureDeciders(
            AlertDefinitions checked, Map<String, PolicySetup> policies, MessageComposer composer) {
        Waivers waivers = new Waivers(checked.waivers(), List.of());
        return checked.postureRules().stream()
                .map(rule -> new PostureDecider(new PostureDecider.Parts(
                        rule,
                        Objects.requireNonNull(policies.get(rule.actionPolicy())),
                        List.copyOf(results.values()),
                        owners,
                        waivers,
                        composer,
                        consoleLinks)))
                .toList();
    }

    List<LedgerDecider> ledgerDeciders(AlertDefinitions checked) {
        return results.values().stream()
                .map(each -> new LedgerDecider(each, checked.postureRules()))
                .toList();
    }

    private List<RuleDecider> deciders(AlertDefinitions checked, List<AlertRule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        MessageComposer composer = new MessageComposer(Objects.requireNonNull(renderer), consoleLinks);
        return RuleSetup.of(checked, calendar, rules).stream()
                .map(setup -> new RuleDecider(setup, composer, accountId, acknowledgeLinks))
                .toList();
    }

    private EngineSettings settings() {
        return new EngineSettings(clock, retryBackoff, giveUpAfter, maxCatchUp, pollInterval, silenceNotice);
    }
}
