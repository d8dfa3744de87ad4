package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.sls.SlsDrift.ObjectDrift;
import io.github.cspmalert.sls.SlsPlan.PostureStep;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.json.FieldDiff;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.limits.ServiceLimits;
import io.github.cspmalert.sls.internal.posture.Provisionable;
import io.github.cspmalert.sls.internal.provision.AlertJobs;
import io.github.cspmalert.sls.internal.provision.Applier;
import io.github.cspmalert.sls.internal.provision.DriftFinder;
import io.github.cspmalert.sls.internal.provision.Exporter;
import io.github.cspmalert.sls.internal.provision.Live;
import io.github.cspmalert.sls.internal.provision.PlannedStep;
import io.github.cspmalert.sls.internal.provision.Planner;
import io.github.cspmalert.sls.internal.provision.ProvisioningRecord;
import io.github.cspmalert.sls.internal.provision.RecordStore;
import io.github.cspmalert.sls.internal.provision.ServiceObjects;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.provision.Wanted;
import io.github.cspmalert.sls.internal.provision.WantedObjects;
import io.github.cspmalert.sls.internal.verify.RamPolicy;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.sls.internal.wire.RuleSwitches;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sets alerts up in Simple Log Service, which then runs them.
 *
 * <pre>{@code
 * SlsProvisioner provisioner = SlsProvisioner.builder(connection, "sas-log-1234567890-cn-hangzhou").build();
 * SlsPlan plan = provisioner.plan(definitions);
 * System.out.println(plan);
 * plan.apply();
 * }</pre>
 *
 * <p>Rules belong to the project; users, groups, webhooks, templates and policies belong to the whole account. What this
 * library made is kept in a table of the account, {@code user.cspm_alert_objects}, by owner, and only that is ever deleted.
 * The table holds no more than ids and hashes. Objects that somebody else made are left alone unless they are adopted. A
 * user, template or policy that two owners want just the same belongs to both, and goes with the last of them.
 * Fields that definitions know nothing of, such as those that somebody set in the console, survive every update as they are;
 * so does a mute that was set by hand.
 *
 * <p>The "simple mode" of the console has no counterpart here, since it rests on a policy that only the console can make.
 * What takes its place is a rule with SLS's own alert policy {@code sls.builtin.dynamic}, the default, and an action policy
 * of one's own.
 *
 * <p>The service keeps no ledger of findings, so a posture rule becomes the best query that it can run: a rule of the same id
 * that tells, once a day, which findings of the last 24 hours are open, by the latest record of each resource. Definitions with
 * several Logstores get one for each, {@code <id>-<source>}; the accounts of a rule's filter are taken for names of sources.
 * What is lost is in {@link SlsPlan#postureSteps()}. An action whose template the service cannot render, since it has tags of
 * Jinja or names {@code posture}, tells by the service's own template {@code sls.builtin.en}, or {@code sls.builtin.cn}.
 *
 * <p>The service applies changes of policies, templates and users after about a minute.
 *
 * <p>What definitions cannot express of an object, such as a telephone number that is written otherwise, stays as it is when
 * the object is adopted and updated; the plan says so. An object of which nothing can be read is not adopted.
 *
 * <p>Thread-safe. The service has no conditional writes, so of two provisioners at once the later write to an object wins. Each
 * object is read again right before it is written, and at the end an apply reads all of its plan back: if the writes of two
 * mixed, at least one of them throws.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public final class SlsProvisioner {

    private final SlsConnection connection;
    private final Clock clock;
    private final AlertJobs alerts;
    private final RecordStore records;
    private final ServiceObjects objects;
    private final ProvisioningRecord record;
    private final Set<ObjectKey> adopted;
    private final boolean adoptAll;
    private final boolean prune;

    SlsProvisioner(SlsProvisionerBuilder settings) {
        connection = settings.connection;
        clock = connection.clock();
        alerts = new AlertJobs(connection.calls(), settings.project);
        records = new RecordStore(settings.records().calls());
        objects = new ServiceObjects(alerts, records);
        record = new ProvisioningRecord(records, settings.owner, settings.project);
        adopted = Set.copyOf(settings.adopted);
        adoptAll = settings.adoptAll;
        prune = settings.prune;
    }

    /**
     * Starts to set up a provisioner.
     *
     * @param connection the connection to the region of the project; not closed by the provisioner
     * @param project the project that the rules are to belong to; it must exist
     * @return a builder with the defaults
     * @throws IllegalArgumentException if the project is no possible name
     */
    public static SlsProvisionerBuilder builder(SlsConnection connection, String project) {
        return new SlsProvisionerBuilder(connection, project);
    }

    /**
     * Finds out what would have to change for the service to be as definitions say. Changes nothing. Objects that
     * the credentials may not read, that differ and were made by somebody else, and that are declared as existing but do not
     * exist, are steps of the plan that block it.
     *
     * @param definitions the definitions
     * @return the plan
     * @throws AlertConfigurationException if definitions break a limit that the service documents; all are told together
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsPlan plan(AlertDefinitions definitions) {
        Provisionable provisionable = provisionable(definitions);
        Set<ObjectKey> existing = provisionable.definitions().existing();
        List<Wanted> wanted = WantedObjects.of(provisionable.definitions());
        Set<ObjectKey> keys = wanted.stream().map(Wanted::key).collect(Collectors.toCollection(LinkedHashSet::new));
        ProvisioningRecord.Entries made = record.read();
        Set<ObjectKey> toRead = new LinkedHashSet<>(keys);
        toRead.addAll(existing);
        toRead.addAll(made.mine().keySet());
        Planner planner = new Planner(objects.read(toRead), made, adopted, adoptAll, clock.instant())
                .want(wanted)
                .require(existing, wanted);
        checkCount(planner);
        // What is declared as existing is still wanted, though it is defined elsewhere now.
        keys.addAll(existing);
        return plan(prune ? planner.prune(keys) : planner, provisionable.substitutes(), provisionable.leftOut());
    }

    /**
     * Plans to delete all that this library made for this owner, in this project and in the account. Changes nothing.
     *
     * @return the plan
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsPlan planDestroy() {
        ProvisioningRecord.Entries made = record.read();
        Snapshot snapshot = objects.read(made.mine().keySet());
        return plan(
                new Planner(snapshot, made, Set.of(), false, clock.instant()).prune(Set.of()), List.of(), List.of());
    }

    /** What the service has already, it has taken. */
    private static void checkCount(Planner planner) {
        List<PlannedStep> rules = planner.steps().stream()
                .filter(step -> step.key().kind() == ObjectKind.RULE)
                .toList();
        if (rules.stream().anyMatch(step -> step.deed() == PlannedStep.Deed.CREATE)) {
            refuse(ServiceLimits.checkCount(rules.size()));
        }
    }

    private static void refuse(List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AlertConfigurationException("definitions for Simple Log Service", violations);
        }
    }

    private SlsPlan plan(Planner planner, List<Provisionable.Substitute> substitutes, List<String> leftOut) {
        List<PostureStep> posture = substitutes.stream().map(PostureStep::of).toList();
        return new SlsPlan(
                planner.steps(), posture, leftOut, new Applier(objects, record, SlsProvisioningException::new));
    }

    private static Provisionable provisionable(AlertDefinitions definitions) {
        Provisionable provisionable = Provisionable.of(definitions);
        refuse(ServiceLimits.check(provisionable.definitions()));
        return provisionable;
    }

    /**
     * Finds out what was changed by hand since the last apply, of the objects that this library made.
     *
     * @param definitions the definitions that were applied last
     * @return what was changed
     * @throws AlertConfigurationException if definitions break a limit that the service documents
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsDrift drift(AlertDefinitions definitions) {
        AlertDefinitions wanted = provisionable(definitions).definitions();
        ProvisioningRecord.Entries made = record.read();
        Snapshot snapshot = objects.read(made.mine().keySet());
        Map<ObjectKey, List<FieldDiff.Change>> changes =
                new DriftFinder(snapshot, made, clock.instant()).find(WantedObjects.of(wanted));
        return new SlsDrift(changes.entrySet().stream()
                .map(drift -> ObjectDrift.of(drift.getKey(), drift.getValue()))
                .toList());
    }

    /**
     * Reads the alerts of the project, whoever made them, with all that they name, as definitions.
     *
     * @return the definitions, and what of the alerts they cannot express
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsExport export() {
        return export(objects);
    }

    /**
     * Reads the alerts of another project of the same region as definitions.
     *
     * @param project the project
     * @return the definitions, and what of the alerts they cannot express
     * @throws IllegalArgumentException if the project is no possible name
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsExport export(String project) {
        return export(new ServiceObjects(new AlertJobs(connection.calls(), SlsLogSource.project(project)), records));
    }

    private SlsExport export(ServiceObjects objects) {
        Decoded<AlertDefinitions> read = new Exporter(objects, clock.instant()).export();
        return new SlsExport(Objects.requireNonNull(read.value()), read.leftOut());
    }

    /**
     * Finds out whether alerts work: whether all that definitions name is in the service, the rules are enabled and not
     * muted, the history of the project is kept, each query gives rows, what the messages would look like, and how the last
     * evaluations went. Changes nothing.
     *
     * @param definitions the definitions
     * @param renderer the renderer of the previews, which are what an engine in this JVM would send
     * @return what was found
     * @throws AlertConfigurationException if definitions break a limit that the service documents
     * @throws SlsProvisioningException if the service cannot be read
     * @throws IllegalStateException if the connection is closed
     */
    public SlsAlertVerification verify(AlertDefinitions definitions, TemplateRenderer renderer) {
        AlertDefinitions wanted = provisionable(definitions).definitions();
        return new AlertVerifier(connection, alerts.project(), objects, wanted, renderer).verify();
    }

    /**
     * Gives the least RAM policy with which definitions can be planned, applied, verified and destroyed. The service knows no
     * smaller resource for alerts than all of them. Nothing is sent.
     *
     * @param definitions the definitions
     * @return the policy as JSON, for a custom policy of RAM
     * @throws AlertConfigurationException if definitions break a limit that the service documents
     */
    public String ramPolicy(AlertDefinitions definitions) {
        AlertDefinitions wanted = provisionable(definitions).definitions();
        return RamPolicy.toProvision(
                alerts.project(),
                wanted,
                WantedObjects.of(wanted).stream().map(Wanted::key).toList(),
                ProvisioningRecord.RESOURCE,
                AlertVerifier.HISTORY);
    }

    /**
     * Lets a rule be evaluated. The next apply does as the definition says.
     *
     * @param ruleId the id of the rule
     * @throws SlsProvisioningException if there is no such rule, or the service cannot be reached
     * @throws IllegalStateException if the connection is closed
     */
    public void enable(String ruleId) {
        alerts.enable(ruleId);
    }

    /**
     * Keeps a rule from being evaluated. The next apply does as the definition says.
     *
     * @param ruleId the id of the rule
     * @throws SlsProvisioningException if there is no such rule, or the service cannot be reached
     * @throws IllegalStateException if the connection is closed
     */
    public void disable(String ruleId) {
        alerts.disable(ruleId);
    }

    /**
     * Lets a rule tell nobody up to an instant, although it goes on being evaluated. Applies of definitions that set no mute
     * leave it in place.
     *
     * @param ruleId the id of the rule
     * @param until the instant, cut to whole seconds; in the future
     * @throws IllegalArgumentException if the instant is not in the future
     * @throws SlsProvisioningException if there is no such rule, or the service cannot be reached
     * @throws IllegalStateException if the connection is closed
     */
    public void mute(String ruleId, Instant until) {
        if (!until.isAfter(clock.instant().plusSeconds(1))) {
            throw new IllegalArgumentException("until must be in the future, but is " + until);
        }
        patch(ruleId, RuleSwitches.mute(until));
    }

    /**
     * Lets a muted rule tell people again.
     *
     * @param ruleId the id of the rule
     * @throws SlsProvisioningException if there is no such rule, or the service cannot be reached
     * @throws IllegalStateException if the connection is closed
     */
    public void unmute(String ruleId) {
        patch(ruleId, RuleSwitches.mute(null));
    }

    private void patch(String ruleId, ObjectNode change) {
        Live live = objects.get(new ObjectKey(ObjectKind.RULE, ruleId)).orElseThrow(() -> noAlert(ruleId));
        ObjectNode json = live.json().orElseGet(JsonText::object);
        ObjectNode patch = ObjectTypes.of(ObjectKind.RULE).patch(change, json, clock.instant());
        alerts.update(ruleId, JsonMerge.merge(live.text(), patch));
    }

    private SlsProvisioningException noAlert(String ruleId) {
        String message = "the project '%s' has no alert '%s'".formatted(alerts.project(), Texts.printable(ruleId));
        return new SlsProvisioningException(
                message, new Failure(Failure.Kind.REQUEST, message, false, "JobNotExist", 0, null, null));
    }

    /** {@return the project} */
    @Override
    public String toString() {
        return "SlsProvisioner[" + alerts.project() + "]";
    }
}
