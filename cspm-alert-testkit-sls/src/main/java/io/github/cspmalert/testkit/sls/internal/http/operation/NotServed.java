package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the service has and no alert needs, so that a refusal can name it. Operations beside those that are served have their
 * own names; of the rest, the beginning of the path tells what they are about.
 */
final class NotServed {

    private static final List<Route> OPERATIONS = List.of(
            named("GetContextLogs", "GET", "/logstores/{logstore}").when("type", "context_log"),
            named("GetProjectLogs", "GET", "/logs"),
            named("ListShards", "GET", "/logstores/{logstore}/shards"),
            named("SplitShard", "POST", "/logstores/{logstore}/shards/{shard}").when("action", "split"),
            named("MergeShard", "POST", "/logstores/{logstore}/shards/{shard}").when("action", "merge"),
            named("GetCursor", "GET", "/logstores/{logstore}/shards/{shard}").when("type", "cursor"),
            named("GetCursorTime", "GET", "/logstores/{logstore}/shards/{shard}")
                    .when("type", "cursor_time"),
            named("PullLogs", "GET", "/logstores/{logstore}/shards/{shard}").when("type", "log"),
            named("PutWebtracking", "POST", "/logstores/{logstore}/track"),
            named("PutWebtracking", "GET", "/logstores/{logstore}/track"));

    private static final List<Family> FAMILIES = List.of(
            new Family("consumer groups", "/logstores/[^/]+/consumergroups"),
            new Family("metering modes", "/(log|metric)stores/[^/]+/meteringmode"),
            new Family("encryption", "/logstores/[^/]+/encryption"),
            new Family("processors", "/logstores/[^/]+/processor|/(ingest|consume)processors"),
            new Family("objects", "/logstores/[^/]+/objects"),
            new Family("dashboards", "/dashboards"),
            new Family("saved searches", "/savedsearches"),
            new Family("Metricstores", "/metricstores|/prometheus"),
            new Family("store views", "/storeviews"),
            new Family("scheduled SQL", "/scheduledsqls"),
            new Family("transformation jobs", "/etls"),
            new Family("export jobs", "/(maxcompute|oss|osshdfs)exports"),
            new Family("ingestion jobs", "/(oss|s3)ingestions"),
            new Family("download jobs", "/downloadjobs"),
            new Family("Logtail configurations", "/configs|/pipelineconfigs|/agentinstanceconfigs"),
            new Family("machine groups", "/machinegroups"),
            new Family("tags", "/tags?|/untag"),
            new Family("project settings", "/(policy|logging|domains|resourcegroup|transferacceleration|sqlinstance)"),
            new Family("account settings", "/(collectionpolicy|regions|slsservice|tickets|token)"),
            new Family("machine learning", "/ml"));

    private NotServed() {}

    private static Route named(String operation, String method, String path) {
        return Route.of(operation, method, path, call -> {
            throw Router.notServed(call.request());
        });
    }

    /** The name of what a request asks for, if it is known. */
    static Optional<String> name(SlsRequest request) {
        Optional<String> operation = OPERATIONS.stream()
                .filter(route -> route.match(request).isPresent())
                .map(Route::operation)
                .findFirst();
        return operation.or(() -> FAMILIES.stream()
                .filter(family -> request.path().matches("(" + family.start + ")(/.*)?"))
                .map(Family::name)
                .findFirst());
    }

    /** The names of all that is known. */
    static List<String> names() {
        Stream<String> operations = OPERATIONS.stream().map(Route::operation).distinct();
        return Stream.concat(operations, FAMILIES.stream().map(Family::name)).toList();
    }

    /**
     * Operations with one beginning.
     *
     * @param name what they are about
     * @param start a regular expression for the beginning of their paths
     */
    private record Family(String name, String start) {}
}
