package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static io.github.cspmalert.testkit.sls.SdkClients.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Histogram;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.GetLogsRequest;
import com.aliyun.openservices.log.response.GetLogsResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint with its real engine, as a user starts it. */
class EmbeddedSlsEngineTest {

    private static final String ARTICLE =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name
            """;

    private static Map<String, String> check(int second, String type, String item, String status) {
        return Map.of(
                "__time__", Integer.toString(T0 + second),
                "__topic__", "sas-cspm-log",
                "instance_type", type,
                "check_item_name", item,
                "status", status);
    }

    private static final List<Map<String, String>> CHECKS = List.of(
            check(0, "ECS", "Port 22 is open", "NOT_PASS"),
            check(1, "ECS", "Port 22 is open", "NOT_PASS"),
            check(2, "ECS", "Port 22 is open", "PASS"),
            check(3, "OSS", "Hotlink Protection", "NOT_PASS"),
            check(99, "OSS", "Hotlink Protection", "NOT_PASS"),
            Map.of("__time__", Integer.toString(T0), "__topic__", "sas-hc-log", "status", "NOT_PASS"));

    @Test
    void articlesQuery_countsByTypeAndItem() throws LogException {
        try (EmbeddedSls sls =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
            sls.put(PROJECT, LOGSTORE, CHECKS);
            Client client = SdkClients.v4(sls);

            GetLogsResponse response = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", ARTICLE);

            assertThat(response.getKeys()).containsExactly("instance_type", "check_item_name", "cnt");
            assertThat(rows(response))
                    .extracting(row -> List.of(row.get("instance_type"), row.get("check_item_name"), row.get("cnt")))
                    .containsExactlyInAnyOrder(
                            List.of("ECS", "Port 22 is open", "2"), List.of("OSS", "Hotlink Protection", "1"));
            client.shutdown();
        }
    }

    @Test
    void search_isPagedAndOrderedByTime() throws LogException {
        try (EmbeddedSls sls =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
            sls.put(
                    PROJECT,
                    LOGSTORE,
                    IntStream.range(0, 250)
                            .mapToObj(i -> check(i, "ECS", "item " + i, "NOT_PASS"))
                            .toList());
            Client client = SdkClients.v1(sls);
            GetLogsRequest request = new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 1000, "", "status:NOT_PASS");
            request.SetOffset(200);
            request.SetLine(100);
            request.SetReverse(true);

            GetLogsResponse last = client.GetLogs(request);

            assertThat(last.GetCount()).isEqualTo(50);
            assertThat(rows(last).get(0)).containsEntry("check_item_name", "item 49");
            assertThat(rows(last).get(49)).containsEntry("check_item_name", "item 0");
            client.shutdown();
        }
    }

    @Test
    void topicOfTheRequest_andOfTheQuery_findTheSame() throws LogException {
        try (EmbeddedSls sls =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
            sls.put(PROJECT, LOGSTORE, CHECKS);
            Client client = SdkClients.v4(sls);

            int byRequest = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "sas-cspm-log", "status:NOT_PASS")
                    .GetCount();
            int byQuery = client.GetLogs(
                            PROJECT, LOGSTORE, T0, T0 + 60, "", "__topic__:sas-cspm-log and status:NOT_PASS")
                    .GetCount();

            assertThat(byRequest).isEqualTo(3);
            assertThat(byQuery).isEqualTo(3);
            List<Histogram> counts = client.GetHistograms(
                            PROJECT, LOGSTORE, T0, T0 + 60, "sas-cspm-log", "status:NOT_PASS")
                    .GetHistograms();
            assertThat(counts.stream().mapToLong(Histogram::GetCount).sum()).isEqualTo(3);
            client.shutdown();
        }
    }

    @Test
    void timeZone_isThatOfTheBuilder() throws LogException {
        String query = "* | SELECT date_format(from_unixtime(min(__time__)), '%Y-%m-%d %H:%i') AS first";
        EmbeddedSls.Builder builder = EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE);

        // 2023-11-14T22:13:20Z
        assertThat(firstCell(builder, query)).isEqualTo("2023-11-15 06:13");
        assertThat(firstCell(builder.timeZone(ZoneOffset.UTC), query)).isEqualTo("2023-11-14 22:13");
    }

    private static String firstCell(EmbeddedSls.Builder builder, String query) throws LogException {
        try (EmbeddedSls sls = builder.start()) {
            sls.put(PROJECT, LOGSTORE, CHECKS);
            Client client = SdkClients.v4(sls);
            GetLogsResponse response = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", query);
            client.shutdown();
            return rows(response).get(0).get("first");
        }
    }

    @Test
    void queryThatIsNotServed_isRefusedWithAReason() {
        try (EmbeddedSls sls =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
            Client client = SdkClients.v4(sls);

            LogException refusal =
                    refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "* | SELECT no_such_field"));

            assertThat(refusal.GetHttpCode()).isEqualTo(400);
            assertThat(refusal.GetErrorMessage()).contains("no_such_field");
            client.shutdown();
        }
    }

    @Test
    void logs_inAFolder_areServedAgain(@TempDir Path folder) throws LogException {
        EmbeddedSls.Builder builder = EmbeddedSls.builder().folder(folder).cspmLogstore(PROJECT, LOGSTORE);
        try (EmbeddedSls sls = builder.start()) {
            sls.put(PROJECT, LOGSTORE, CHECKS);
        }

        try (EmbeddedSls sls = builder.start()) {
            Client client = SdkClients.v4(sls);
            assertThat(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "*").GetCount())
                    .isEqualTo(5);
            client.DeleteLogStore(PROJECT, LOGSTORE);
            client.shutdown();
        }
        assertThat(folder.resolve("project-" + PROJECT)).isDirectoryNotContaining("glob:**/logstore-*");
    }

    @Test
    void deletedIndex_keepsTheLogsForTheNext() throws LogException {
        try (EmbeddedSls sls =
                EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
            sls.put(PROJECT, LOGSTORE, CHECKS);
            Client client = SdkClients.v4(sls);
            client.DeleteIndex(PROJECT, LOGSTORE);
            assertThat(refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "*"))
                            .getErrorCode())
                    .isEqualTo("IndexConfigNotExist");

            client.CreateIndex(
                    PROJECT,
                    LOGSTORE,
                    "{\"keys\":{\"status\":{\"type\":\"text\",\"doc_value\":true,\"token\":[\" \"]}}}");

            assertThat(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "status:PASS")
                            .GetCount())
                    .isEqualTo(1);
            client.shutdown();
        }
    }

    @Test
    void folder_thatIsInUse_isRefused(@TempDir Path folder) {
        EmbeddedSls.Builder builder = EmbeddedSls.builder().folder(folder).cspmLogstore(PROJECT, LOGSTORE);
        try (EmbeddedSls first = builder.start()) {
            assertThat(first.port()).isPositive();
            assertThatIllegalStateException().isThrownBy(builder::start);
        }
    }
}
