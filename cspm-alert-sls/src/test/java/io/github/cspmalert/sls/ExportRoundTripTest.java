package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.sls.SlsPlan.Effect;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.json.JsonValues;
import io.github.cspmalert.sls.internal.provision.Live;
import io.github.cspmalert.sls.internal.provision.PlannedStep;
import io.github.cspmalert.sls.internal.provision.PlannedStep.Deed;
import io.github.cspmalert.sls.internal.provision.Planner;
import io.github.cspmalert.sls.internal.provision.ProvisioningRecord.Entries;
import io.github.cspmalert.sls.internal.provision.RecordStore;
import io.github.cspmalert.sls.internal.provision.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.provision.WantedObjects;
import io.github.cspmalert.sls.internal.wire.ObjectType;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a service holds: a plan takes what an export gives and changes nothing, the same can be made in an empty account, and
 * each field is there, or was told to be left out, and then stays through adoption and update, byte for byte. Each document is
 * dear, so a fifth of {@code -Dfuzz.inputs} of them is tried; {@code -Dfuzz.seed} takes others.
 */
@Tag("fuzz")
class ExportRoundTripTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;
    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();
    private static final int ALERTS = 40;
    private static final int DOCUMENTS = Math.max(400, Integer.getInteger("fuzz.inputs", 2000) / 5);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129L);

    /** What the service writes itself, by the documentation of an alert and the SDK's class of a schedule. */
    private static final Set<String> OF_THE_SERVICE = Set.of(
            "createTime",
            "lastModifiedTime",
            "status",
            "apiType",
            "scheduleId",
            "schedule.id",
            "schedule.jobName",
            "schedule.startTime",
            "schedule.completeTime",
            "schedule.status",
            "schedule.createTime",
            "schedule.lastModifiedTime");

    /** A mute that is over has to go, as the service takes none; the others are what {@link Changed} wants otherwise. */
    private static final Predicate<String> REPLACED = Pattern.compile(
                    "configuration\\.muteUntil|(email|configuration\\.annotations)(\\..*)?|(user_group_name|description)([.\\[].*)?")
            .asMatchPredicate();

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    /** Whether two values at a path are the same. */
    private interface Same {
        boolean test(String path, JsonNode one, JsonNode other);
    }

    private long seed;

    @Test
    void export_ofWhateverTheServiceHolds_losesNothingSilently() {
        int done = 0;
        for (seed = SEED; done < DOCUMENTS; seed++) {
            done += batch();
        }
        System.out.printf("ExportRoundTripTest: %d documents, fuzz.seed=%d%n", done, SEED);
    }

    private int batch() {
        ServiceJson json = new ServiceJson(seed);
        Map<String, Map<String, ObjectNode>> records = json.records();
        Map<String, ObjectNode> alerts = json.alerts(ALERTS);
        try (EmbeddedSls server = EmbeddedSls.builder().project(PROJECT).start();
                SlsConnection connection = connect(server)) {
            records.forEach((resource, all) -> all.forEach((id, value) -> put(server, resource, id, value.toString())));
            alerts.values().forEach(alert -> server.putAlert(PROJECT, alert.toString()));
            SlsExport export =
                    SlsProvisioner.builder(connection, PROJECT).build().export();
            AlertDefinitions definitions = export.definitions();

            assertUnchanged(SlsProvisioner.builder(connection, PROJECT).build().plan(definitions));
            assertSame("through JSON", MAPPER.readJson(MAPPER.writeJson(definitions)), definitions);
            Map<ObjectKey, JsonNode> made = apply(records, definitions);
            each(records, alerts, (key, value) -> assertNothingLost(key, value, made.get(key), export));
            assertKeptThroughAdoption(server, records, alerts, export);
        }
        return alerts.size() + records.values().stream().mapToInt(Map::size).sum();
    }

    private void assertSame(String what, AlertDefinitions actual, AlertDefinitions expected) {
        List<String> lines = new ArrayList<>(MAPPER.writeJson(actual).lines().toList());
        List<String> wanted = MAPPER.writeJson(expected).lines().toList();
        List<String> missing = new ArrayList<>(wanted);
        lines.forEach(missing::remove);
        wanted.forEach(lines::remove);
        assertThat(missing)
                .as("lines that are missing: %s, seed %d", what, seed)
                .isEmpty();
        assertThat(lines).as("lines that differ: %s, seed %d", what, seed).isEmpty();
        assertThat(actual).as("%s, seed %d", what, seed).isEqualTo(expected);
    }

    private void assertUnchanged(SlsPlan plan) {
        assertThat(plan.steps())
                .as("plan of what was exported, seed %d", seed)
                .allMatch(step -> step.effect() == Effect.UNCHANGED);
    }

    /** Applies into an account that has only what was left out, and gives what is there then. */
    private Map<ObjectKey, JsonNode> apply(Map<String, Map<String, ObjectNode>> records, AlertDefinitions definitions) {
        try (EmbeddedSls empty = EmbeddedSls.builder().project(PROJECT).start();
                SlsConnection connection = connect(empty)) {
            // What is missing in the one account already must not be missing in a new one.
            definitions.existing().forEach(key -> put(empty, resource(key), key.id(), "{}"));
            records.forEach((resource, all) -> all.forEach((id, value) -> put(empty, resource, id, value.toString())));
            Map<ObjectKey, JsonNode> made = new LinkedHashMap<>();
            ObjectTypes.all().forEach(type -> forget(type, definitions, connection));
            SlsProvisioner provisioner =
                    SlsProvisioner.builder(connection, PROJECT).build();
            provisioner.plan(definitions).apply();

            assertThat(provisioner.plan(definitions).isEmpty())
                    .as("nothing left to do, seed %d", seed)
                    .isTrue();
            assertSame("exported again", provisioner.export().definitions(), definitions);
            ObjectTypes.all().forEach(type -> collect(type, definitions, empty, made));
            return made;
        }
    }

    private static String resource(ObjectKey key) {
        return ObjectTypes.of(key.kind()).resource().orElseThrow();
    }

    private static <T> void forget(ObjectType<T> type, AlertDefinitions definitions, SlsConnection connection) {
        RecordStore all = new RecordStore(connection.in("cn-shanghai").calls());
        type.resource().ifPresent(resource -> type.in(definitions)
                .forEach(each -> all.delete(resource, type.key(each).id())));
    }

    private static <T> void collect(
            ObjectType<T> type, AlertDefinitions definitions, EmbeddedSls server, Map<ObjectKey, JsonNode> made) {
        for (T each : type.in(definitions)) {
            ObjectKey key = type.key(each);
            made.put(key, JsonText.readObject(stored(server, key)).orElseThrow());
        }
    }

    private static String stored(EmbeddedSls server, ObjectKey key) {
        return ObjectTypes.of(key.kind())
                .resource()
                .map(resource -> server.record(resource, key.id()))
                .orElseGet(() -> server.alert(PROJECT, key.id()))
                .orElseThrow();
    }

    private static void each(
            Map<String, Map<String, ObjectNode>> records,
            Map<String, ObjectNode> alerts,
            BiConsumer<ObjectKey, ObjectNode> seen) {
        ObjectTypes.all().forEach(type -> type.resource().ifPresent(resource -> records.getOrDefault(resource, Map.of())
                .forEach((id, value) -> seen.accept(new ObjectKey(type.kind(), id), value))));
        alerts.forEach((name, value) -> seen.accept(new ObjectKey(ObjectKind.RULE, name), value));
    }

    private void assertNothingLost(ObjectKey key, ObjectNode value, JsonNode made, SlsExport export) {
        List<String> told = told(key, export);
        if (made == null) {
            boolean named = key.kind() == ObjectKind.RULE
                    || export.definitions().existing().contains(key);
            assertThat(named && told.isEmpty())
                    .as("%s is told, seed %d: %s", key, seed, value)
                    .isFalse();
            return;
        }
        List<String> lost = lost("", value, made, ExportRoundTripTest::same);
        lost.removeIf(path -> told.stream().anyMatch(each -> isOn(each, path)));
        assertThat(lost)
                .as("lost of %s, told %s, seed %d: %s, made as %s", key, told, seed, value, made)
                .isEmpty();
    }

    private static List<String> told(ObjectKey key, SlsExport export) {
        return export.leftOut().stream()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.toString().length() + 2))
                .toList();
    }

    private static boolean isOn(String sentence, String path) {
        String printable = path.replaceAll("\\p{Cntrl}", " ");
        for (String begin = printable; !begin.isEmpty(); begin = parent(begin)) {
            if (sentence.startsWith(begin + " ")) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    /** {@return the paths of all that says something in one value, but not in another} */
    private static List<String> lost(String path, JsonNode value, JsonNode other, Same same) {
        List<String> lost = new ArrayList<>();
        if (JsonValues.isEmpty(value) || OF_THE_SERVICE.contains(path)) {
            return lost;
        }
        if (value.isObject()) {
            value.properties().forEach(field -> {
                String name = field.getKey();
                JsonNode there = other.path(name.equals("aonotations") && !other.has(name) ? "annotations" : name);
                lost.addAll(lost(path.isEmpty() ? name : path + "." + name, field.getValue(), there, same));
            });
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                lost.addAll(lostOfElement(path + "[" + i + "]", value.get(i), other, same));
            }
        } else if (!value.isBoolean() || value.booleanValue()) {
            if (!same.test(path, value, other)) {
                lost.add(path);
            }
        }
        return lost;
    }

    /** An element may stand at another place, if one before it was left out. */
    private static List<String> lostOfElement(String path, JsonNode element, JsonNode others, Same same) {
        List<String> least = lost(path, element, JsonText.EMPTY, same);
        for (JsonNode other : others) {
            List<String> lost = lost(path, element, other, same);
            least = lost.size() < least.size() ? lost : least;
        }
        return least;
    }

    private static boolean same(String path, JsonNode one, JsonNode other) {
        return other.isValueNode() && plain(path, one).equals(plain(path, other));
    }

    /** {@return what a value says, however it is written} */
    private static String plain(String path, JsonNode value) {
        String text = value.asText();
        if (path.endsWith("timeZone")) {
            return text.matches("[-+]\\d.*") ? ZoneOffset.of(text).getId() : text;
        }
        if (path.endsWith("_script")) {
            return text.replaceAll("\\s", "").replaceAll("(\\d[hm])0[ms]\\b", "$1");
        }
        if (value.isNumber() || text.matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
            BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(text);
            return Math.abs((long) number.scale()) > 100
                    ? number.toString().toLowerCase(Locale.ROOT)
                    : number.stripTrailingZeros().toPlainString();
        }
        String time = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (path.matches(".*(start|end|interval|Interval|_timeout)")) {
            return (text.startsWith("-") ? "-" : "")
                    + DurationText.read(time)
                            .map(duration -> "" + duration.toSeconds())
                            .orElse(time);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /** What was left out survives an update that adopts the object; a service may yet refuse to take it back. */
    private void assertKeptThroughAdoption(
            EmbeddedSls server,
            Map<String, Map<String, ObjectNode>> records,
            Map<String, ObjectNode> alerts,
            SlsExport export) {
        Map<ObjectKey, Live> found = new LinkedHashMap<>();
        each(records, alerts, (key, value) -> found.put(key, new Live(key, stored(server, key))));
        List<PlannedStep> steps = new Planner(
                        new Snapshot(found, Map.of()), new Entries(Map.of(), Map.of()), Set.of(), true, NOW)
                .want(WantedObjects.of(Changed.all(export.definitions())))
                .steps();
        assertThat(steps).as("seed %d", seed).noneMatch(step -> step.deed() == Deed.BLOCKED);
        Map<ObjectKey, JsonNode> after = new LinkedHashMap<>();
        steps.stream()
                .filter(step -> step.deed() == Deed.UPDATE)
                .forEach(step -> after.put(
                        step.key(), JsonText.readObject(step.content().after()).orElseThrow()));
        assertThat(after.size())
                .as("updates, seed %d", seed)
                .isGreaterThanOrEqualTo(export.definitions().rules().size());
        each(records, alerts, (key, value) -> {
            List<String> told = told(key, export);
            List<String> lost =
                    lost("", value, after.getOrDefault(key, value), (path, one, other) -> one.equals(other));
            lost.removeIf(path -> REPLACED.test(path) || told.stream().noneMatch(each -> isOn(each, path)));
            assertThat(lost)
                    .as("stays of %s, told %s, seed %d: %s, after %s", key, told, seed, value, after.get(key))
                    .isEmpty();
        });
    }

    private static void put(EmbeddedSls server, String resource, String id, String value) {
        ProvisionerFixture.put(server, resource, id, id, value);
    }

    private static SlsConnection connect(EmbeddedSls server) {
        return SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .maxAttempts(1)
                .build();
    }
}
