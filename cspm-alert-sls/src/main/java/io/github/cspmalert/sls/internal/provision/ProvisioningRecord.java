package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.json.FieldHashes;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.provision.RecordStore.Item;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What this library made in the service, in a table of its own there: which object, for whom, and a hash of each field as it
 * was applied. An entry is written before the object and deleted after it, so that an object that was made is always in it.
 * The objects themselves carry no mark, since they are to be exactly what the service documents. Thread-safe.
 */
public final class ProvisioningRecord {

    public static final String RESOURCE = "user.cspm_alert_objects";

    private static final String NO_TABLE = "ResourceNotExist";

    private static final String SCHEMA =
            """
            {"schema":[\
            {"column":"id","desc":"hash of owner and object","ext_info":{},"required":true,"type":"string"},\
            {"column":"owner","desc":"who applied the object","ext_info":{},"required":true,"type":"string"},\
            {"column":"kind","desc":"kind of the object","ext_info":{},"required":true,"type":"string"},\
            {"column":"project","desc":"project of a rule","ext_info":{},"required":false,"type":"string"},\
            {"column":"object","desc":"id of the object","ext_info":{},"required":true,"type":"string"},\
            {"column":"fields","desc":"hashes of the fields as applied","ext_info":{},"required":true,"type":"string"}]}""";

    private final RecordStore records;
    private final String owner;
    private final String project;

    public ProvisioningRecord(RecordStore records, String owner, String project) {
        this.records = records;
        this.owner = owner;
        this.project = project;
    }

    /**
     * What the table holds.
     *
     * @param mine the entries of this owner and, for rules, of this project, by object: their ids, and the hashes of the fields
     *     as they were applied. An object has several if two changed it at once, or if a change failed on the way
     * @param others the other owners of records, which belong to the whole account, by object
     */
    public record Entries(
            Map<ObjectKey, Map<String, SortedMap<String, String>>> mine, Map<ObjectKey, SortedSet<String>> others) {

        /** {@return the ids of the entries of an object; none if it was not made for this owner} */
        Set<String> ids(ObjectKey key) {
            return mine.getOrDefault(key, Map.of()).keySet();
        }

        /** {@return the hashes of all that an object may have been made to be} */
        Collection<SortedMap<String, String>> applied(ObjectKey key) {
            return mine.getOrDefault(key, Map.of()).values();
        }
    }

    public Entries read() {
        Entries entries = new Entries(new LinkedHashMap<>(), new LinkedHashMap<>());
        Requests.unless(NO_TABLE, () -> records.list(RESOURCE, Map.of()))
                .orElse(List.of())
                .forEach(item -> JsonText.readObject(item.value()).ifPresent(json -> read(item.id(), json, entries)));
        return entries;
    }

    private void read(String id, ObjectNode json, Entries entries) {
        ObjectKind kind = kind(json.path("kind").asText()).orElse(null);
        String entryOwner = json.path("owner").asText();
        ObjectKey key = kind == null ? null : key(kind, json.path("object").asText());
        if (key == null) {
            return;
        }
        if (!entryOwner.equals(owner)) {
            if (!ObjectTypes.isOfProject(key)) {
                entries.others().computeIfAbsent(key, each -> new TreeSet<>()).add(entryOwner);
            }
        } else if (!ObjectTypes.isOfProject(key)
                || json.path("project").asText().equals(project)) {
            SortedMap<String, String> hashes = new TreeMap<>();
            JsonText.readObject(json.path("fields").asText()).ifPresent(fields -> fields.properties()
                    .forEach(
                            field -> hashes.put(field.getKey(), field.getValue().asText())));
            entries.mine().computeIfAbsent(key, each -> new TreeMap<>()).put(id, hashes);
        }
    }

    private static Optional<ObjectKind> kind(String name) {
        try {
            return Optional.of(ObjectKind.valueOf(name));
        } catch (IllegalArgumentException e) {
            // Written by a later version of this library; that version will know what to do with it.
            return Optional.empty();
        }
    }

    private static @Nullable ObjectKey key(ObjectKind kind, String id) {
        try {
            return new ObjectKey(kind, id);
        } catch (IllegalArgumentException e) {
            // Somebody else wrote it: no object of ours has such an id.
            return null;
        }
    }

    /**
     * Writes what is made of an object. Whoever makes it otherwise at the same time writes another entry, so that neither
     * takes away the entry of the other.
     */
    void write(ObjectKey key, Map<String, String> fields) {
        ObjectNode hashes = JsonText.object();
        fields.forEach(hashes::put);
        ObjectNode value = JsonText.object()
                .put("id", id(key, fields))
                .put("owner", owner)
                .put("kind", key.kind().name())
                .put("project", projectOf(key))
                .put("object", key.id())
                .put("fields", hashes.toString());
        Item item = new Item(id(key, fields), owner, value.toString());
        if (Requests.unless(NO_TABLE, () -> records.put(RESOURCE, item)).isEmpty()) {
            records.createResource(RESOURCE, "What cspm-alert made; see the documentation of SlsProvisioner", SCHEMA);
            records.put(RESOURCE, item);
        }
    }

    void remove(Collection<String> ids) {
        ids.forEach(id -> records.delete(RESOURCE, id));
    }

    private String projectOf(ObjectKey key) {
        return ObjectTypes.isOfProject(key) ? project : "";
    }

    /** {@return the id of the entry for an object that is made just so} */
    String id(ObjectKey key, Map<String, String> fields) {
        String made = new TreeMap<>(fields).toString();
        return FieldHashes.hash(String.join("\n", owner, key.kind().name(), projectOf(key), key.id(), made), 16);
    }
}
