package io.github.cspmalert.testkit.sls.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.alerting.AlertRuns;
import io.github.cspmalert.testkit.sls.internal.alerting.Renderer;
import io.github.cspmalert.testkit.sls.internal.http.auth.AccessKey;
import io.github.cspmalert.testkit.sls.internal.http.auth.Authenticator;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Logstore;
import io.github.cspmalert.testkit.sls.internal.http.catalog.TableFactory;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.operation.AlertOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.IndexOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.LogstoreOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.ProjectHost;
import io.github.cspmalert.testkit.sls.internal.http.operation.ProjectOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.PutLogsOperation;
import io.github.cspmalert.testkit.sls.internal.http.operation.QueryOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.ResourceOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.ResourceRecordOperations;
import io.github.cspmalert.testkit.sls.internal.http.operation.Route;
import io.github.cspmalert.testkit.sls.internal.http.operation.Router;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parts of the endpoint, put together. */
public final class SlsService implements AutoCloseable {

    private static final int RECORDED_REQUESTS = 10_000;

    private final Clock clock;
    private final String region;
    private final Catalog catalog;
    private final ProjectOperations projects;
    private final LogstoreOperations logstores;
    private final Router router;
    private final FaultPlan faults = new FaultPlan();
    private final RequestLog requests = new RequestLog(RECORDED_REQUESTS);
    private final HttpEndpoint endpoint;

    /**
     * Puts the parts together and starts to listen.
     *
     * @param settings what the endpoint is like
     */
    public SlsService(Settings settings) {
        this.clock = settings.clock();
        this.region = settings.region();
        this.catalog = Catalog.open(settings.folder(), settings.tables());
        this.projects = new ProjectOperations(catalog, settings.region(), clock);
        this.logstores = new LogstoreOperations(catalog, clock);
        this.router = new Router(routes(), new ProjectHost(settings.regions()));
        Authenticator authenticator =
                new Authenticator(settings.keys(), settings.regions(), clock, settings.maxClockSkew());
        this.endpoint = listen(settings.address(), new Pipeline(router, authenticator, faults, requests));
    }

    /** A new kind of resource is a new group of routes here. Conditions of {@code QueryOperations} go first. */
    private List<Route> routes() {
        return Stream.of(
                        new QueryOperations(catalog).routes(),
                        projects.routes(),
                        logstores.routes(),
                        new IndexOperations(catalog).routes(),
                        new PutLogsOperation(catalog, clock).routes(),
                        new AlertOperations(catalog, clock).routes(),
                        new ResourceOperations(catalog, clock).routes(),
                        new ResourceRecordOperations(catalog, clock).routes())
                .flatMap(List::stream)
                .toList();
    }

    private HttpEndpoint listen(InetSocketAddress address, Pipeline pipeline) {
        try {
            return HttpEndpoint.start(address, pipeline);
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    /** {@return the port} */
    public int port() {
        return endpoint.port();
    }

    /** {@return the names of all operations} */
    public Set<String> operations() {
        return router.operations();
    }

    /** {@return the faults to come} */
    public FaultPlan faults() {
        return faults;
    }

    /**
     * {@return what runs alerts, from the present time on}
     *
     * @param accountId the id of the account
     * @param renderer renders templates
     */
    public AlertRuns alerts(String accountId, Renderer renderer) {
        return new AlertRuns(catalog, accountId, region, now(), renderer);
    }

    /** {@return what it holds} */
    public Catalog catalog() {
        return catalog;
    }

    /** {@return the time of the service} */
    public Instant now() {
        return clock.instant();
    }

    /** {@return the last requests} */
    public RequestLog requests() {
        return requests;
    }

    /**
     * Sees to it that there is a project.
     *
     * @param project its name
     */
    public void ensureProject(String project) {
        if (!catalog.has(project)) {
            projects.create(project, Json.newObject());
        }
    }

    /**
     * Sees to it that there is a Logstore, and that it has an index if one is given.
     *
     * @param project the name of its project
     * @param logstore its name
     * @param index the configuration of an index, or null for none
     */
    public void ensureLogstore(String project, String logstore, @Nullable ObjectNode index) {
        ensureProject(project);
        Logstore found = catalog.project(project).has(logstore)
                ? catalog.project(project).logstore(logstore)
                : logstores.create(project, logstore, Json.newObject());
        if (index != null && !found.isIndexed()) {
            found.createIndex(index);
        }
    }

    /** Stops to listen and frees the tables. */
    @Override
    public void close() {
        endpoint.close();
        catalog.close();
    }

    /**
     * What an endpoint is like.
     *
     * @param keys the keys that may call, by id
     * @param region the region of the projects
     * @param recordsRegion the region of the records
     * @param clock the time of the service
     * @param maxClockSkew how far the time of a request may be from it
     * @param address where to listen
     * @param folder where to keep projects and logs, or null for memory
     * @param tables opens the tables of Logstores
     */
    public record Settings(
            Map<String, AccessKey> keys,
            String region,
            String recordsRegion,
            Clock clock,
            Duration maxClockSkew,
            InetSocketAddress address,
            @Nullable Path folder,
            TableFactory tables) {

        private Set<String> regions() {
            return new LinkedHashSet<>(List.of(region, recordsRegion));
        }
    }
}
