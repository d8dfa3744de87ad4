package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.json.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that has to be known of a kind of object: how definitions hold it, how it is written and read, which resource keeps it,
 * and which of its fields are special. {@link ObjectTypes} lists the kinds. Immutable once it is listed there.
 *
 * @param <T> the definition
 */
public final class ObjectType<T> {

    /** Reads a definition; the function names the log source of a store. */
    interface Reader<T> {
        Decoded<T> read(JsonNode json, Function<Store, String> sourceName);
    }

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}");

    private final ObjectKind kind;
    private final @Nullable String resource;
    private final Function<AlertDefinitions, List<T>> all;
    private final BiConsumer<AlertDefinitionsBuilder, T> add;
    private Function<T, String> id = each -> "";
    private Function<T, String> name = each -> "";
    private BiFunction<T, Map<String, Store>, Wire> write =
            (each, sources) -> new Wire(JsonText.object(), JsonText.object());
    private @Nullable Reader<T> read;
    private Function<T, Stream<ObjectKey>> names = each -> Stream.of();
    private List<String> secrets = List.of();
    private List<String> ofTheService = List.of();
    private List<String> maps = List.of();
    private List<String> instants = List.of();

    /** Begins a kind; a kind without a resource belongs to a project, which keeps it as a job. */
    ObjectType(
            ObjectKind kind,
            @Nullable String resource,
            Function<AlertDefinitions, List<T>> all,
            BiConsumer<AlertDefinitionsBuilder, T> add) {
        this.kind = kind;
        this.resource = resource;
        this.all = all;
        this.add = add;
    }

    ObjectType<T> called(Function<T, String> id, Function<T, String> name) {
        this.id = id;
        this.name = name;
        return this;
    }

    ObjectType<T> written(BiFunction<T, Map<String, Store>, Wire> write, Reader<T> read) {
        this.write = write;
        this.read = read;
        return this;
    }

    ObjectType<T> written(Function<T, Wire> write, Function<JsonNode, Decoded<T>> read) {
        return written((each, sources) -> write.apply(each), (json, sourceName) -> read.apply(json));
    }

    /** Which other objects a definition names. */
    ObjectType<T> naming(Function<T, Stream<ObjectKey>> names) {
        this.names = names;
        return this;
    }

    /** Fields whose values nobody may see. */
    ObjectType<T> secret(String... fields) {
        this.secrets = List.of(fields);
        return this;
    }

    /** Fields that the service writes itself. */
    ObjectType<T> ofTheService(String... fields) {
        this.ofTheService = List.of(fields);
        return this;
    }

    /** Objects whose field names are data, by JSON pointer: a name that is no longer wanted has to go. */
    ObjectType<T> maps(String... pointers) {
        this.maps = List.of(pointers);
        return this;
    }

    /** Instants in epoch seconds, by JSON pointer, that the service takes only while they lie in the future. */
    ObjectType<T> instants(String... pointers) {
        this.instants = List.of(pointers);
        return this;
    }

    /** {@return the kind} */
    public ObjectKind kind() {
        return kind;
    }

    /** {@return the resource that keeps its records; empty if a project keeps it} */
    public Optional<String> resource() {
        return Optional.ofNullable(resource);
    }

    /** {@return whether definitions can hold it, not only name it} */
    public boolean isDefinable() {
        return read != null;
    }

    /** {@return the definitions of this kind} */
    public List<T> in(AlertDefinitions definitions) {
        return all.apply(definitions);
    }

    /** Adds a definition to others. */
    public void add(AlertDefinitionsBuilder definitions, T definition) {
        add.accept(definitions, definition);
    }

    /** {@return what a definition is called} */
    public ObjectKey key(T definition) {
        return new ObjectKey(kind, id.apply(definition));
    }

    /** {@return the name that people read} */
    public String name(T definition) {
        return ShownNames.write(id.apply(definition), name.apply(definition));
    }

    /**
     * Writes a definition.
     *
     * @param definition the definition
     * @param sources where the log sources lie, by name
     */
    public Wire encode(T definition, Map<String, Store> sources) {
        return write.apply(definition, sources);
    }

    /**
     * Reads a definition.
     *
     * @param json its JSON
     * @param sourceName names the log source of a store
     */
    public Decoded<T> decode(JsonNode json, Function<Store, String> sourceName) {
        return read == null ? new Decoded<>(null, List.of()) : read.read(json, sourceName);
    }

    /** {@return the other objects that a definition names} */
    public Stream<ObjectKey> names(T definition) {
        return names.apply(definition);
    }

    /** {@return the other objects that all definitions of this kind name} */
    public Stream<ObjectKey> named(AlertDefinitions definitions) {
        return in(definitions).stream().flatMap(names);
    }

    /** {@return whether nobody may see the value at a path such as {@code headers[token]}} */
    public boolean isSecret(String path) {
        return secrets.stream().anyMatch(path::startsWith);
    }

    /** {@return the JSON without what the service writes itself} */
    public ObjectNode content(ObjectNode json) {
        return json.deepCopy().without(ofTheService);
    }

    /** {@return what is wanted, with null for each name that exists in the service and is no longer wanted} */
    public ObjectNode managed(ObjectNode wanted, ObjectNode live) {
        ObjectNode managed = wanted.deepCopy();
        for (String pointer : maps) {
            if (managed.at(pointer) instanceof ObjectNode map) {
                live.at(pointer).fieldNames().forEachRemaining(old -> {
                    if (!map.has(old)) {
                        map.putNull(old);
                    }
                });
            }
        }
        return managed;
    }

    /** {@return what is wanted without instants that are over, which the service does not take} */
    public ObjectNode inTime(ObjectNode wanted, Instant now) {
        ObjectNode inTime = wanted.deepCopy();
        for (String pointer : instants) {
            if (isOver(inTime.at(pointer), now)) {
                parent(inTime, pointer).remove(field(pointer));
            }
        }
        return inTime;
    }

    /** {@return the changes of an update: what is wanted, and null for what the service would not take back} */
    public ObjectNode patch(ObjectNode wanted, ObjectNode live, Instant now) {
        ObjectNode patch = wanted.deepCopy();
        ofTheService.forEach(patch::putNull);
        for (String pointer : instants) {
            JsonNode wantedInstant = patch.at(pointer);
            if (isOver(live.at(pointer), now) && (wantedInstant.isMissingNode() || wantedInstant.isNull())) {
                // Also one that says nothing has to go: the service takes neither 0 nor null.
                parent(patch, pointer).set(field(pointer), MissingNode.getInstance());
            }
        }
        return patch;
    }

    /** {@return the paths of instants that are over, but for those that say nothing} */
    public List<String> over(ObjectNode live, Instant now) {
        return instants.stream()
                .filter(pointer -> isOver(live.at(pointer), now) && !JsonValues.isEmpty(live.at(pointer)))
                .map(ObjectType::path)
                .toList();
    }

    /** {@return the instants that lie in the future, by their path such as {@code configuration.muteUntil}} */
    public SortedMap<String, String> pending(ObjectNode live, Instant now) {
        SortedMap<String, String> pending = new TreeMap<>();
        for (String pointer : instants) {
            JsonNode instant = live.at(pointer);
            if (instant.isNumber() && !isOver(instant, now)) {
                pending.put(path(pointer), instant.toString());
            }
        }
        return pending;
    }

    private static boolean isOver(JsonNode instant, Instant now) {
        if (instant.isMissingNode() || JsonValues.isEmpty(instant)) {
            return !instant.isMissingNode();
        }
        BigDecimal seconds = SECONDS.matcher(instant.asText()).matches()
                ? new BigDecimal(instant.asText())
                : instant.isNumber() ? instant.decimalValue() : null;
        return seconds != null && seconds.compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0;
    }

    private static ObjectNode parent(ObjectNode json, String pointer) {
        return json.withObject(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String path(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    private static String field(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** {@return the kind} */
    @Override
    public String toString() {
        return kind.words();
    }
}
