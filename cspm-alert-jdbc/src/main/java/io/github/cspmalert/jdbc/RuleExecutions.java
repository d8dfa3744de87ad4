package io.github.cspmalert.jdbc;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.state.EvaluationScheduler.Evaluations;
import io.github.cspmalert.state.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The evaluations as executions of db-scheduler: one task for each rule, so that a replica that does not know a rule leaves it
 * alone. The data of an execution is the instant of the schedule that it stands for, which stays when it is tried again.
 */
final class RuleExecutions {

    private static final Logger log = LoggerFactory.getLogger(ClusterScheduler.class);
    private static final String TASK = "cspm-alert-rule:";
    private static final String INSTANCE = "next";
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration DIFFERENCE_OF_CLOCKS = Duration.ofMinutes(1);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofMinutes(1);

    private final ClusterSettings settings;
    private final Evaluations evaluations;
    private final Map<String, Scheduled> rules = new LinkedHashMap<>();
    private final Scheduler scheduler;
    private volatile boolean stopped;

    RuleExecutions(ClusterSettings settings, List<Scheduled> rules, Evaluations evaluations) {
        this.settings = settings;
        this.evaluations = evaluations;
        List<Task<?>> tasks = new ArrayList<>();
        for (Scheduled rule : rules) {
            this.rules.put(TASK + rule.id(), rule);
            tasks.add(task(rule));
        }
        this.scheduler = new ElapsedTimeBuilder(settings.dataSource(), tasks)
                .tableName(settings.names().of(Tables.EXECUTIONS))
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .clock(settings.clock()::instant)
                .serializer(new TextSerializer())
                .threads(settings.threads())
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .alwaysPersistTimestampInUTC()
                .commitWhenAutocommitDisabled(true)
                .shutdownMaxWait(PATIENCE_AT_THE_END)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /** Looks for work again after some time has elapsed: by the clock, one that was set back would stop it for as long. */
    private static final class ElapsedTimeBuilder extends SchedulerBuilder {

        ElapsedTimeBuilder(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
        }
    }

    void start() {
        scheduler.start();
    }

    /** Lets nothing begin while the database cannot be reached, since db-scheduler would say so at each look for work. */
    void pause() {
        scheduler.pause();
    }

    void resume() {
        scheduler.resume();
    }

    /** Lets nothing begin. What is under way has time to end, which nobody waits for. */
    void stop() {
        stopped = true;
        Thread thread = new Thread(scheduler::stop, "cspm-alert-cluster-stop");
        thread.setDaemon(true);
        thread.start();
    }

    /** Plans evaluations of which nothing is known, and those that a clock ahead, or a schedule before, put too far off. */
    void plan() {
        Map<String, Scheduled> unknown = new LinkedHashMap<>(rules);
        List<String> tooFar = new ArrayList<>();
        Instant now = settings.clock().instant();
        scheduler.fetchScheduledExecutions(ScheduledExecutionsFilter.all(), execution -> {
            Scheduled rule = unknown.remove(execution.getTaskInstance().getTaskName());
            if (rule != null && isTooFar(rule, execution, now)) {
                tooFar.add(rule.id());
            }
        });
        unknown.values().forEach(rule -> scheduler.scheduleIfNotExists(instance(rule.id(), now), now));
        tooFar.forEach(ruleId -> scheduler.reschedule(instance(ruleId, now), now, now.toString()));
    }

    private static boolean isTooFar(Scheduled rule, ScheduledExecution<Object> execution, Instant now) {
        Instant next = rule.schedule().next(now, now);
        return !execution.isPicked() && execution.getExecutionTime().isAfter(next.plus(DIFFERENCE_OF_CLOCKS));
    }

    private Task<String> task(Scheduled rule) {
        return Tasks.custom(TASK + rule.id(), String.class)
                .onFailure((complete, operations) -> again(rule, complete, operations))
                .onDeadExecution((complete, operations) ->
                        operations.reschedule(complete, complete.getExecution().getExecutionTime()))
                .execute((instance, context) -> evaluate(rule, instance));
    }

    private CompletionHandler<String> evaluate(Scheduled rule, TaskInstance<String> instance) {
        Instant stoodFor = evaluations.evaluate(rule.id(), Instant.parse(instance.getData()));
        Instant next = rule.schedule().next(stoodFor, stoodFor);
        return (complete, operations) -> operations.reschedule(complete, next, next.toString());
    }

    private void again(Scheduled rule, ExecutionComplete complete, ExecutionOperations<String> operations) {
        if (stopped) {
            // The engine is closed; another replica is not to wait.
            operations.reschedule(complete, complete.getExecution().getExecutionTime());
            return;
        }
        int failures = complete.getExecution().consecutiveFailures + 1;
        Duration pause = settings.retryBackoff().pause(failures, ThreadLocalRandom.current());
        Instant now = settings.clock().instant();
        Instant retry = now.plus(pause);
        // A fixed rate counts from what the evaluation stands for, not from when it failed.
        Instant due =
                Instant.parse(complete.getExecution().taskInstance.getData().toString());
        Instant regular = rule.schedule().next(now.isBefore(due) ? now : due, now);
        Instant next = retry.isBefore(regular) ? retry : regular;
        log.warn(
                "Rule could not be evaluated and is tried again; no log time is left out [rule={}, next={}, failure={}]",
                rule.id(),
                next,
                complete.getCause().map(RuleExecutions::describe).orElse("unknown"));
        operations.reschedule(complete, next);
    }

    // Only our own exceptions are known to hold nothing confidential.
    private static String describe(Throwable failure) {
        return failure instanceof CspmAlertException
                ? failure.toString()
                : failure.getClass().getName();
    }

    private static TaskInstance<String> instance(String ruleId, Instant due) {
        return new TaskInstance<>(TASK + ruleId, INSTANCE, due.toString());
    }
}
