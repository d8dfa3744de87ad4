package io.github.cspmalert.sls.internal.provision;

import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.ArrayList;
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
                found.putAll(read(kind, some));
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

    private Map<ObjectKey, Live> read(ObjectKind kind, List<ObjectKey> keys) {
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        String resource = ObjectTypes.of(kind).resource().orElse(null);
        if (resource == null) {
            keys.forEach(key -> alerts.get(key.id()).ifPresent(text -> found.put(key, new Live(key, text))));
            return found;
        }
        List<String> ids = keys.stream().map(ObjectKey::id).toList();
        records.find(resource, ids).forEach((id, item) -> {
            ObjectKey key = new ObjectKey(kind, id);
            found.put(key, new Live(key, item.value()));
        });
        return found;
    }

    public Optional<Live> get(ObjectKey key) {
        return Optional.ofNullable(read(key.kind(), List.of(key)).get(key));
    }

    /** {@return the ids of all alerts of the project} */
    List<ObjectKey> rules() {
        List<ObjectKey> keys = new ArrayList<>();
        alerts.names().forEach(name -> keys.add(new ObjectKey(ObjectKind.RULE, name)));
        return keys;
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
