package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Catalog;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Records;
import io.github.cspmalert.testkit.sls.internal.http.catalog.Resources;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.http.validation.RecordRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Creates, gets, replaces, lists and deletes the records of resources: users, webhooks, templates, policies. Values are
 * kept as the text that was sent. What a record refers to is not checked, nor does the service check it. See
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">Data structure of
 * alert resource data</a>.
 */
public final class ResourceRecordOperations {

    private static final String RECORDS = "/resources/{resource}/records";
    private static final String RECORD = RECORDS + "/{id}";
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 200;

    private final Resources resources;
    private final Clock clock;

    /**
     * Creates the operations.
     *
     * @param catalog holds the resources
     * @param clock the time of the service
     */
    public ResourceRecordOperations(Catalog catalog, Clock clock) {
        this.resources = catalog.resources();
        this.clock = clock;
    }

    /** {@return the routes} */
    public List<Route> routes() {
        return List.of(
                Route.of("CreateResourceRecord", "POST", RECORDS, this::create),
                Route.of("UpsertResourceRecord", "PUT", RECORDS, this::upsert),
                Route.of("UpdateResourceRecord", "PUT", RECORD, this::update),
                Route.of("GetResourceRecord", "GET", RECORD, this::get),
                Route.of("ListResourceRecords", "GET", RECORDS, this::list),
                Route.of("ListNextResourceRecords", "GET", "/resources/{resource}/next_records", this::listNext),
                Route.of("DeleteResourceRecord", "DELETE", RECORDS, this::delete));
    }

    private SlsResponse create(Call call) {
        Records records = records(call);
        records.create(record(call, Json.readBody(call.request().body())), now());
        return SlsResponse.ok();
    }

    private SlsResponse update(Call call) {
        Records records = records(call);
        ObjectNode body = Json.readBody(call.request().body());
        String id = call.variable("id");
        if (!body.path("id").asText(id).equals(id)) {
            throw SlsException.parameterInvalid("id is \"" + body.path("id").asText() + "\", but the path names " + id);
        }
        records.update(record(call, body.put("id", id)), now());
        return SlsResponse.ok();
    }

    private SlsResponse upsert(Call call) {
        Records records = records(call);
        JsonNode sent = Json.readBody(call.request().body()).path("records");
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MAX_SIZE) {
            throw SlsException.parameterInvalid("records must be a list of 1 to " + MAX_SIZE + " records");
        }
        List<ObjectNode> changed = new ArrayList<>();
        for (JsonNode record : sent) {
            if (!(record instanceof ObjectNode object)) {
                throw SlsException.parameterInvalid("records must hold JSON objects only");
            }
            changed.add(record(call, object));
        }
        records.upsert(changed, now());
        return SlsResponse.ok();
    }

    private static ObjectNode record(Call call, ObjectNode sent) {
        RecordRules.check(call.variable("resource"), sent);
        return Json.newObject()
                .put("id", sent.path("id").asText())
                .put("tag", sent.path("tag").asText(""))
                .put("value", sent.path("value").asText());
    }

    private SlsResponse get(Call call) {
        return SlsResponse.ok(Content.json(records(call).record(call.variable("id"), withBuiltIns(call))));
    }

    private SlsResponse delete(Call call) {
        Records records = records(call);
        List<String> ids = call.list("ids");
        if (ids.isEmpty() || ids.size() > MAX_SIZE) {
            throw SlsException.parameterInvalid("ids has " + ids.size() + " ids; give 1 to " + MAX_SIZE);
        }
        records.delete(ids);
        return SlsResponse.ok();
    }

    private SlsResponse list(Call call) {
        List<ObjectNode> found = found(call);
        checkSize("size", call.parameter("size", DEFAULT_SIZE));
        Page<ObjectNode> page = Page.of(call, DEFAULT_SIZE, MAX_SIZE, found);
        return SlsResponse.ok(
                Content.json(Map.of("total", page.total(), "count", page.items().size(), "items", page.items())));
    }

    /** Goes on where the token says, which is the number of records before. */
    private SlsResponse listNext(Call call) {
        List<ObjectNode> found = new ArrayList<>(found(call));
        if (call.parameter("reverse").equals("true")) {
            Collections.reverse(found);
        }
        int size = call.parameter("maxResults", DEFAULT_SIZE);
        checkSize("maxResults", size);
        int from = call.parameter("nextToken", 0);
        if (from < 0 || from > found.size()) {
            throw SlsException.parameterInvalid("nextToken is \"" + from + "\"; take it from the answer before");
        }
        int to = Math.min(from + size, found.size());
        String next = to < found.size() ? Integer.toString(to) : "";
        return SlsResponse.ok(Content.json(Map.of(
                "total", found.size(), "maxResults", size, "nextToken", next, "items", found.subList(from, to))));
    }

    private static void checkSize(String name, int size) {
        if (size < 1 || size > MAX_SIZE) {
            throw SlsException.parameterInvalid(name + " is " + size + "; it must be from 1 to " + MAX_SIZE);
        }
    }

    private List<ObjectNode> found(Call call) {
        RecordFilter filter = RecordFilter.of(call);
        return records(call).all(withBuiltIns(call)).stream()
                .filter(filter::fits)
                .toList();
    }

    private static boolean withBuiltIns(Call call) {
        return call.parameter("includeSystemRecords").equals("true");
    }

    private Records records(Call call) {
        call.checkWholeAccount();
        return resources.resource(call.variable("resource")).records();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
