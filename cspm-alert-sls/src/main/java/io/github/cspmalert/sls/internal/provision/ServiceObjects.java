package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The objects of definitions in the service: alerts of one project, and records of the account. Thread-safe. */
public final class ServiceObjects {

    /**
     * What was found.
     *
     * @param found the objects that exist
     * @param unread why objects could not be looked up
     */
    public record Snapshot(Map<ObjectKey, Live> found, Map<ObjectKey, ServiceException> unread) {

        /** {@return why an object could not be looked up, to be read after its name} */
        public String unreadWords(ObjectKey key) {
            return "could not be looked up: "
                    + Objects.requireNonNull(unread.get(key)).getMessage();
        }

        /** Throws why an object could not be looked up, if one could not. */
        void requireRead() {
            unread.values().stream().findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private final AlertJobs alerts;
    private final RecordStore records;

    public ServiceObjects(AlertJobs alerts, RecordStore records) {
        this.alerts = alerts;
        this.records = records;
    }

    /** Looks objects up. A kind that the credentials may not read does not stop the others. */
    public Snapshot read(Collection<ObjectKey> keys) {
        Map<ObjectKind, List<ObjectKey>> byKind = keys.stream()
                .sorted()
                .collect(Collectors.groupingBy(ObjectKey::kind, LinkedHashMap::new, Collectors.toList()));
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        Map<ObjectKey, ServiceException> unread = new LinkedHashMap<>();
        byKind.forEach((kind, some) -> {
            try {
                found.putAll(read(kind, some, unread));
            } catch (ServiceException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                some.forEach(key -> unread.put(key, e));
            }
        });
        return new Snapshot(found, unread);
    }

    /** Only a permission is missing, so the next kind may be looked up all the same. */
    private static boolean isRefusal(ServiceException failure) {
        return failure.errorCode().filter(code -> code.equals("Unauthorized")).isPresent();
    }

    private Map<ObjectKey, Live> read(ObjectKind kind, List<ObjectKey> keys, Map<ObjectKey, ServiceException> unread) {
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        String resource = ObjectTypes.of(kind).resource().orElse(null);
        if (resource == null) {
            keys.forEach(key -> alert(key, unread).ifPresent(live -> found.put(key, live)));
            return found;
        }
        List<String> ids = keys.stream().map(ObjectKey::id).toList();
        records.find(resource, ids).forEach((id, item) -> {
            ObjectKey key = new ObjectKey(kind, id);
            found.put(key, new Live(key, item.value()));
        });
        return found;
    }

    /** An alert that the service does not give does not stop the others, as long as the service answers at all. */
    private Optional<Live> alert(ObjectKey key, Map<ObjectKey, ServiceException> unread) {
        try {
            return alerts.get(key.id()).map(text -> new Live(key, text));
        } catch (ServiceException e) {
            if (isRefusal(e) || e.retryable() || e.errorCode().isEmpty()) {
                throw e;
            }
            unread.put(key, e);
            return Optional.empty();
        }
    }

    public Optional<Live> get(ObjectKey key) {
        Map<ObjectKey, ServiceException> unread = new LinkedHashMap<>();
        Live live = read(key.kind(), List.of(key), unread).get(key);
        unread.values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        return Optional.ofNullable(live);
    }

    /** {@return the names of all alerts of the project, also of those that no rule can have} */
    List<String> rules() {
        return alerts.names();
    }

    void create(ObjectKey key, String name, String text) {
        resource(key)
                .ifPresentOrElse(
                        resource -> records.create(resource, new RecordStore.Item(key.id(), name, text)),
                        () -> alerts.create(key.id(), text));
    }

    void update(ObjectKey key, String name, String text) {
        resource(key)
                .ifPresentOrElse(
                        resource -> records.update(resource, new RecordStore.Item(key.id(), name, text)),
                        () -> alerts.update(key.id(), text));
    }

    void delete(ObjectKey key) {
        resource(key).ifPresentOrElse(resource -> records.delete(resource, key.id()), () -> alerts.delete(key.id()));
    }

    private static Optional<String> resource(ObjectKey key) {
        return ObjectTypes.of(key.kind()).resource();
    }
}
