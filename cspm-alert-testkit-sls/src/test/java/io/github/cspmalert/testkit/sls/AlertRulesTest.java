package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.AlertFixtures.DOCUMENTED;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which alerts are accepted: the documented sample with one part replaced. */
class AlertRulesTest {

    private static final String FIXED_RATE = "{\"type\":\"FixedRate\",\"interval\":\"1m\"}";
    private static final String JOINS = "\"joinConfigurations\":[]";
    private static final String V1 =
            """
            {"name":"old-alert","displayName":"An old alert","schedule":{"type":"Hourly"},
             "configuration":{"condition":"a > 1","dashboard":"my-dashboard","throttling":"5m",
              "queryList":[{"chartTitle":"c","logStore":"s","query":"*","start":"-1m","end":"now"}]}}
            """;

    private final EmbeddedSls sls =
            EmbeddedSls.builder().project(PROJECT).start((index, folder) -> new FakeLogTable(index));

    @AfterEach
    void close() {
        sls.close();
    }

    private Response create(String body) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.send("POST", "/jobs", body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private static String changed(String original, String from, String to) {
        assertThat(original).contains(from);
        return original.replace(from, to);
    }

    private void assertAccepted(String body) throws IOException {
        Response response = create(body);

        assertThat(response.text()).isEmpty();
        assertThat(response.status()).isEqualTo(200);
    }

    private void assertRefused(String body, String message) throws IOException {
        Response response = create(body);

        assertThat(response.status()).isEqualTo(400);
        Map<?, ?> error = new JsonMapper().readValue(response.text(), Map.class);
        assertThat(error.get("errorCode")).isEqualTo("ParameterInvalid");
        assertThat((String) error.get("errorMessage")).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "a-_1", "0123456789012345678901234567890123456789012345678901234567890123"})
    void name_thatIsAllowed_isAccepted(String name) throws IOException {
        assertAccepted(changed(DOCUMENTED, "example-latency-alert", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "Abcd",
                "-abc",
                "abc_",
                "a bcd",
                "../ab",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void name_thatIsNot_isRefused(String name) throws IOException {
        assertRefused(
                changed(DOCUMENTED, "example-latency-alert", name),
                "name is \"" + name + "\"; it must have 4 to 64 lower-case letters");
    }

    /** Lengths are counted in bytes: each of these characters has three. */
    @Test
    void texts_areMeasuredInBytes() throws IOException {
        String hundred = "警".repeat(33) + "a";
        assertRefused(changed(DOCUMENTED, "High average latency", "abc"), "displayName is \"abc\"; it must have 4");
        assertRefused(changed(DOCUMENTED, "High average latency", hundred + "a"), "and has 101");
        assertRefused(changed(DOCUMENTED, "…", "警".repeat(85) + "aa"), "at most 256 bytes in UTF-8, and has 257");
        assertAccepted(changed(changed(DOCUMENTED, "High average latency", hundred), "…", "警".repeat(85) + "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"displayName\":\"High average latency\", | ``                  | displayName is missing; it must be a string",
                "\"description\":\"…\"   | \"description\":7       | description is 7; it must be a string",
                "\"description\":\"…\"   | \"type\":\"Export\"     | type is \"Export\"; it must be one of Alert",
                "\"description\":\"…\"   | \"state\":\"ENABLED\"   | state is \"ENABLED\"; it must be one of Disabled, Enabled",
                "\"schedule\":           | \"x\":                  | schedule is missing; it must be an object",
                "\"configuration\":      | \"x\":                  | configuration is missing; it must be an object"
            })
    void part_thatIsWrong_isRefused(String from, String to, String message) throws IOException {
        assertRefused(changed(DOCUMENTED, from, to), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'FixedRate','interval':'60s'}",
                "{'type':'FixedRate','interval':'720h'}",
                "{'type':'FixedRate','interval':'30d','delay':86400,'runImmediately':true}",
                "{'type':'Cron','cronExpression':'0/5 * * * *'}",
                "{'type':'Cron','cronExpression':'0 18 * * *','timeZone':''}",
                "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'-1200'}",
                "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'+1400'}",
                "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'+0530'}",
                "{'type':'Hourly'}",
                "{'type':'Daily','hour':0}",
                "{'type':'Weekly','dayOfWeek':6,'hour':23}"
            })
    void schedule_thatIsAllowed_isAccepted(String schedule) throws IOException {
        assertAccepted(changed(DOCUMENTED, FIXED_RATE, schedule.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                             | schedule.type is missing; it must be a string",
                "{'type':'Resident'}                            | schedule.type is \"Resident\"; it must be one of Cron, Daily",
                "{'type':'FixedRate'}                           | schedule.interval is missing",
                "{'type':'FixedRate','interval':'60'}           | schedule.interval is \"60\"; it must be a number with the unit",
                "{'type':'FixedRate','interval':'59s'}          | schedule.interval is \"59s\"; it must be from 60s to 30d",
                "{'type':'FixedRate','interval':'31d'}          | schedule.interval is \"31d\"; it must be from 60s to 30d",
                "{'type':'FixedRate','interval':'1m','delay':-1} | schedule.delay is -1; it must be a whole number from 0 to 86400",
                "{'type':'FixedRate','interval':'1m','delay':86401} | schedule.delay is 86401",
                "{'type':'Hourly','runImmediately':'yes'}       | schedule.runImmediately is \"yes\"; it must be true or false",
                "{'type':'Cron'}                                | schedule.cronExpression is missing",
                "{'type':'Cron','cronExpression':'0 0 1 *'}     | schedule.cronExpression is \"0 0 1 *\"; it must have five fields",
                "{'type':'Cron','cronExpression':'0 0 1 * * *'} | schedule.cronExpression is \"0 0 1 * * *\"",
                "{'type':'Cron','cronExpression':'000000000000000000000000000000000000000000000000000000000 0 1 * *'} | at most 64 characters",
                "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'Asia/Tokyo'} | schedule.timeZone is \"Asia/Tokyo\"",
                "{'type':'Cron','cronExpression':'0 0 1 * *','timeZone':'+1401'} | schedule.timeZone is \"+1401\"",
                "{'type':'Daily'}                               | schedule.hour is missing; it must be a whole number from 0 to 23",
                "{'type':'Daily','hour':24}                     | schedule.hour is 24",
                "{'type':'Daily','hour':1.5}                    | schedule.hour is 1.5",
                "{'type':'Weekly','hour':1}                     | schedule.dayOfWeek is missing",
                "{'type':'Weekly','hour':1,'dayOfWeek':7}       | schedule.dayOfWeek is 7; it must be a whole number from 0 to 6",
                "{'type':'Weekly','dayOfWeek':1}                | schedule.hour is missing"
            })
    void schedule_thatIsNot_isRefused(String schedule, String message) throws IOException {
        assertRefused(changed(DOCUMENTED, FIXED_RATE, schedule.replace('\'', '"')), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":\"2.0\"              | \"version\":\"3.0\"             | configuration.version is \"3.0\"; it must be one of 2, 2.0",
                "\"version\":\"2.0\"              | \"version\":2.0                 | configuration.version is 2.0; it must be a string",
                "\"type\":\"default\"             | \"type\":\"simple\"             | configuration.type is \"simple\"",
                "\"queryList\":                   | \"queries\":                    | configuration.queryList is missing; it must be a list",
                "\"groupConfiguration\":          | \"x\":                          | configuration.groupConfiguration is missing; it must be an object",
                "\"type\":\"no_group\"            | \"type\":\"by_label\"           | configuration.groupConfiguration.type is \"by_label\"",
                "\"fields\":[]                    | \"fields\":[7]                  | configuration.groupConfiguration.fields is [7]; it must hold strings only",
                "\"severityConfigurations\":      | \"x\":                          | configuration.severityConfigurations is missing; it must have at least one",
                "\"severity\":10                  | \"severity\":7                  | configuration.severityConfigurations[0].severity is 7; it must be 2, 4, 6, 8 or 10",
                "\"severity\":10                  | \"severity\":\"10\"             | configuration.severityConfigurations[0].severity is \"10\"",
                "\"threshold\":1                  | \"threshold\":-1                | configuration.threshold is -1; it must be a whole number from 0",
                "\"threshold\":1,                 | ``                              | configuration.threshold is missing",
                "\"autoAnnotation\":true,         | ``                              | configuration.autoAnnotation is missing; it must be true or false",
                "\"sendResolved\":false,          | ``                              | configuration.sendResolved is missing",
                "\"noDataFire\":false             | \"noDataFire\":\"false\"        | configuration.noDataFire is \"false\"",
                "\"noDataSeverity\":6             | \"noDataSeverity\":5            | configuration.noDataSeverity is 5; it must be 2, 4, 6, 8 or 10",
                "\"threshold\":1                  | \"threshold\":1,\"muteUntil\":-1   | muteUntil must be positive",
                "\"threshold\":1                  | \"threshold\":1,\"muteUntil\":\"1\" | muteUntil must be positive",
                "{\"key\":\"team\",               | {                               | configuration.labels[0].key is missing",
                "\"value\":\"${alert_name}\"      | \"value\":1                     | configuration.annotations[0].value is (not shown); it must be a string",
                "\"repeatInterval\":\"1m\"        | \"repeatInterval\":60           | configuration.policyConfiguration.repeatInterval is 60"
            })
    void configuration_thatIsWrong_isRefused(String from, String to, String message) throws IOException {
        assertRefused(changed(DOCUMENTED, from, to), message);
    }

    /** What Terraform's provider and the Go SDK send for what they were not told; their tests create such alerts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":\"2.0\"              | \"version\":\"2\"",
                "\"type\":\"default\"             | \"type\":\"\"",
                ",\"evalCondition\":{\"condition\":\"\",\"countCondition\":\"\"} | ``",
                "\"condition\":\"\",              | ``",
                ",\"countCondition\":\"\"         | ``",
                "\"fields\":[]                    | \"fields\":null",
                "\"joinConfigurations\":[]        | \"joinConfigurations\":null",
                "\"threshold\":1                  | \"threshold\":0",
                "\"noDataSeverity\":6             | \"noDataSeverity\":0",
                "\"threshold\":1                  | \"threshold\":1,\"muteUntil\":0",
                "\"threshold\":1                  | \"threshold\":1,\"muteUntil\":1",
                "\"threshold\":1                  | \"threshold\":1,\"muteUntil\":null",
                "\"threshold\":1                  | \"threshold\":1,\"conditionConfiguration\":{},\"templateConfiguration\":{}",
                "\"sinkAlerthub\":{\"enabled\":true} | \"sinkAlerthub\":{}",
                "\"sinkCms\":{\"enabled\":false}  | \"sinkCms\":null",
                "\"project\":\"example-project\"  | \"project\":\"\"",
                "\"region\":\"cn-hangzhou\"       | \"region\":\"\"",
                "\"powerSqlMode\":\"auto\"        | \"powerSqlMode\":\"\""
            })
    void configuration_withWhatIsUnset_isAccepted(String from, String to) throws IOException {
        assertAccepted(changed(DOCUMENTED, from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"storeType\":\"log\",           | ``                       | queryList[0].storeType is missing",
                "\"storeType\":\"log\"            | \"storeType\":\"table\"  | queryList[0].storeType is \"table\"; it must be one of log, meta, metric",
                "\"region\":\"cn-hangzhou\",      | ``                       | queryList[0].region is missing",
                "\"store\":\"example-logstore\"   | \"store\":\"\"           | queryList[0].store is \"\"; it must not be empty",
                "\"query\":                       | \"x\":                   | queryList[0].query is missing",
                "\"timeSpanType\":\"Relative\",   | ``                       | queryList[0].timeSpanType is missing",
                "\"start\":\"-1m\",               | ``                       | queryList[0].start is missing",
                "\"end\":\"now\",                 | ``                       | queryList[0].end is missing",
                "\"start\":\"-1m\"                | \"start\":\"1m\"         | queryList[0].start is \"1m\"; with timeSpanType Relative it must begin with \"-\"",
                "\"powerSqlMode\":\"auto\"        | \"powerSqlMode\":\"on\"  | queryList[0].powerSqlMode is \"on\""
            })
    void query_thatIsWrong_isRefused(String from, String to, String message) throws IOException {
        assertRefused(changed(DOCUMENTED, from, to), message);
    }

    @Test
    void query_ofResourceData_needsNoTimes() throws IOException {
        String meta =
                "{\"storeType\":\"meta\",\"region\":\"\",\"project\":\"\",\"store\":\"user.hosts\",\"query\":\"\"}";

        assertAccepted(withQueries(meta, ""));
    }

    /** Terraform's provider sends every field of a query, most of them empty. */
    @Test
    void query_ofResourceDataWithEmptyFields_isAccepted() throws IOException {
        String meta = "{\"storeType\":\"meta\",\"store\":\"mytest1\",\"chartTitle\":\"\",\"query\":\"\","
                + "\"timeSpanType\":\"\",\"start\":\"\",\"end\":\"\",\"powerSqlMode\":\"\",\"ui\":\"\"}";

        assertAccepted(withQueries(meta, ""));
    }

    @Test
    void query_ofToday_needsNoStartBackwards() throws IOException {
        assertAccepted(
                changed(changed(DOCUMENTED, "\"start\":\"-1m\"", "\"start\":\"\""), "\"Relative\"", "\"Today\""));
    }

    @Test
    void queries_areOneToThree() throws IOException {
        String query = DOCUMENTED.substring(DOCUMENTED.indexOf("{\"storeType"), DOCUMENTED.indexOf("],\n  \"join"));
        String join = "{\"type\":\"no_join\"}";

        assertRefused(withQueries("", ""), "configuration.queryList is []; it must have 1 to 3 queries, and has 0");
        assertRefused(
                withQueries(String.join(",", query, query, query, query), String.join(",", join, join, join)),
                "it must have 1 to 3 queries, and has 4");
        assertAccepted(withQueries(String.join(",", query, query, query), String.join(",", join, join)));
    }

    private static String withQueries(String queries, String joins) {
        String start = DOCUMENTED.substring(0, DOCUMENTED.indexOf("{\"storeType"));
        String end = DOCUMENTED.substring(DOCUMENTED.indexOf("],\n  \"join"));
        return start + queries + changed(end, JOINS, "\"joinConfigurations\":[" + joins + "]");
    }

    private static String withJoin(String join) {
        String query = DOCUMENTED.substring(DOCUMENTED.indexOf("{\"storeType"), DOCUMENTED.indexOf("],\n  \"join"));
        return withQueries(query + "," + query, join);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner_join", "left_join", "right_join", "full_join", "left_exclude", "right_exclude"})
    void join_thatMatchesRows_needsACondition(String type) throws IOException {
        String join = "{\"type\":\"" + type + "\",\"condition\":\"\"}";

        assertRefused(withJoin(join), "configuration.joinConfigurations[0].condition is \"\"; it must not be empty");
        assertAccepted(withJoin(changed(join, "\"condition\":\"\"", "\"condition\":\"$0.a == $1.a\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross_join", "concat", "no_join"})
    void join_ofAllRows_needsNone(String type) throws IOException {
        assertAccepted(withJoin("{\"type\":\"" + type + "\",\"condition\":\"\"}"));
    }

    @Test
    void joins_areOneLessThanQueries() throws IOException {
        String message = "join configurations and query count should be equal";

        assertRefused(withJoin(""), message);
        assertRefused(changed(DOCUMENTED, JOINS, "\"joinConfigurations\":[{\"type\":\"no_join\"}]"), message);
        assertRefused(changed(withJoin(""), "\"joinConfigurations\":[],", ""), message);
        assertRefused(withJoin("{\"type\":\"outer_join\"}"), "joinConfigurations[0].type is \"outer_join\"");
        assertRefused(withJoin("7"), "configuration.joinConfigurations is [7]; it must hold objects only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"condition\":\"\"                | \"condition\":\"EXPRESSION\"        | evalCondition.condition",
                "\"countCondition\":\"\"           | \"countCondition\":\"EXPRESSION\"   | evalCondition.countCondition",
                "\"threshold\":1 | \"conditionConfiguration\":{\"condition\":\"EXPRESSION\"},\"threshold\":1 | conditionConfiguration.condition",
                "\"threshold\":1 | \"conditionConfiguration\":{\"countCondition\":\"EXPRESSION\"},\"threshold\":1 | conditionConfiguration.countCondition"
            })
    void expression_has128CharactersAtMost(String from, String to, String field) throws IOException {
        String body = changed(DOCUMENTED, from, to);

        assertRefused(body.replace("EXPRESSION", "a".repeat(129)), field + " is \"aaaa");
        assertRefused(body.replace("EXPRESSION", "a".repeat(129)), "it must have at most 128 characters");
        assertAccepted(body.replace("EXPRESSION", "a".repeat(128)));
    }

    @Test
    void expression_ofAJoin_has128CharactersAtMost() throws IOException {
        String join = "{\"type\":\"inner_join\",\"condition\":\"" + "a".repeat(129) + "\"}";

        assertRefused(withJoin(join), "at most 128 characters");
        assertAccepted(withJoin(changed(join, "aa\"", "a\"")));
    }

    @Test
    void mute_inTheFuture_isAccepted() throws IOException {
        assertAccepted(changed(DOCUMENTED, "\"threshold\":1", "\"threshold\":1,\"muteUntil\":1800000000"));
    }

    @Test
    void firstVersion_isMeasuredByItsOwnRules() throws IOException {
        assertRefused(changed(V1, "\"condition\":\"a > 1\",", ""), "The field condition is not provided");
        String query = V1.substring(V1.indexOf("{\"chartTitle"), V1.indexOf("]}}"));
        assertRefused(changed(V1, query, ""), "it must have 1 to 3 queries, and has 0");
        assertRefused(changed(V1, "\"throttling\":\"5m\"", "\"muteUntil\":-1"), "muteUntil must be positive");
        assertAccepted(V1);
    }

    @Test
    void secondVersion_withoutItsVersion_isTakenForTheFirst() throws IOException {
        assertRefused(changed(DOCUMENTED, "\"version\":\"2.0\",", ""), "The field condition is not provided");
    }

    @Test
    void update_isCheckedToo() throws IOException {
        assertAccepted(DOCUMENTED);
        try (RawHttp raw = new RawHttp(sls)) {
            byte[] body =
                    changed(DOCUMENTED, "\"threshold\":1", "\"threshold\":-1").getBytes(StandardCharsets.UTF_8);

            Response response = raw.send("PUT", "/jobs/example-latency-alert", body, Map.of());

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("configuration.threshold is -1");
        }
        assertThat(sls.alert(PROJECT, "example-latency-alert").orElseThrow()).contains("\"threshold\":1");
    }
}
