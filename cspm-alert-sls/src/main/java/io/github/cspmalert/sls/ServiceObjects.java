package io.github.cspmalert.sls;

import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The objects of definitions in the service: alerts of one project, and records of the account. Thread-safe. */
final class ServiceObjects {

    /**
     * What was found.
     *
     * @param found the objects that are there
     * @param unread why objects could not be looked up
     */
    record Snapshot(Map<ObjectKey, Live> found, Map<ObjectKey, SlsProvisioningException> unread) {}

    private final AlertJobs alerts;
    private final RecordStore records;

    ServiceObjects(AlertJobs alerts, RecordStore records) {
        this.alerts = alerts;
        this.records = records;
    }

    /** Looks objects up. One kind that may not be looked up does not keep the others from it. */
    Snapshot read(Collection<ObjectKey> keys) {
        Map<ObjectKind, List<ObjectKey>> byKind = keys.stream()
                .sorted()
                .collect(Collectors.groupingBy(ObjectKey::kind, LinkedHashMap::new, Collectors.toList()));
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        Map<ObjectKey, SlsProvisioningException> unread = new LinkedHashMap<>();
        byKind.forEach((kind, some) -> {
            try {
                found.putAll(read(kind, some));
            } catch (SlsProvisioningException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                some.forEach(key -> unread.put(key, e));
            }
        });
        return new Snapshot(found, unread);
    }

    /** What is wanting is a permission, so that the next kind may be looked up all the same. */
    private static boolean isRefusal(SlsProvisioningException failure) {
        return failure.errorCode().filter(code -> code.equals("Unauthorized")).isPresent();
    }

    private Map<ObjectKey, Live> read(ObjectKind kind, List<ObjectKey> keys) {
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        if (kind == ObjectKind.RULE) {
            keys.forEach(key -> alerts.get(key.id()).ifPresent(text -> found.put(key, new Live(key, text))));
            return found;
        }
        List<String> ids = keys.stream().map(ObjectKey::id).toList();
        records.find(resource(kind).resourceName(), ids).forEach((id, item) -> {
            ObjectKey key = new ObjectKey(kind, id);
            found.put(key, new Live(key, item.value()));
        });
        return found;
    }

    Optional<Live> get(ObjectKey key) {
        return Optional.ofNullable(read(key.kind(), List.of(key)).get(key));
    }

    /** {@return the ids of all alerts of the project} */
    List<ObjectKey> rules() {
        List<ObjectKey> keys = new ArrayList<>();
        alerts.names().forEach(name -> keys.add(new ObjectKey(ObjectKind.RULE, name)));
        return keys;
    }

    void create(ObjectKey key, String name, String text) {
        if (key.kind() == ObjectKind.RULE) {
            alerts.create(key.id(), text);
        } else {
            records.create(resource(key.kind()).resourceName(), new RecordStore.Item(key.id(), name, text));
        }
    }

    void update(ObjectKey key, String name, String text) {
        if (key.kind() == ObjectKind.RULE) {
            alerts.update(key.id(), text);
        } else {
            records.update(resource(key.kind()).resourceName(), new RecordStore.Item(key.id(), name, text));
        }
    }

    void delete(ObjectKey key) {
        if (key.kind() == ObjectKind.RULE) {
            alerts.delete(key.id());
        } else {
            records.delete(resource(key.kind()).resourceName(), key.id());
        }
    }

    private static ObjectResource resource(ObjectKind kind) {
        return Objects.requireNonNull(ObjectResource.of(kind), kind::words);
    }
}
