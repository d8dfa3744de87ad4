package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.EvaluationScheduler;
import io.github.cspmalert.state.Scheduled;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets several replicas that share a database evaluate each window of each rule once, by whichever of them comes first. It
 * stands on db-scheduler: the next evaluation of each rule is a row of a table. If a replica ends while it evaluates,
 * another one takes over after six heartbeats at most; what it was not yet evaluating is not delayed at all.
 *
 * <p>The store of the engine should be a {@link JdbcStore} on the same database. While the database cannot be reached nothing is
 * evaluated, since no replica could know what others do; what was due meanwhile is evaluated afterwards, and no log time is
 * left out. Every replica should have the same rules; one that does not know a rule leaves it to the others. The clock is
 * believed as long as replicas' clocks agree within two heartbeats, and after it was set back, evaluations begin again
 * within five minutes.
 *
 * <p>Serves one engine. Thread-safe.
 */
public final class ClusterScheduler implements EvaluationScheduler {

    private static final Logger log = LoggerFactory.getLogger(ClusterScheduler.class);
    private static final long CHECK_SECONDS = 300;
    private static final int VALID_SECONDS = 2;

    private final ClusterSettings settings;
    private final TableAccess access;
    private @Nullable ScheduledExecutorService helper;
    private @Nullable RuleExecutions executions;
    private boolean closed;
    private boolean failing;

    ClusterScheduler(ClusterSettings settings) {
        this.settings = settings;
        this.access = new TableAccess(new PooledDatabase(settings.dataSource()), settings.names());
    }

    /**
     * Makes a scheduler with tables that begin with {@code cspm_alert_}.
     *
     * @param dataSource where connections come from; not closed by the scheduler
     * @return the scheduler
     */
    public static ClusterScheduler of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Begins a scheduler.
     *
     * @param dataSource where connections come from; not closed by the scheduler
     * @return a builder
     */
    public static ClusterSchedulerBuilder builder(DataSource dataSource) {
        return new ClusterSchedulerBuilder(dataSource);
    }

    @Override
    public synchronized void start(List<Scheduled> rules, Evaluations evaluations) {
        if (closed || helper != null) {
            throw new IllegalStateException(
                    "the scheduler was started or closed before; make a new one for each engine");
        }
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(ClusterScheduler::thread);
        helper = own;
        List<Scheduled> copy = List.copyOf(rules);
        own.execute(() -> begin(own, copy, evaluations));
    }

    @Override
    public void close() {
        RuleExecutions running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            running = executions;
            if (helper != null) {
                helper.shutdown();
            }
        }
        if (running != null) {
            running.stop();
        }
    }

    // The database may be down while the replica starts.
    private void begin(ScheduledExecutorService own, List<Scheduled> rules, Evaluations evaluations) {
        if (isClosed()) {
            return;
        }
        try {
            access.prepared();
            RuleExecutions created = new RuleExecutions(settings, rules, evaluations);
            created.plan();
            startUnlessClosed(created);
            own.scheduleWithFixedDelay(() -> check(created), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
            long look = settings.pollInterval().toMillis();
            own.scheduleWithFixedDelay(() -> watch(created), look, look, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed while it began");
        } catch (RuntimeException e) {
            tell(e);
            again(own, rules, evaluations);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void again(ScheduledExecutorService own, List<Scheduled> rules, Evaluations evaluations) {
        if (!closed) {
            own.schedule(
                    () -> begin(own, rules, evaluations),
                    settings.pollInterval().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void startUnlessClosed(RuleExecutions created) {
        if (!closed) {
            executions = created;
            created.start();
            failing = false;
        }
    }

    private void watch(RuleExecutions running) {
        try {
            access.read("looking for the database", (set, connection) -> {
                // Pools may hand out what was cut off while nobody used it, and a driver says so with an answer.
                if (!connection.isValid(VALID_SECONDS)) {
                    throw new SQLException("the connection is not valid", "08006");
                }
                return true;
            });
            recovered(running);
        } catch (RuntimeException e) {
            running.pause();
            tell(e);
        }
    }

    private synchronized void recovered(RuleExecutions running) {
        if (failing) {
            failing = false;
            running.resume();
            log.info("The database works again, and rules are evaluated");
        }
    }

    private void check(RuleExecutions running) {
        try {
            running.plan();
        } catch (RuntimeException e) {
            log.debug("The evaluations could not be looked over, and will be later", safe(e));
        }
    }

    private synchronized void tell(RuntimeException e) {
        if (!failing && !closed) {
            failing = true;
            log.warn("Rules cannot be evaluated until the database works; it is tried again and again", safe(e));
        }
    }

    private static Throwable safe(RuntimeException e) {
        return e instanceof AlertStoreException ? e : SqlFaults.withoutValues(e);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cspm-alert-cluster");
        thread.setDaemon(true);
        return thread;
    }
}
