package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.DataRedundancyType;
import com.aliyun.openservices.log.common.EncryptConf;
import com.aliyun.openservices.log.common.Index;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.common.Project;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateProjectRequest;
import com.aliyun.openservices.log.request.ListLogStoresRequest;
import com.aliyun.openservices.log.request.ListProjectRequest;
import com.aliyun.openservices.log.request.UpdateProjectRequest;
import com.aliyun.openservices.log.response.GetProjectResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the SDK's own functional tests expect of the service, as far as alerting needs it: ProjectFunctionTest,
 * LogStoreFunctionTest, SlsIndexJsonFunctionTest of <a href="https://github.com/aliyun/aliyun-log-java-sdk">its sources</a>.
 */
class SdkFunctionsTest {

    private static final String PROJECT = "sls-sdk-testp-1";
    private static final String LOGSTORE = "logstore-for-testing1";

    private final EmbeddedSls sls =
            EmbeddedSls.builder().project(PROJECT).start((index, folder) -> new FakeLogTable(index));
    private final Client client = SdkClients.v1(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    @Test
    void project_namedAsTheServicesOwn_existsAlready() {
        LogException refusal = refusal(() -> client.CreateProject("logtail", ""));

        assertThat(refusal.GetHttpCode()).isEqualTo(400);
        assertThat(refusal.GetErrorCode()).isEqualTo("ProjectAlreadyExist");
        assertThat(refusal.GetErrorMessage()).isEqualTo("Project logtail already exist");
    }

    @Test
    void project_tellsItsQuota_andInListsOnlyIfAsked() throws LogException {
        ListProjectRequest list = new ListProjectRequest(PROJECT, 0, 100);

        assertThat(client.GetProject(PROJECT).getQuota().getShard()).isEqualTo(400);
        assertThat(client.ListProject(list).getProjects())
                .extracting(Project::getQuota)
                .containsOnlyNulls();
        list.setFetchQuota(true);
        assertThat(client.ListProject(list).getProjects().get(0).getQuota().getAlert())
                .isEqualTo(100);
    }

    @Test
    void description_has512CharactersAtMost() throws LogException {
        for (String description : List.of("", "test", "a".repeat(512), "中文".repeat(75))) {
            client.updateProject(new UpdateProjectRequest(PROJECT, description));
            assertThat(client.GetProject(PROJECT).GetProjectDescription()).isEqualTo(description);
        }
        client.updateProject(new UpdateProjectRequest(PROJECT, null));
        assertThat(client.GetProject(PROJECT).GetProjectDescription()).isEmpty();

        String tooLong = "a".repeat(518);
        LogException refusal = refusal(() -> client.updateProject(new UpdateProjectRequest(PROJECT, tooLong)));
        assertThat(refusal.GetErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(refusal.GetErrorMessage()).isEqualTo("Invalid project description: '" + tooLong + "'");
        assertThat(refusal(() -> client.CreateProject("another", tooLong)).GetErrorCode())
                .isEqualTo("ParameterInvalid");
    }

    @Test
    void project_keepsWhatItWasCreatedWith() throws LogException {
        client.createProject(new CreateProjectRequest("zrs-project", "abc", "rg-1", DataRedundancyType.ZRS));
        client.updateProject(new UpdateProjectRequest("zrs-project", "124"));

        GetProjectResponse project = client.GetProject("zrs-project");
        assertThat(project.getDataRedundancyType()).isEqualTo(DataRedundancyType.ZRS);
        assertThat(project.getResourceGroupId()).isEqualTo("rg-1");
        assertThat(project.GetProjectDescription()).isEqualTo("124");
    }

    private static LogStore logstore(String name, int shards, int days) {
        return new LogStore(name, days, shards);
    }

    private LogStore stored(String name) throws LogException {
        return client.GetLogStore(PROJECT, name).GetLogStore();
    }

    @Test
    void logstore_givesBackWhatItWasCreatedWith() throws LogException {
        LogStore wanted = logstore(LOGSTORE, 2, 7);
        wanted.setAppendMeta(true);
        wanted.setEnableWebTracking(true);
        wanted.setmAutoSplit(true);
        wanted.setmMaxSplitShard(256);

        client.CreateLogStore(PROJECT, wanted);

        LogStore stored = stored(LOGSTORE);
        assertThat(stored.GetTtl()).isEqualTo(7);
        assertThat(stored.GetShardCount()).isEqualTo(2);
        assertThat(stored.isAppendMeta()).isTrue();
        assertThat(stored.isEnableWebTracking()).isTrue();
        assertThat(stored.getTelemetryType()).isEqualTo(wanted.getTelemetryType());
        assertThat(stored.getMode()).isEqualTo("standard");
        assertThat(stored.getEncryptConf()).isNull();
        assertThat(stored.GetCreateTime()).isPositive();
    }

    @Test
    void logstore_thatCannotBe_isRefused() throws LogException {
        LogException name = refusal(() -> client.CreateLogStore(PROJECT, logstore("", 2, 7)));
        assertThat(name.GetErrorCode()).isEqualTo("LogStoreInfoInvalid");
        assertThat(name.GetErrorMessage()).isEqualTo("logstore name  is invalid");
        assertThat(name.GetHttpCode()).isEqualTo(400);

        LogStore split = logstore(LOGSTORE, 2, 7);
        split.setmAutoSplit(true);
        split.setmMaxSplitShard(1000);
        LogException shards = refusal(() -> client.CreateLogStore(PROJECT, split));
        assertThat(shards.GetErrorCode()).isEqualTo("LogStoreInfoInvalid");
        assertThat(shards.GetErrorMessage()).isEqualTo("maxSplitShard must be within range [1, 256]");

        LogStore encrypted = logstore(LOGSTORE, 2, 7);
        EncryptConf encryption = new EncryptConf(true);
        encryption.setEncryptType("typex");
        encrypted.SetEncryptConf(encryption);
        LogException type = refusal(() -> client.CreateLogStore(PROJECT, encrypted));
        assertThat(type.GetErrorCode()).isEqualTo("LogStoreInfoInvalid");
        assertThat(type.GetErrorMessage())
                .isEqualTo("The encrypt_conf is invalid, [encrypt_type] key is missing or not supported");
        encryption.setEncryptType("default");
        client.CreateLogStore(PROJECT, encrypted);
    }

    @Test
    void logstores_areListedByMode() throws LogException {
        for (String mode : List.of("standard", "lite", "query")) {
            LogStore logstore = logstore("logstore-" + mode, 2, 7);
            logstore.setMode(mode);
            client.CreateLogStore(PROJECT, logstore);
        }

        for (String mode : List.of("standard", "lite", "query")) {
            ListLogStoresRequest request = new ListLogStoresRequest(PROJECT, 0, 10);
            request.SetMode(mode);
            assertThat(client.ListLogStores(request).GetLogStores()).containsExactly("logstore-" + mode);
        }
        ListLogStoresRequest unknown = new ListLogStoresRequest(PROJECT, 0, 10);
        unknown.SetMode("xxxxx");
        assertThat(client.ListLogStores(unknown).GetLogStores()).isEmpty();
    }

    @Test
    void update_leavesTheNumberOfShardsAsItIs() throws LogException {
        client.CreateLogStore(PROJECT, logstore(LOGSTORE, 2, 7));
        LogStore changed = logstore(LOGSTORE, 3, 30);
        changed.setAppendMeta(true);

        client.UpdateLogStore(PROJECT, changed);

        LogStore stored = stored(LOGSTORE);
        assertThat(stored.GetTtl()).isEqualTo(30);
        assertThat(stored.isAppendMeta()).isTrue();
        assertThat(stored.GetShardCount()).isEqualTo(2);
        assertThat(stored.getMode()).isEqualTo("standard");
    }

    @ParameterizedTest
    @CsvSource({"standard, standard, true", "standard, lite, false", "lite, lite, true", "lite, standard, true"})
    void mode_changesOneWayOnly(String from, String to, boolean allowed) throws LogException {
        LogStore logstore = logstore(LOGSTORE, 2, 7);
        logstore.setMode(from);
        client.CreateLogStore(PROJECT, logstore);
        logstore.setMode(to);

        if (allowed) {
            client.UpdateLogStore(PROJECT, logstore);
        } else {
            LogException refusal = refusal(() -> client.UpdateLogStore(PROJECT, logstore));
            assertThat(refusal.GetErrorCode()).isEqualTo("NotSupported");
            assertThat(refusal.GetErrorMessage())
                    .isEqualTo("The logstore mode or telemetryType is not supported for current metering mode.");
        }
        assertThat(stored(LOGSTORE).getMode()).isEqualTo(allowed ? to : from);
    }

    /** With all that the SDK knows of an index, sub-fields of JSON among it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log_reduce\":false,\"line\":{\"caseSensitive\":false,\"chn\":false,\"token\":[\",\",\" \"]},\"ttl\":1}",
                "{\"log_reduce\":true,\"log_reduce_white_list\":[\"123\"],\"max_text_len\":100,\"scan_index\":true,\"ttl\":7,"
                        + "\"keys\":{\"test\":{\"type\":\"text\",\"token\":[\";\"],\"caseSensitive\":false},"
                        + "\"json1\":{\"type\":\"json\",\"token\":[\";\"],\"index_all\":false,\"max_depth\":-1,\"doc_value\":true,"
                        + "\"json_keys\":{\"sub\":{\"type\":\"long\",\"alias\":\"\",\"doc_value\":true}}}}}"
            })
    void index_isCreatedBeforeItIsUpdated(String json) throws LogException {
        client.CreateLogStore(PROJECT, logstore(LOGSTORE, 2, 7));
        Index index = new Index();
        index.FromJsonString(json);

        LogException refusal = refusal(() -> client.UpdateIndex(PROJECT, LOGSTORE, index));
        assertThat(refusal.GetErrorMessage()).contains("index is not created");
        client.CreateIndex(PROJECT, LOGSTORE, index);
        client.UpdateIndex(PROJECT, LOGSTORE, index);

        Index stored = client.GetIndex(PROJECT, LOGSTORE).GetIndex();
        assertThat(stored.ToJsonString()).isEqualTo(index.ToJsonString());
    }
}
