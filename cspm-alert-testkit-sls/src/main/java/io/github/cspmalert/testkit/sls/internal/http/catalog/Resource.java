package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.util.List;
import java.util.Optional;

/** A resource of the account and its records. */
public final class Resource {

    private static final String CONFIG = "resource.json";

    private final boolean system;
    private final Documents documents;
    private final Records records;
    private ObjectNode config;

    private Resource(ObjectNode config, boolean system, Documents documents, List<ObjectNode> builtIns) {
        this.config = config;
        this.system = system;
        this.documents = documents;
        this.records = new Records(config.path("name").asText(), documents, builtIns);
    }

    static Resource of(SystemResource resource, Documents documents) {
        ObjectNode config = Json.newObject();
        config.put("name", resource.resourceName())
                .put("type", "system")
                .put("schema", "{\"schema\":[]}")
                .put("acl", "{\"policy\":{\"type\":\"all_rw\"}}")
                .put("description", "")
                .put("extInfo", "")
                .put("createTime", 0)
                .put("lastModifyTime", 0);
        return new Resource(config, true, documents, resource.builtInRecords());
    }

    static Resource create(ObjectNode config, Documents documents) {
        documents.write(CONFIG, config);
        return new Resource(config, false, documents, List.of());
    }

    static Optional<Resource> open(Documents documents) {
        return documents.read(CONFIG).map(config -> new Resource(config, false, documents, List.of()));
    }

    /** {@return whether every account has it} */
    public boolean isSystem() {
        return system;
    }

    /** {@return the records} */
    public Records records() {
        return records;
    }

    /** {@return a copy of the configuration} */
    public synchronized ObjectNode config() {
        return config.deepCopy();
    }

    /**
     * Replaces the configuration.
     *
     * @param changed the new configuration
     */
    public synchronized void configure(ObjectNode changed) {
        documents.write(CONFIG, changed);
        config = changed.deepCopy();
    }

    void delete() {
        documents.deleteAll();
    }
}
