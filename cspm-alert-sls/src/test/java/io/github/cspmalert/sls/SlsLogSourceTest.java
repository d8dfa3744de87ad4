package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.StubService.Reply;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlsLogSourceTest {

    private static final TimeRange RANGE =
            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600));
    private static final String ARTICLE = "__topic__:sas-cspm-log AND status:NOT_PASS |\n"
            + "SELECT instance_type, check_item_name, count(*) AS cnt\nGROUP BY instance_type, check_item_name";

    private final StubService service = new StubService();
    private final SlsConnection connection = Connections.to(service).build();
    private final SlsLogSource source = SlsLogSource.of(connection, PROJECT, LOGSTORE);

    @AfterEach
    void close() {
        connection.close();
        service.close();
    }

    @Test
    void query_articlesStatement_isSignedWithV4AndGivesOrderedColumns() {
        service.next(
                Reply.ok(
                        Answers.complete(
                                "\"instance_type\",\"check_item_name\",\"cnt\"",
                                "{\"cnt\":\"3\",\"__time__\":\"1700000000\",\"check_item_name\":\"Port 22\",\"instance_type\":\"ECS\"}")));

        LogResult result = source.query(new LogQuery(ARTICLE, RANGE));

        assertThat(result.origin()).isEqualTo(new LogOrigin("cn-hangzhou", PROJECT, LOGSTORE));
        assertThat(result.columns()).containsExactly("instance_type", "check_item_name", "cnt");
        assertThat(result.rows()).extracting(LogRow::values).singleElement().satisfies(values -> {
            assertThat(values.keySet()).containsExactly("instance_type", "check_item_name", "cnt");
            assertThat(values.values()).containsExactly("ECS", "Port 22", "3");
        });
        assertThat(result.isCut()).isFalse();
        StubService.Asked asked = service.asked().get(0);
        assertThat(asked.header("Authorization"))
                .startsWith("SLS4-HMAC-SHA256 Credential=" + Connections.KEY_ID + "/")
                .contains("/cn-hangzhou/sls/aliyun_v4_request");
        assertThat(asked.header("Host")).isEqualTo(PROJECT + ".cn-hangzhou.sls.test");
        assertThat(asked.path()).isEqualTo("/logstores/sas-log/logs");
        assertThat(asked.body())
                .contains("\"from\":1700000000", "\"to\":1700003600", "\\nLIMIT 101\"")
                .doesNotContain("\"line\"", "\"offset\"");
    }
}
