package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records of a resource: those that were put in, and those that are built in and never change. Thread-safe. */
public final class Records {

    private static final String CREATED = "createTime";
    private static final String MODIFIED = "lastModifyTime";

    private final String resource;
    private final Entries entries;
    private final List<ObjectNode> builtIns;
    private final Set<String> builtInIds;

    Records(String resource, Documents documents, List<ObjectNode> builtIns) {
        this.resource = resource;
        this.entries = new Entries(documents, "records.json", "id");
        this.builtIns = builtIns;
        this.builtInIds = builtIns.stream().map(Records::id).collect(Collectors.toSet());
    }

    private static String id(ObjectNode record) {
        return record.path("id").asText();
    }

    /**
     * {@return copies of the records, in the order in which they were created}
     *
     * @param withBuiltIns whether those that are built in are among them; they come first
     */
    public List<ObjectNode> all(boolean withBuiltIns) {
        return withBuiltIns
                ? Stream.concat(builtIns.stream().map(ObjectNode::deepCopy), entries.all().stream())
                        .toList()
                : entries.all();
    }

    /**
     * {@return a copy of a record, if there is one}
     *
     * @param id its id
     * @param withBuiltIns whether it may be one that is built in
     */
    public Optional<ObjectNode> find(String id, boolean withBuiltIns) {
        return all(withBuiltIns).stream()
                .filter(record -> id(record).equals(id))
                .findFirst();
    }

    /**
     * Finds a record.
     *
     * @param id its id
     * @param withBuiltIns whether it may be one that is built in
     * @return a copy of it
     * @throws SlsException with {@code ResourceRecordNotExist} if there is none
     */
    public ObjectNode record(String id, boolean withBuiltIns) {
        return find(id, withBuiltIns).orElseThrow(() -> notExist(id));
    }

    /**
     * Adds a record.
     *
     * @param record its id, tag and value
     * @param now the epoch second
     * @throws SlsException with {@code ResourceRecordAlreadyExist} if there is one of that id
     */
    public void create(ObjectNode record, long now) {
        String id = id(record);
        entries.change(records -> {
            if (records.containsKey(id) || builtInIds.contains(id)) {
                throw new SlsException(
                        400, "ResourceRecordAlreadyExist", "Record " + id + " of " + resource + " already exists");
            }
            records.put(id, stamped(record, now, now));
        });
    }

    /**
     * Replaces a record.
     *
     * @param record its id, tag and value
     * @param now the epoch second
     * @throws SlsException with {@code ResourceRecordNotExist} if there is none of that id, or if it is built in
     */
    public void update(ObjectNode record, long now) {
        entries.change(records -> {
            checkNotBuiltIn(id(record));
            if (!records.containsKey(id(record))) {
                throw notExist(id(record));
            }
            upsert(records, record, now);
        });
    }

    /**
     * Adds or replaces records, all or none.
     *
     * @param changed their ids, tags and values
     * @param now the epoch second
     * @throws SlsException if one of them is built in
     */
    public void upsert(List<ObjectNode> changed, long now) {
        entries.change(records -> {
            for (ObjectNode record : changed) {
                checkNotBuiltIn(id(record));
                upsert(records, record, now);
            }
        });
    }

    private static void upsert(Map<String, ObjectNode> records, ObjectNode record, long now) {
        ObjectNode present = records.get(id(record));
        long created = present == null ? now : present.path(CREATED).asLong(now);
        records.put(id(record), stamped(record, created, now));
    }

    private static ObjectNode stamped(ObjectNode record, long created, long modified) {
        return record.deepCopy().put(CREATED, created).put(MODIFIED, modified);
    }

    /**
     * Deletes records. Those that do not exist are left out.
     *
     * @param ids their ids
     * @throws SlsException if one of them is built in
     */
    public void delete(List<String> ids) {
        entries.change(records -> {
            ids.forEach(this::checkNotBuiltIn);
            ids.forEach(records::remove);
        });
    }

    /**
     * Stores a record unchanged; it replaces the record of the same id.
     *
     * @param id its id
     * @param record the record
     */
    public void put(String id, ObjectNode record) {
        entries.change(records -> records.put(id, record.deepCopy()));
    }

    private void checkNotBuiltIn(String id) {
        if (builtInIds.contains(id)) {
            throw SlsException.parameterInvalid(
                    "Record " + id + " of " + resource + " is built in; it can be neither changed nor deleted");
        }
    }

    private SlsException notExist(String id) {
        return new SlsException(404, "ResourceRecordNotExist", "Record " + id + " of " + resource + " does not exist");
    }
}
