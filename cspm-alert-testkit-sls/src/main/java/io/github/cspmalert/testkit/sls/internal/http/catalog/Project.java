package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A project, its Logstores and its alerts. */
public final class Project {

    private static final String CONFIG = "project.json";
    private static final String LOGSTORE_PREFIX = "logstore-";

    private final String name;
    private ObjectNode config;
    private final Documents documents;
    private final TableFactory tables;
    private final Alerts alerts;
    private final ConcurrentSkipListMap<String, Logstore> logstores = new ConcurrentSkipListMap<>();

    private Project(String name, ObjectNode config, Documents documents, TableFactory tables) {
        this.name = name;
        this.config = config;
        this.documents = documents;
        this.tables = tables;
        this.alerts = new Alerts(documents);
    }

    static Project create(String name, ObjectNode config, Documents documents, TableFactory tables) {
        documents.write(CONFIG, config);
        return new Project(name, config, documents, tables);
    }

    static Optional<Project> open(String name, Documents documents, TableFactory tables) {
        return documents.read(CONFIG).map(config -> new Project(name, config, documents, tables));
    }

    void openLogstores() {
        for (String logstore : documents.names(LOGSTORE_PREFIX)) {
            Logstore.open(logstore, documents.in(LOGSTORE_PREFIX + logstore), tables)
                    .ifPresent(opened -> logstores.put(logstore, opened));
        }
    }

    /** {@return the name} */
    public String name() {
        return name;
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

    /** {@return the alerts} */
    public Alerts alerts() {
        return alerts;
    }

    /** {@return the Logstores in order of name} */
    public List<Logstore> logstores() {
        return List.copyOf(logstores.values());
    }

    /**
     * {@return whether there is a Logstore of that name}
     *
     * @param logstore its name
     */
    public boolean has(String logstore) {
        return logstores.containsKey(logstore);
    }

    /**
     * Finds a Logstore.
     *
     * @param logstore its name
     * @return the Logstore
     * @throws SlsException with {@code LogStoreNotExist} if there is none
     */
    public Logstore logstore(String logstore) {
        Logstore found = logstores.get(logstore);
        if (found == null) {
            throw new SlsException(404, "LogStoreNotExist", "logstore " + logstore + " does not exist");
        }
        return found;
    }

    /**
     * Creates a Logstore.
     *
     * @param logstore its name
     * @param logstoreConfig its configuration
     * @return the Logstore
     * @throws SlsException if there is one already, or the name is not allowed
     */
    public synchronized Logstore create(String logstore, ObjectNode logstoreConfig) {
        if (!Names.isLogstore(logstore)) {
            throw new SlsException(400, "LogStoreInfoInvalid", "logstore name " + logstore + " is invalid");
        }
        if (logstores.containsKey(logstore)) {
            throw new SlsException(400, "LogStoreAlreadyExist", "logstore " + logstore + " already exists");
        }
        Logstore created = Logstore.create(logstore, documents.in(LOGSTORE_PREFIX + logstore), logstoreConfig, tables);
        logstores.put(logstore, created);
        return created;
    }

    /**
     * Deletes a Logstore and its logs.
     *
     * @param logstore its name
     * @throws SlsException with {@code LogStoreNotExist} if there is none
     */
    public synchronized void delete(String logstore) {
        Logstore found = logstore(logstore);
        logstores.remove(logstore);
        found.delete();
    }

    void close() {
        logstores.values().forEach(Logstore::close);
    }

    void delete() {
        close();
        documents.deleteAll();
    }
}
