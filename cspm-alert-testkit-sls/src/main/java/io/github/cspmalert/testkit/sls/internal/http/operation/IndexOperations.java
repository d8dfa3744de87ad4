package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Logstore;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.util.List;

/** Creates, gets, changes and deletes the index of a Logstore. */
public final class IndexOperations {

    private static final String PATH = "/logstores/{logstore}/index";

    private final Catalog catalog;

    /**
     * Creates the operations.
     *
     * @param catalog the projects
     */
    public IndexOperations(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("CreateIndex", "POST", PATH, this::create),
                Route.of("GetIndex", "GET", PATH, this::get).without("type"),
                Route.of("UpdateIndex", "PUT", PATH, this::update),
                Route.of("DeleteIndex", "DELETE", PATH, this::delete));
    }

    private SlsResponse create(Call call) {
        logstore(call).createIndex(config(call));
        return SlsResponse.ok();
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(logstore(call).index()));
    }

    private SlsResponse update(Call call) {
        logstore(call).updateIndex(config(call));
        return SlsResponse.ok();
    }

    private SlsResponse delete(Call call) {
        logstore(call).deleteIndex();
        return SlsResponse.ok();
    }

    private static ObjectNode config(Call call) {
        return Json.readBody(call.request().body());
    }

    private Logstore logstore(Call call) {
        return catalog.project(call.project()).logstore(call.variable("logstore"));
    }
}
