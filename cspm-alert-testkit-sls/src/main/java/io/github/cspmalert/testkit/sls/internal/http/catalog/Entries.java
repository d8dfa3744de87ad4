package io.github.cspmalert.testkit.sls.internal.http.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * JSON objects by name, in the order in which they were added, kept in one document. A change takes place whole or not
 * at all, in the document as well. Thread-safe.
 */
final class Entries {

    private static final String ITEMS = "items";

    private final Documents documents;
    private final String document;
    private Map<String, ObjectNode> entries = new LinkedHashMap<>();

    /** Opens entries; the name of each is in one of its fields. */
    Entries(Documents documents, String document, String nameField) {
        this.documents = documents;
        this.document = document;
        documents.read(document).ifPresent(kept -> kept.path(ITEMS)
                .forEach(item -> entries.put(item.path(nameField).asText(), (ObjectNode) item)));
    }

    /** Copies of all entries. */
    synchronized List<ObjectNode> all() {
        return entries.values().stream().map(ObjectNode::deepCopy).toList();
    }

    /** A copy of an entry. */
    synchronized Optional<ObjectNode> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(ObjectNode::deepCopy);
    }

    /** Changes the entries, unless the change throws. It must put new objects and leave the present ones as they are. */
    synchronized void change(Consumer<Map<String, ObjectNode>> change) {
        Map<String, ObjectNode> changed = new LinkedHashMap<>(entries);
        change.accept(changed);
        ObjectNode kept = Json.newObject();
        ArrayNode items = kept.putArray(ITEMS);
        changed.values().forEach(items::add);
        documents.write(document, kept);
        entries = changed;
    }
}
