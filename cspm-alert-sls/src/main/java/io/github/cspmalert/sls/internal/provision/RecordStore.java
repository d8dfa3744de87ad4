package io.github.cspmalert.sls.internal.provision;

import com.aliyun.openservices.log.http.client.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resource records of an account, as raw text. Records belong to the whole account and are reached through the endpoint
 * of one region. Thread-safe.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public final class RecordStore {

    private static final String NOT_THERE = "ResourceRecordNotExist";

    /** A record: its id, its tag and its value, the text of a JSON object. */
    public record Item(String id, String tag, String value) {

        /** {@return the id; not the value, which may hold secrets} */
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    private final SlsCalls calls;

    public RecordStore(SlsCalls calls) {
        this.calls = calls;
    }

    /** {@return the records of those ids that exist, by id; the service's own too} */
    Map<String, Item> find(String resource, Collection<String> ids) {
        Map<String, Item> found = new LinkedHashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += Requests.PAGE) {
            List<String> some = all.subList(from, Math.min(from + Requests.PAGE, all.size()));
            Map<String, String> parameters = Map.of("ids", String.join(",", some), "includeSystemRecords", "true");
            // A service that knows no filter would give others as well.
            list(resource, parameters).stream()
                    .filter(item -> some.contains(item.id()))
                    .forEach(item -> found.put(item.id(), item));
        }
        return found;
    }

    /** {@return the records that a filter lets pass; an empty one lets all pass but the service's own} */
    public List<Item> list(String resource, Map<String, String> filter) {
        Target target = Target.record("list", resource, "records", "log:ListResourceRecords");
        return Requests.list(calls, target, path(resource), "items", filter).stream()
                .map(RecordStore::item)
                .toList();
    }

    // The value is a text, but the SDK's own reader allows for an object.
    private static Item item(JsonNode item) {
        JsonNode value = item.path("value");
        return new Item(
                item.path("id").asText(),
                item.path("tag").asText(),
                value.isTextual() ? value.textValue() : value.toString());
    }

    void create(String resource, Item item) {
        send("create", HttpMethod.POST, resource, path(resource), item, "log:CreateResourceRecord");
    }

    void update(String resource, Item item) {
        send("update", HttpMethod.PUT, resource, path(resource) + "/" + item.id(), item, "log:UpdateResourceRecord");
    }

    /** Creates or replaces, in one request; gives the text of the answer. */
    String put(String resource, Item item) {
        Target target = Target.record("write", resource, "record '" + item.id() + "'", "log:UpdateResourceRecord");
        ObjectNode body = JsonText.object();
        // The SDK sends both times as well.
        body.putArray("records").add(json(item).put("createTime", 0).put("lastModifyTime", 0));
        return calls.provision(
                target, client -> client.send(HttpMethod.PUT, "", path(resource), Map.of(), body.toString()));
    }

    /** Deletes a record; does nothing if it does not exist. */
    public void delete(String resource, String id) {
        Target target = Target.record("delete", resource, "record '" + id + "'", "log:DeleteResourceRecord");
        Requests.unless(
                NOT_THERE,
                () -> calls.provision(
                        target, client -> client.send(HttpMethod.DELETE, "", path(resource), Map.of("ids", id), "")));
    }

    /** Creates a user-defined resource; does nothing if it exists. */
    void createResource(String resource, String description, String schema) {
        Target target = Target.record("create", resource, "the table", "log:CreateResource");
        ObjectNode body = JsonText.object()
                .put("name", resource)
                .put("type", "userdefine")
                .put("description", description)
                .put("schema", schema)
                .put("acl", "{\"policy\":{\"type\":\"all_rw\"}}");
        Requests.unless(
                "AlreadyExist",
                () -> calls.provision(
                        target, client -> client.send(HttpMethod.POST, "", "/resources", Map.of(), body.toString())));
    }

    private void send(String action, HttpMethod method, String resource, String path, Item item, String permission) {
        Target target = Target.record(action, resource, "record '" + item.id() + "'", permission);
        calls.provision(
                target,
                client -> client.send(method, "", path, Map.of(), json(item).toString()));
    }

    private static ObjectNode json(Item item) {
        return JsonText.object().put("id", item.id()).put("tag", item.tag()).put("value", item.value());
    }

    private static String path(String resource) {
        return "/resources/" + resource + "/records";
    }
}
