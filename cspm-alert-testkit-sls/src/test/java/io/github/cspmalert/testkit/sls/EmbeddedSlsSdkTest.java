package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static io.github.cspmalert.testkit.sls.SdkClients.rows;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Index;
import com.aliyun.openservices.log.common.IndexKey;
import com.aliyun.openservices.log.common.IndexKeys;
import com.aliyun.openservices.log.common.IndexLine;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.common.Project;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.ListProjectRequest;
import com.aliyun.openservices.log.request.UpdateProjectRequest;
import com.aliyun.openservices.log.response.GetLogsResponse;
import com.aliyun.openservices.log.response.ListProjectResponse;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects, Logstores and indexes through the unmodified SDK. */
class EmbeddedSlsSdkTest {

    private final EmbeddedSls sls = EmbeddedSls.builder().start((index, folder) -> new FakeLogTable(index));

    @AfterEach
    void close() {
        sls.close();
    }

    static List<Function<EmbeddedSls, Client>> signatures() {
        return List.of(SdkClients::v1, SdkClients::v4);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void wholeWay_fromProjectToRows_isServed(Function<EmbeddedSls, Client> signature) throws LogException {
        Client client = signature.apply(sls);
        client.CreateProject(PROJECT, "check results");
        client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 30, 2));
        client.CreateIndex(PROJECT, LOGSTORE, statusIndex());
        client.PutLogs(PROJECT, LOGSTORE, "sas-cspm-log", threeLogs(), "192.0.2.1");

        GetLogsResponse found = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "NOT_PASS | SELECT a, b");

        assertThat(found.IsCompleted()).isTrue();
        assertThat(found.getKeys()).containsExactly("status", "cnt");
        assertThat(rows(found).get(0)).containsEntry("status", "NOT_PASS").containsEntry("cnt", "2");
        client.shutdown();
    }

    private static Index statusIndex() {
        IndexKeys keys = new IndexKeys();
        keys.AddKey("status", new IndexKey(List.of(",", ";"), false, "text", "state"));
        keys.AddKey("start_time", new IndexKey(List.of(), false, "long", ""));
        Index index = new Index();
        index.SetTtl(30);
        index.SetKeys(keys);
        index.SetLine(new IndexLine(List.of(",", " "), true));
        return index;
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void projects_createdAndChanged_areListedAndDeleted(Function<EmbeddedSls, Client> signature) throws LogException {
        Client client = signature.apply(sls);
        client.CreateProject("first-project", "one & 二");
        client.CreateProject("second-project", "two");
        client.updateProject(new UpdateProjectRequest("second-project", "changed"));

        assertThat(client.GetProject("first-project").GetProjectDescription()).isEqualTo("one & 二");
        assertThat(client.GetProject("second-project").GetProjectDescription()).isEqualTo("changed");
        assertThat(client.GetProject("first-project").GetProjectRegion()).isEqualTo("cn-hangzhou");
        assertThat(names(client.ListProject())).containsExactly("first-project", "second-project");
        assertThat(names(client.ListProject("second", 0, 10))).containsExactly("second-project");
        assertThat(names(client.ListProject("", 1, 1))).containsExactly("second-project");

        client.DeleteProject("first-project");

        assertThat(names(client.ListProject())).containsExactly("second-project");
        assertThat(refusal(() -> client.GetProject("first-project")).getErrorCode())
                .isEqualTo("ProjectNotExist");
        client.shutdown();
    }

    private static List<String> names(ListProjectResponse response) {
        return response.getProjects().stream().map(Project::getProjectName).toList();
    }

    /** Signatures over names that percent-encoding treats in special ways. */
    @ParameterizedTest
    @MethodSource("signatures")
    void queryParameters_withOddCharacters_areSignedTheSameWay(Function<EmbeddedSls, Client> signature)
            throws LogException {
        Client client = signature.apply(sls);
        for (String odd : List.of("a b", "a+b", "*", "~", "a/b", "名前", "a%b", "a&b=c", "'\"<>", "a\tb")) {
            ListProjectRequest request = new ListProjectRequest(odd, 0, 10);
            assertThat(client.ListProject(request).getProjects()).as(odd).isEmpty();
        }
        client.shutdown();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void logstores_createdAndChanged_areListedAndDeleted(Function<EmbeddedSls, Client> signature) throws LogException {
        Client client = signature.apply(sls);
        client.CreateProject(PROJECT, "");
        client.CreateLogStore(PROJECT, new LogStore("first-store", 7, 3));
        client.CreateLogStore(PROJECT, new LogStore("second_store", 30, 2));
        client.UpdateLogStore(PROJECT, new LogStore("second_store", 90, 2));

        LogStore first = client.GetLogStore(PROJECT, "first-store").GetLogStore();
        assertThat(first.GetTtl()).isEqualTo(7);
        assertThat(first.GetShardCount()).isEqualTo(3);
        assertThat(first.GetCreateTime()).isPositive();
        assertThat(client.GetLogStore(PROJECT, "second_store").GetLogStore().GetTtl())
                .isEqualTo(90);
        assertThat(client.ListLogStores(PROJECT, 0, 100, "").GetLogStores())
                .containsExactly("first-store", "second_store");
        assertThat(client.ListLogStores(PROJECT, 0, 100, "second").GetLogStores())
                .containsExactly("second_store");

        client.DeleteLogStore(PROJECT, "first-store");

        assertThat(client.ListLogStores(PROJECT, 0, 100, "").GetLogStores()).containsExactly("second_store");
        client.shutdown();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void index_createdAndChanged_isReadBackAndDeleted(Function<EmbeddedSls, Client> signature) throws LogException {
        Client client = signature.apply(sls);
        client.CreateProject(PROJECT, "");
        client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 30, 2));
        client.CreateIndex(PROJECT, LOGSTORE, statusIndex());

        IndexKeys keys = client.GetIndex(PROJECT, LOGSTORE).GetIndex().GetKeys();
        assertThat(keys.GetKeys()).containsOnlyKeys("status", "start_time");
        assertThat(keys.GetKeys().get("start_time").GetType()).isEqualTo("long");
        assertThat(keys.GetKeys().get("status").GetToken()).containsExactly(",", ";");

        client.UpdateIndex(PROJECT, LOGSTORE, "{\"line\":{\"token\":[\" \"],\"caseSensitive\":false}}");
        assertThat(client.GetIndex(PROJECT, LOGSTORE).GetIndex().GetKeys().GetKeys())
                .isEmpty();

        client.DeleteIndex(PROJECT, LOGSTORE);
        assertThat(refusal(() -> client.GetIndex(PROJECT, LOGSTORE)).getErrorCode())
                .isEqualTo("IndexConfigNotExist");
        client.shutdown();
    }

    @Test
    void refusals_ofResources_carryTheServicesCodes() throws LogException {
        Client client = SdkClients.v4(sls);
        client.CreateProject(PROJECT, "");
        client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 30, 2));
        String index = "{\"keys\":{\"status\":{\"type\":\"text\",\"token\":[]}}}";
        client.CreateIndex(PROJECT, LOGSTORE, index);

        assertRefused(refusal(() -> client.CreateProject(PROJECT, "")), 400, "ProjectAlreadyExist");
        assertRefused(refusal(() -> client.CreateProject("No_Project", "")), 400, "ParameterInvalid");
        assertRefused(refusal(() -> client.GetProject("absent-project")), 404, "ProjectNotExist");
        assertRefused(refusal(() -> client.DeleteProject("absent-project")), 404, "ProjectNotExist");
        LogException duplicate = refusal(() -> client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 30, 2)));
        assertRefused(duplicate, 400, "LogStoreAlreadyExist");
        assertThat(duplicate.GetErrorMessage()).isEqualTo("logstore sas-log already exists");
        assertRefused(refusal(() -> client.GetLogStore(PROJECT, "absent")), 404, "LogStoreNotExist");
        assertRefused(refusal(() -> client.GetLogStore("absent-project", LOGSTORE)), 404, "ProjectNotExist");
        assertRefused(refusal(() -> client.DeleteLogStore(PROJECT, "absent")), 404, "LogStoreNotExist");
        assertRefused(refusal(() -> client.CreateIndex(PROJECT, LOGSTORE, index)), 400, "IndexAlreadyExist");
        assertRefused(refusal(() -> client.GetIndex(PROJECT, "absent")), 404, "LogStoreNotExist");
        assertRefused(refusal(() -> client.UpdateIndex(PROJECT, LOGSTORE, "{}")), 400, "IndexInfoInvalid");
        assertRefused(
                refusal(() -> client.UpdateIndex(PROJECT, LOGSTORE, "{\"keys\":{\"a\":{\"type\":\"date\"}}}")),
                400,
                "IndexInfoInvalid");
        assertRefused(refusal(() -> client.UpdateIndex(PROJECT, LOGSTORE, "[]")), 400, "PostBodyInvalid");
        client.shutdown();
    }

    private static void assertRefused(LogException refusal, int status, String code) {
        assertThat(refusal.getErrorCode()).isEqualTo(code);
        assertThat(refusal.GetHttpCode()).isEqualTo(status);
        assertThat(refusal.GetRequestId()).matches("[0-9A-F]{24}");
        assertThat(refusal.GetErrorMessage()).isNotBlank();
    }
}
