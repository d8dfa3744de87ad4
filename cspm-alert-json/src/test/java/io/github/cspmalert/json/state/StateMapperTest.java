package io.github.cspmalert.json.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.SilenceEntry;
import io.github.cspmalert.state.SilenceUse;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;
import io.github.cspmalert.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMapperTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
    private static final String RULE = "{\"version\":2,\"evaluatedTo\":\"2026-11-23T12:00:00.123456789Z\","
            + "\"hits\":{\"2eef5065\":3},\"firing\":{\"2eef5065\":{\"since\":\"2026-11-23T11:00:00Z\","
            + "\"severity\":\"HIGH\",\"labels\":{\"host\":\"a\"}}}}";
    private static final String TOLD = "{\"version\":2,\"targets\":[{\"channel\":\"email\",\"recipient\":\"ops\","
            + "\"at\":\"2026-11-23T11:00:00Z\",\"progress\":\"TOLD\",\"notification\":\"k-1\",\"knows\":true}]}";
    private static final String ENTRY = "{\"version\":2,\"at\":\"2026-11-23T11:00:00Z\",\"rule\":\"r1\","
            + "\"kind\":\"EVALUATED\",\"facts\":[\"3 rows\"]}";
    private static final Instant ELEVEN = Instant.parse("2026-11-23T11:00:00Z");

    private final StateMapper mapper = new StateMapper();

    @Test
    void rule_state_hasThisForm() {
        RuleState state = new RuleState(
                NOON,
                Map.of("2eef5065", 3),
                Map.of("2eef5065", new RuleState.Firing(ELEVEN, Severity.HIGH, Map.of("host", "a"))));

        assertThat(mapper.write(state)).isEqualTo(RULE);
        assertThat(mapper.read(StateKind.RULE, RULE)).isEqualTo(state);
    }

    @Test
    void rule_ofTheFirstVersion_isRead() {
        String first = "{\"version\":1,\"evaluatedTo\":null,\"hits\":{},"
                + "\"firing\":{\"2eef5065\":\"2026-11-23T11:00:00Z\"}}";

        assertThat(mapper.read(StateKind.RULE, first))
                .isEqualTo(new RuleState(
                        null, Map.of(), Map.of("2eef5065", new RuleState.Firing(ELEVEN, Severity.MEDIUM, Map.of()))));
    }

    @Test
    void rule_neverEvaluated_comesBack() {
        assertThat(mapper.read(StateKind.RULE, mapper.write(RuleState.EMPTY))).isEqualTo(RuleState.EMPTY);
    }

    @Test
    void told_state_hasThisForm() {
        ToldState state = ToldState.EMPTY.with(
                new Target(Channel.EMAIL, "ops"), new ToldState.Entry(ELEVEN, ToldState.Progress.TOLD, "k-1"));

        assertThat(mapper.write(state)).isEqualTo(TOLD);
        assertThat(mapper.read(StateKind.TOLD, TOLD)).isEqualTo(state);
    }

    @Test
    void told_ofTheFirstVersion_knowsIfItWasToldLast() {
        String first = TOLD.replace("\"version\":2", "\"version\":1").replace(",\"knows\":true", "");

        assertThat(mapper.read(StateKind.TOLD, first)).isEqualTo(mapper.read(StateKind.TOLD, TOLD));
        assertThat(mapper.read(StateKind.TOLD, first.replace("\"TOLD\"", "\"WAITING\"")))
                .isEqualTo(ToldState.EMPTY.with(
                        new Target(Channel.EMAIL, "ops"),
                        new ToldState.Entry(ELEVEN, ToldState.Progress.WAITING, "k-1", false)));
    }

    @Test
    void merged_ofTheFirstVersion_isRead() {
        String first = "{\"version\":1,\"told\":{\"2eef\":\"FIRING\"},\"toldAt\":\"2026-11-23T11:00:00Z\","
                + "\"waiting\":{},\"opens\":null,\"notifications\":[]}";

        assertThat(mapper.read(StateKind.MERGED, first))
                .isEqualTo(new MergeState(Map.of("2eef", AlertStatus.FIRING), ELEVEN, Map.of(), null, Set.of()));
    }

    @Test
    void merged_state_hasThisForm() {
        String document = "{\"version\":2,\"told\":{\"2eef\":\"FIRING\"},\"toldAt\":null,\"waiting\":{},"
                + "\"opens\":null,\"notifications\":[\"k-1\",\"k-2\"],\"fresh\":[\"2eef\"],\"silenced\":[\"0f\"],"
                + "\"sources\":{\"r1/2eef/0f\":\"2026-11-23T11:00:00Z\"}}";
        MergeState state = new MergeState(
                Map.of("2eef", AlertStatus.FIRING),
                null,
                Map.of(),
                null,
                Set.of("k-2", "k-1"),
                Set.of("2eef"),
                Set.of("0f"),
                Map.of("r1/2eef/0f", ELEVEN));

        assertThat(mapper.write(state)).isEqualTo(document);
        assertThat(mapper.read(StateKind.MERGED, document)).isEqualTo(state);
    }

    @Test
    void silence_addedAtRunTime_hasThisForm() {
        String document = "{\"version\":1,\"id\":\"move\",\"condition\":{\"combined\":\"and\",\"conditions\":["
                + "{\"combined\":\"no\",\"quantifier\":\"ANY\",\"field\":\"labels.team\",\"operator\":\"EQUAL\","
                + "\"number\":null,\"text\":\"平台\"},{\"combined\":\"no\",\"quantifier\":\"ALL\","
                + "\"field\":\"severity\",\"operator\":\"AT_MOST\",\"number\":\"6\",\"text\":null}]},"
                + "\"reason\":\"moves\",\"author\":\"anna\",\"from\":null,\"until\":\"2026-11-23T11:00:00Z\","
                + "\"addedAt\":\"2026-11-23T12:00:00.123456789Z\"}";
        AlertCondition condition = AlertCondition.and(
                AlertCondition.any(AlertField.label("team")).equalTo("平台"),
                AlertCondition.all(AlertField.SEVERITY).is(AlertCondition.Operator.AT_MOST, 6));
        SilenceEntry entry = new SilenceEntry(Silence.until("move", condition, "moves", "anna", ELEVEN), NOON);

        assertThat(mapper.write(entry)).isEqualTo(document);
        assertThat(mapper.read(StateKind.SILENCE, document)).isEqualTo(entry);
        assertThatThrownBy(() -> mapper.read(StateKind.SILENCE, document.replace("\"6\"", "null")))
                .isInstanceOf(AlertStoreException.class);
    }

    @Test
    void silence_ofAnOlderLibrary_thatComparesANumberWithAText_comparesNumbers() {
        AlertCondition condition = AlertCondition.all(AlertField.SEVERITY).is(AlertCondition.Operator.AT_MOST, 8);
        SilenceEntry entry = new SilenceEntry(Silence.until("move", condition, "moves", "anna", ELEVEN), NOON);
        String older = mapper.write(entry).replace("\"number\":\"8\",\"text\":null", "\"number\":null,\"text\":\"8\"");

        assertThat(older).contains("\"text\":\"8\"");
        assertThat(mapper.read(StateKind.SILENCE, older)).isEqualTo(entry);
    }

    @Test
    void silence_use_hasThisForm() {
        String document = "{\"version\":1,\"silence\":\"0f\",\"used\":true,\"endTold\":false,\"unusedTold\":true}";

        assertThat(mapper.write(new SilenceUse("0f", true, false, true))).isEqualTo(document);
        assertThat(mapper.read(StateKind.SILENCE_USE, document)).isEqualTo(new SilenceUse("0f", true, false, true));
    }

    @Test
    void posture_state_hasThisForm() {
        String document = "{\"version\":2,\"evaluatedTo\":\"2026-11-23T11:00:00Z\",\"sources\":[\"prod\",\"test\"],"
                + "\"waivers\":\"5f\",\"waived\":3,\"filter\":\"7e\"}";
        PostureState state = new PostureState(ELEVEN, Set.of("test", "prod"), "5f", 3, "7e");

        assertThat(mapper.write(state)).isEqualTo(document);
        assertThat(mapper.read(StateKind.POSTURE, document)).isEqualTo(state);
    }

    @Test
    void posture_ofTheFirstVersion_doesNotSayByWhichFilter() {
        String first = "{\"version\":1,\"evaluatedTo\":\"2026-11-23T11:00:00Z\",\"sources\":[\"prod\"],"
                + "\"waivers\":\"\",\"waived\":0}";

        assertThat(mapper.read(StateKind.POSTURE, first))
                .isEqualTo(new PostureState(ELEVEN, Set.of("prod"), "", 0, ""));
    }

    @Test
    void waiver_addedAtRunTime_hasThisForm() {
        String document = "{\"version\":1,\"id\":\"legacy\",\"filter\":{\"checkIds\":[\"11\",\"9\"],\"checkNames\":[],"
                + "\"minRisk\":\"HIGH\",\"products\":[\"ECS\"],\"regions\":[],\"accounts\":[],\"resources\":[\"old-*\"],"
                + "\"standards\":[]},\"reason\":\"shut down\",\"author\":\"ciso\",\"until\":\"2026-11-23T11:00:00Z\","
                + "\"addedAt\":\"2026-11-23T12:00:00.123456789Z\"}";
        FindingFilter filter = FindingFilter.builder()
                .checkIds("9", "11")
                .minRisk(RiskLevel.HIGH)
                .products("ecs")
                .resources("old-*")
                .build();
        WaiverEntry entry = new WaiverEntry(new Waiver("legacy", filter, "shut down", "ciso", ELEVEN), NOON);

        assertThat(mapper.write(entry)).isEqualTo(document);
        assertThat(mapper.read(StateKind.WAIVER, document)).isEqualTo(entry);
        assertThatThrownBy(() -> mapper.read(StateKind.WAIVER, document.replace("[\"11\",\"9\"]", "[\" \"]")))
                .isInstanceOf(AlertStoreException.class);
    }

    @Test
    void waiver_use_hasThisForm() {
        String document = "{\"version\":1,\"filter\":\"-7\",\"meets\":false,\"told\":true}";

        assertThat(mapper.write(new WaiverUse("-7", false, true))).isEqualTo(document);
        assertThat(mapper.read(StateKind.WAIVER_USE, document)).isEqualTo(new WaiverUse("-7", false, true));
    }

    @Test
    void incident_hasThisForm() {
        String document =
                "{\"version\":1,\"rule\":\"r1\",\"actionPolicy\":\"mail\",\"openedAt\":\"2026-11-23T11:00:00Z\","
                        + "\"phase\":\"IN_PROGRESS\",\"since\":\"2026-11-23T12:00:00Z\",\"by\":\"Alex\",\"escalated\":[\"UNCONFIRMED\"],"
                        + "\"alerts\":[{\"alert\":{\"rule\":\"r1\",\"fingerprint\":\"2eef\",\"status\":\"FIRING\","
                        + "\"alertTime\":\"2026-11-23T11:00:00Z\",\"fireTime\":\"2026-11-23T11:00:00Z\",\"fields\":{}},"
                        + "\"messages\":[{\"action\":0,\"channel\":\"email\",\"to\":[],"
                        + "\"message\":{\"subject\":\"s\",\"content\":\"c\",\"format\":\"TEXT\",\"notices\":[]}}]}]}";
        IncidentState state = new IncidentState(
                "r1",
                "mail",
                ELEVEN,
                Incident.Phase.IN_PROGRESS,
                ELEVEN.plusSeconds(3_600),
                "Alex",
                Set.of(Escalation.Stage.UNCONFIRMED),
                List.of(new IncidentState.Entry(
                        new AlertReference("r1", "2eef", AlertStatus.FIRING, ELEVEN, ELEVEN),
                        List.of(new IncidentState.Prepared(
                                0, Channel.EMAIL, List.of(), new Message("s", "c", ContentFormat.TEXT, List.of()))))));

        assertThat(mapper.write(state)).isEqualTo(document);
        assertThat(mapper.read(StateKind.INCIDENT, document)).isEqualTo(state);
    }

    @Test
    void entry_ofTheHistory_hasThisForm() {
        HistoryEntry entry = new HistoryEntry(ELEVEN, "r1", HistoryEntry.Kind.EVALUATED, List.of("3 rows"));

        assertThat(mapper.write(entry)).isEqualTo(ENTRY);
        assertThat(mapper.readEntry(ENTRY)).isEqualTo(entry);
        assertThat(mapper.readEntry(ENTRY.replace("\"version\":2", "\"version\":1")))
                .isEqualTo(entry);
    }

    @Test
    void item_withAnyText_comesBackThroughBytes() {
        String odd = "安全组 \"a\" \\ \u0000 \u0001 \u2028 🚨 \ud83d half \udea8 \r\n\t";
        Message message = new Message("s", odd, ContentFormat.HTML, List.of(odd, ""));
        OutboxItem item = new OutboxItem(
                Samples.notification(
                        "k.1", new Channel("my-pager"), message, List.of(new Address("王", "O'Brien", "a@example.com"))),
                NOON,
                7,
                Instant.MAX,
                NOON);

        String document = mapper.write(item);

        assertThat(mapper.readItem(new String(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
                .isEqualTo(item);
        assertThat(document).doesNotContain("\u0000");
    }

    @Test
    void item_ofTheSecondVersion_hasAlertsWithoutFields() {
        Message message = new Message("s", "c", ContentFormat.TEXT, List.of());
        OutboxItem item = OutboxItem.of(
                Samples.notification("k", Channel.EMAIL, message, List.of(new Address("a", "", "b"))), ELEVEN);
        String second =
                mapper.write(item).replaceAll(",\"fields\":\\{[^}]*}", "").replace("\"version\":3", "\"version\":2");

        assertThat(mapper.readItem(second).notification().alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.fields()).isEmpty());
    }

    @Test
    void item_longerThanAnyLimit_comesBack() {
        Message message = new Message("s", "x".repeat(30_000_000), ContentFormat.TEXT, List.of());
        OutboxItem item = OutboxItem.of(
                Samples.notification("k", Channel.EMAIL, message, List.of(new Address("a", "", "b"))), NOON);

        assertThat(mapper.readItem(mapper.write(item))).isEqualTo(item);
    }

    @Test
    void read_newerVersion_isRefusedWithBothVersions() {
        assertThatThrownBy(() -> mapper.read(StateKind.RULE, "{\"version\":3,\"future\":true}"))
                .isInstanceOfSatisfying(AlertStoreException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessage(
                        "the state of a rule was written in version 3 of its form, and this library understands version 2"
                                + " at most; use the newer library that wrote it, or another store");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\":1,\"targets\":[],\"secret\":\"s3\"} | fields that its version does not have: [secret]",
                "{\"version\":1} | targets is missing",
                "{\"targets\":[]} | version is missing",
                "{\"version\":0,\"targets\":[]} | its version is less than 1",
                "{\"version\":\"1\",\"targets\":[]} | version is not an integer",
                "{\"version\":1,\"targets\":{}} | targets is not a list",
                "{\"version\":1,\"targets\":[3]} | targets[0] cannot be read from the store, since it is not an object",
                "{\"version\":1,\"targets\":[]} s3 | it is not JSON at character 27",
                "{\"version\":1,\"version\":1,\"targets\":[]} | it is not JSON at character",
                "[] | it is not an object",
            })
    void read_somethingElse_isRefusedWithoutItsValues(String document, String why) {
        assertThatThrownBy(() -> mapper.read(StateKind.TOLD, document))
                .isInstanceOfSatisfying(AlertStoreException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3");
    }

    @Test
    void read_documentBeyondALimitOfTheParser_isRefused() {
        assertThatThrownBy(() -> mapper.read(StateKind.TOLD, "[".repeat(2_000)))
                .isInstanceOfSatisfying(AlertStoreException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessageContaining("it is not JSON");
    }

    @Test
    void read_targetThatStandsTwice_isRefused() {
        String target = TOLD.substring(TOLD.indexOf('[') + 1, TOLD.lastIndexOf(']'));

        assertThatThrownBy(() -> mapper.read(StateKind.TOLD, TOLD.replace(target, target + "," + target)))
                .isInstanceOfSatisfying(AlertStoreException.class, e -> assertThat(e.retryable())
                        .isFalse())
                .hasMessageContaining("its values contradict each other");
    }

    @ParameterizedTest
    @CsvSource({"TOLD, SHOUTED", "email, E MAIL", "2026-11-23T11:00:00Z, yesterday", "email, x"})
    void read_impossibleValue_isRefused(String value, String impossible) {
        assertThatThrownBy(() -> mapper.read(StateKind.TOLD, TOLD.replace(value, impossible)))
                .isInstanceOf(AlertStoreException.class)
                .hasMessageNotContaining(impossible);
    }
}
