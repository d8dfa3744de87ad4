package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules of every kind, at random: what is created from one reads back as it, and a live alert becomes another by a merge. */
class RuleRoundTripTest {

    private static final int RULES = 4_000;
    private static final int MERGES = 1_000;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, Store> SOURCES = Map.of(
            "default", Store.log("cn-hangzhou", "p-one", "logs"),
            "elsewhere", Store.log("eu-central-1", "p-two", "logs"),
            "metrics", Store.metric("cn-hangzhou", "p-one", "metrics"),
            "hosts", Store.meta("user.hosts"));
    private static final List<String> NAMES = SOURCES.keySet().stream().sorted().toList();
    private static final List<String> TEXTS =
            List.of("x", "é 日本 😀", "a\nb\t\"c\" \\ d", "${alert_name}", "{{ 1 }}", "null", "0", "now");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void encode_randomRules_readBackTheSame() throws JsonProcessingException {
        for (int i = 0; i < RULES; i++) {
            AlertRule rule = rule();
            String created = created(rule);

            Decoded<AlertRule> decoded = decode(created);

            assertThat(decoded.leftOut()).as("seed %d, %s", seed, created).isEmpty();
            assertThat(decoded.value()).as("seed %d, %s", seed, created).isEqualTo(rule);
        }
    }

    @Test
    void encode_randomRuleOverAnother_readsBackAsTheNewOneAndIsThenLeftAlone() throws JsonProcessingException {
        for (int i = 0; i < MERGES; i++) {
            String live = created(rule());
            AlertRule rule = withMute(rule());
            Wire wire = RuleWriter.write(rule, SOURCES);

            String merged = JsonMerge.merge(live, wire.managed());

            // Labels and annotations are maps to the service, so the merge leaves them in the order that they have
            // there.
            AlertRule read = Objects.requireNonNull(decode(merged).value());
            assertThat(withKeysSorted(created(read)))
                    .as("seed %d, %s over %s", seed, wire.managed(), live)
                    .isEqualTo(withKeysSorted(created(rule)));
            assertThat(JsonMerge.merge(merged, wire.managed())).isEqualTo(merged);
        }
    }

    private static JsonNode withKeysSorted(String alert) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(alert);
        for (String list : List.of("labels", "annotations")) {
            ArrayNode array = (ArrayNode) json.path("configuration").path(list);
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(elements::add);
            elements.sort(Comparator.comparing(element -> element.path("key").textValue()));
            array.removeAll().addAll(elements);
        }
        return json;
    }

    private static String created(AlertRule rule) {
        Wire wire = RuleWriter.write(rule, SOURCES);
        return JsonMerge.create(wire.managed(), wire.creation());
    }

    private static Decoded<AlertRule> decode(String json) throws JsonProcessingException {
        return RuleReader.read(MAPPER.readTree(json), store -> NAMES.stream()
                .filter(name -> SOURCES.get(name).equals(store))
                .findFirst()
                .orElseThrow());
    }

    private AlertRule rule() {
        AlertRuleBuilder rule = AlertRule.builder("rule-" + random.nextInt(1_000))
                .enabled(random.nextBoolean())
                .schedule(schedule())
                .delay(Duration.ofSeconds(random.nextBoolean() ? 0 : random.nextInt(86_401)))
                .runImmediately(random.nextBoolean())
                .threshold(1 + random.nextInt(5))
                .sendResolved(random.nextBoolean())
                .autoAnnotation(random.nextBoolean())
                .alertHub(random.nextBoolean())
                .cloudMonitor(random.nextBoolean())
                .repeatInterval(duration())
                .groupEvaluation(grouping())
                .actionPolicy("Ap_" + random.nextInt(3));
        sometimes(() -> rule.displayName("The rule 规则"));
        sometimes(() -> rule.description(text()));
        sometimes(() -> rule.dashboard(random.nextBoolean() ? "" : "board"));
        sometimes(() -> rule.alertPolicy("merge.all"));
        sometimes(() -> rule.fireOnNoData(any(Severity.values())));
        sometimes(() -> rule.tags("b", "a"));
        sometimes(() -> rule.muteUntil(Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE))));
        sometimes(() -> rule.eventStore(new EventStoreSink(text(), text(), text(), text())));
        sometimes(() -> rule.template(template()));
        values().forEach(rule::addLabel);
        values().forEach(rule::addAnnotation);
        queries(rule);
        severities(rule);
        return rule.build();
    }

    /** A mute that is not set stays as it is in the service, so that only rules with one say all. */
    private AlertRule withMute(AlertRule rule) {
        return rule.muteUntil().isPresent() ? rule : withMute(rule());
    }

    private void queries(AlertRuleBuilder rule) {
        int count = 1 + random.nextInt(3);
        SetOperation[] operations = new SetOperation[count - 1];
        for (int i = 0; i < count; i++) {
            rule.addQuery(query());
            if (i > 0) {
                SetOperation.Type type = any(SetOperation.Type.values());
                operations[i - 1] = new SetOperation(type, type.conditional() ? "$0.h == $1.h" : "");
            }
        }
        rule.setOperations(operations);
    }

    private Query query() {
        String source = NAMES.get(random.nextInt(NAMES.size()));
        Query query = SOURCES.get(source).type() == StoreType.META
                ? Query.ofResourceData(source)
                : Query.of(source, text(), timeSpan()).withPowerSqlMode(any(Query.PowerSqlMode.values()));
        Query withRole = random.nextBoolean() ? query : query.withRoleArn("acs:ram::1:role/reader");
        return random.nextBoolean() ? withRole : withRole.withChart("board", random.nextBoolean() ? "" : "chart");
    }

    private TimeSpan timeSpan() {
        Duration to = Duration.ofSeconds(random.nextInt(3) * 30L);
        return switch (random.nextInt(4)) {
            case 0 -> TimeSpan.relative(duration());
            case 1 -> TimeSpan.custom(to.plus(duration()), to);
            case 2 ->
                TimeSpan.truncated(
                        1 + random.nextInt(90),
                        any(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS));
            default -> TimeSpan.today();
        };
    }

    private Schedule schedule() {
        return switch (random.nextInt(5)) {
            case 0 -> Schedule.fixedRate(duration());
            case 1 ->
                Schedule.cron("0/5 * * * *", ZoneOffset.ofTotalSeconds((random.nextInt(26 * 4 + 1) - 12 * 4) * 900));
            case 2 -> Schedule.hourly();
            case 3 -> Schedule.daily(random.nextInt(24));
            default -> Schedule.weekly(any(DayOfWeek.values()), random.nextInt(24));
        };
    }

    private GroupEvaluation grouping() {
        return any(GroupEvaluation.none(), GroupEvaluation.byMetricLabels(), GroupEvaluation.by("h", "é", "[5xx(%)]"));
    }

    private void severities(AlertRuleBuilder rule) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            rule.addSeverity(
                    any(Severity.values()),
                    Trigger.matches(any("", "a > 1", "x =~ \"\\\\w+\""), any("", "__count__ >= 5")));
        }
    }

    /** One template has always the same parameters. */
    private RuleTemplate template() {
        return new RuleTemplate(
                "sls.app.x",
                "sys",
                any("", "1"),
                any("", "cn", "en"),
                Map.of("default.project", text()),
                Map.of("desc", text()));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(any("z", "a", "m", "é", "a.b"), any("", text()));
        }
        return values;
    }

    private Duration duration() {
        return any(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1))
                .multipliedBy(1 + random.nextInt(1_000));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private void sometimes(Runnable change) {
        if (random.nextBoolean()) {
            change.run();
        }
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
