package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.wire.IndexConfigs;
import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Logstore: its configuration, its index, and the table of its logs. */
public final class Logstore {

    private static final String CONFIG = "logstore.json";
    private static final String INDEX = "index.json";
    private static final LogstoreIndex NO_INDEX = new LogstoreIndex(null, Map.of());

    private final String name;
    private final Documents documents;
    private final LogTable table;
    private ObjectNode config;
    private @Nullable ObjectNode index;

    private Logstore(
            String name, Documents documents, ObjectNode config, @Nullable ObjectNode index, TableFactory tables) {
        this.name = name;
        this.documents = documents;
        this.config = config;
        this.index = index;
        this.table = tables.open(index == null ? NO_INDEX : IndexConfigs.read(index), documents.path("table"));
    }

    static Logstore create(String name, Documents documents, ObjectNode config, TableFactory tables) {
        documents.write(CONFIG, config);
        return new Logstore(name, documents, config, null, tables);
    }

    static Optional<Logstore> open(String name, Documents documents, TableFactory tables) {
        return documents
                .read(CONFIG)
                .map(config -> new Logstore(
                        name, documents, config, documents.read(INDEX).orElse(null), tables));
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the logs} */
    public LogTable table() {
        return table;
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

    /** {@return whether there is an index} */
    public synchronized boolean isIndexed() {
        return index != null;
    }

    /**
     * Gives the configuration of the index.
     *
     * @return a copy of it, as it was sent
     * @throws SlsException with {@code IndexConfigNotExist} if there is none
     */
    public synchronized ObjectNode index() {
        if (index == null) {
            throw new SlsException(400, "IndexConfigNotExist", "logstore without index config");
        }
        return index.deepCopy();
    }

    /**
     * Creates the index.
     *
     * @param created its configuration
     * @throws SlsException if there is one already, or the configuration is wrong
     */
    public synchronized void createIndex(ObjectNode created) {
        if (index != null) {
            throw new SlsException(400, "IndexAlreadyExist", "log store index is already created");
        }
        reindex(created);
    }

    /**
     * Replaces the index.
     *
     * @param changed its configuration
     * @throws SlsException if there is none, or the configuration is wrong
     */
    public synchronized void updateIndex(ObjectNode changed) {
        if (index == null) {
            throw new SlsException(400, "IndexConfigNotExist", "log store index is not created");
        }
        reindex(changed);
    }

    /**
     * Deletes the index.
     *
     * @throws SlsException if there is none
     */
    public synchronized void deleteIndex() {
        index();
        table.reindex(NO_INDEX);
        documents.delete(INDEX);
        index = null;
    }

    private void reindex(ObjectNode changed) {
        table.reindex(IndexConfigs.read(changed));
        documents.write(INDEX, changed);
        index = changed.deepCopy();
    }

    void close() {
        table.close();
    }

    void delete() {
        table.close();
        documents.deleteAll();
    }
}
