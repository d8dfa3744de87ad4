package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.DefinitionProblem;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.limits.ServiceLimits;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the alerts of a project and, kind by kind, what they name. What definitions cannot express is reported, and, if something
 * names it, declared as existing; so is what would not be taken back. For one thread, once.
 */
public final class Exporter {

    /** What begins so is the service's own. */
    private static final String BUILT_IN = "sls.";

    /** The characters that stand for themselves in an address; no rule has others. */
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.-]{1,256}");

    /** A definition that was read. */
    private record Read<T>(ObjectType<T> type, T value) {

        ObjectKey key() {
            return type.key(value);
        }

        List<ObjectKey> names() {
            return type.names(value)
                    .filter(key -> !key.id().startsWith(BUILT_IN))
                    .toList();
        }

        Stream<String> sources() {
            return value instanceof AlertRule rule ? rule.queries().stream().map(Query::source) : Stream.of();
        }

        void addTo(AlertDefinitionsBuilder definitions) {
            type.add(definitions, value);
        }
    }

    private final ServiceObjects objects;
    private final Instant now;
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, Store> sources = new LinkedHashMap<>();
    private final SortedSet<ObjectKey> named = new TreeSet<>();
    private final List<Read<?>> all = new ArrayList<>();

    public Exporter(ServiceObjects objects, Instant now) {
        this.objects = objects;
        this.now = now;
    }

    /** {@return the definitions, and what they cannot express} */
    public Decoded<AlertDefinitions> export() {
        // What names others is read before them, and added after them.
        List<ObjectType<?>> types = ObjectTypes.all();
        for (int i = types.size() - 1; i >= 0; i--) {
            read(types.get(i));
        }
        AlertDefinitions definitions = fitting();
        return new Decoded<>(definitions, leftOut);
    }

    private <T> void read(ObjectType<T> type) {
        SortedSet<ObjectKey> next = type.resource().isEmpty() ? rules() : named(type.kind());
        SortedSet<ObjectKey> seen = new TreeSet<>();
        while (seen.addAll(next)) {
            List<Read<?>> some = read(type, next);
            some.forEach(each -> named.addAll(each.names()));
            // An object that another of its kind names is added before it.
            all.addAll(0, some);
            next = named(type.kind());
            next.removeAll(seen);
        }
    }

    private SortedSet<ObjectKey> rules() {
        SortedSet<ObjectKey> keys = new TreeSet<>();
        for (String name : objects.rules()) {
            if (NAME.matcher(name).matches()) {
                keys.add(new ObjectKey(ObjectKind.RULE, name));
            } else {
                leftOut.add("%s '%s': its name is one that no rule here can have"
                        .formatted(ObjectKind.RULE.words(), Texts.brief(name)));
            }
        }
        return keys;
    }

    private SortedSet<ObjectKey> named(ObjectKind kind) {
        return named.stream().filter(key -> key.kind() == kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private <T> List<Read<?>> read(ObjectType<T> type, SortedSet<ObjectKey> keys) {
        Snapshot snapshot = objects.read(keys);
        List<Read<?>> values = new ArrayList<>();
        for (ObjectKey key : keys) {
            T value = read(type, key, snapshot);
            if (value != null) {
                values.add(new Read<>(type, value));
            }
        }
        return values;
    }

    private <T> @Nullable T read(ObjectType<T> type, ObjectKey key, Snapshot snapshot) {
        Live live = snapshot.found().get(key);
        if (live == null) {
            String why = snapshot.unread().containsKey(key)
                    ? snapshot.unreadWords(key)
                    : "is named, but does not exist; the service drops what needs it";
            return leaveOut(key, why);
        }
        if (!type.isDefinable()) {
            return leaveOut(key, "definitions have no word for its kind; it is declared as existing");
        }
        ObjectNode json = live.json().orElse(null);
        if (json == null) {
            return leaveOut(key, "its value is not a JSON object");
        }
        Map<String, Store> stores = new LinkedHashMap<>(sources);
        type.over(json, now).forEach(path -> leaveOut(key, path + " is over"));
        Decoded<T> decoded = type.decode(type.inTime(json, now), store -> SourceNames.of(stores, store));
        decoded.leftOut().forEach(sentence -> leftOut.add(key + ": " + sentence));
        T value = decoded.value();
        if (value != null && !type.key(value).equals(key)) {
            return leaveOut(key, "its value says that it is " + type.key(value));
        }
        if (value == null) {
            return null;
        }
        try {
            type.names(value).forEach(name -> {});
        } catch (IllegalArgumentException e) {
            return leaveOut(key, "names something that no object can be called: " + e.getMessage());
        }
        sources.putAll(stores);
        return value;
    }

    private <T> @Nullable T leaveOut(ObjectKey key, String why) {
        leftOut.add(key + ": " + why);
        return null;
    }

    /**
     * What the service has need not fit together, such as an action on a channel on which its user has no address, nor keep to
     * what is documented. What of it a plan would refuse is left out.
     */
    private AlertDefinitions fitting() {
        while (true) {
            AlertDefinitionsBuilder builder = builder();
            List<DefinitionProblem> problems = builder.problems();
            if (!problems.isEmpty()) {
                ObjectKey key = problems.get(0).object();
                problems.stream()
                        .filter(problem -> problem.object().equals(key))
                        .forEach(problem -> leftOut.add(key + ": does not fit together: " + problem.text()));
                if (all.removeIf(each -> each.key().equals(key))) {
                    continue;
                }
            }
            AlertDefinitions definitions = builder.build();
            List<String> violations = ServiceLimits.check(definitions);
            if (!all.removeIf(each -> breaksLimits(each.key(), violations))) {
                return definitions;
            }
        }
    }

    private AlertDefinitionsBuilder builder() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder();
        all.stream().flatMap(Read::sources).forEach(name -> builder.source(name, source(name)));
        all.forEach(each -> each.addTo(builder));
        SortedSet<ObjectKey> existing =
                all.stream().flatMap(each -> each.names().stream()).collect(Collectors.toCollection(TreeSet::new));
        all.forEach(each -> existing.remove(each.key()));
        existing.forEach(key -> builder.existing(key.kind(), key.id()));
        return builder;
    }

    private Store source(String name) {
        return Objects.requireNonNull(sources.get(name), name);
    }

    private boolean breaksLimits(ObjectKey key, List<String> violations) {
        String begin = key + ": ";
        List<String> broken =
                violations.stream().filter(each -> each.startsWith(begin)).toList();
        broken.forEach(
                each -> leftOut.add(begin + "breaks a limit that is documented: " + each.substring(begin.length())));
        return !broken.isEmpty();
    }
}
