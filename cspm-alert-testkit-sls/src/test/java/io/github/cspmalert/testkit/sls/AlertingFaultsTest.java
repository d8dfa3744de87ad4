package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Resource;
import com.aliyun.openservices.log.common.ResourceRecord;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateAlertRequest;
import com.aliyun.openservices.log.request.CreateResourceRecordRequest;
import com.aliyun.openservices.log.request.CreateResourceRequest;
import com.aliyun.openservices.log.request.DeleteAlertRequest;
import com.aliyun.openservices.log.request.DeleteResourceRecordRequest;
import com.aliyun.openservices.log.request.DeleteResourceRequest;
import com.aliyun.openservices.log.request.DisableAlertRequest;
import com.aliyun.openservices.log.request.EnableAlertRequest;
import com.aliyun.openservices.log.request.GetAlertRequest;
import com.aliyun.openservices.log.request.GetResourceRecordRequest;
import com.aliyun.openservices.log.request.GetResourceRequest;
import com.aliyun.openservices.log.request.ListAlertRequest;
import com.aliyun.openservices.log.request.ListNextResourceRecordRequest;
import com.aliyun.openservices.log.request.ListResourceRecordRequest;
import com.aliyun.openservices.log.request.ListResourceRequest;
import com.aliyun.openservices.log.request.UpdateAlertRequest;
import com.aliyun.openservices.log.request.UpdateResourceRecordRequest;
import com.aliyun.openservices.log.request.UpdateResourceRequest;
import com.aliyun.openservices.log.request.UpsertResourceRecordRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of alerts, resources and records, and clients that get in each other's way. */
class AlertingFaultsTest {

    private static final String GROUPS = "sls.common.user_group";
    private static final ResourceRecord GROUP = new ResourceRecord(
            "g", "G", "{\"user_group_id\":\"g\",\"user_group_name\":\"G\",\"enabled\":true,\"members\":[]}");

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    /** A call of the SDK. */
    private interface SdkCall {
        void send(Client client) throws LogException;
    }

    private static Arguments call(String operation, SdkCall call) {
        return Arguments.of(operation, call);
    }

    static Stream<Arguments> calls() {
        Resource resource = new Resource("user.hosts", "userdefine");
        return Stream.of(
                call("CreateAlert", c -> c.createAlert(new CreateAlertRequest(PROJECT, AlertFixtures.alert("name")))),
                call("UpdateAlert", c -> c.updateAlert(new UpdateAlertRequest(PROJECT, AlertFixtures.alert("name")))),
                call("GetAlert", c -> c.getAlert(new GetAlertRequest(PROJECT, "name"))),
                call("ListAlerts", c -> c.listAlert(new ListAlertRequest(PROJECT))),
                call("EnableAlert", c -> c.enableAlert(new EnableAlertRequest(PROJECT, "name"))),
                call("DisableAlert", c -> c.disableAlert(new DisableAlertRequest(PROJECT, "name"))),
                call("DeleteAlert", c -> c.deleteAlert(new DeleteAlertRequest(PROJECT, "name"))),
                call("CreateResource", c -> c.createResource(new CreateResourceRequest(resource))),
                call("ListResources", c -> c.listResource(new ListResourceRequest("", 0, 10))),
                call("GetResource", c -> c.getResource(new GetResourceRequest("user.hosts"))),
                call("UpdateResource", c -> c.updateResource(new UpdateResourceRequest(resource))),
                call("DeleteResource", c -> c.deleteResource(new DeleteResourceRequest("user.hosts"))),
                call(
                        "CreateResourceRecord",
                        c -> c.createResourceRecord(new CreateResourceRecordRequest(GROUPS, GROUP))),
                call(
                        "UpsertResourceRecord",
                        c -> c.upsertResourceRecord(new UpsertResourceRecordRequest(GROUPS, GROUP))),
                call(
                        "UpdateResourceRecord",
                        c -> c.updateResourceRecord(new UpdateResourceRecordRequest(GROUPS, GROUP))),
                call("GetResourceRecord", c -> c.getResourceRecord(new GetResourceRecordRequest(GROUPS, "g"))),
                call("ListResourceRecords", c -> c.listResourceRecord(new ListResourceRecordRequest(GROUPS))),
                call(
                        "ListNextResourceRecords",
                        c -> c.listNextResourceRecord(new ListNextResourceRecordRequest(GROUPS))),
                call(
                        "DeleteResourceRecord",
                        c -> c.deleteResourceRecord(new DeleteResourceRecordRequest(GROUPS, List.of("g")))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void fault_ofOneOperation_meetsItsCall(String operation, SdkCall call) {
        sls.faults().next(1, Fault.error(403, "Unauthorized", "denied by policy"), operation);

        LogException refusal = refusal(() -> call.send(client));

        assertThat(refusal.GetHttpCode()).isEqualTo(403);
        assertThat(refusal.GetErrorMessage()).isEqualTo("denied by policy");
        assertThat(sls.faults().pending()).isZero();
        assertThat(sls.requests()).extracting(RecordedRequest::operation).containsExactly(operation);
    }

    @Test
    void lostAnswer_ofACreation_leavesWhatWasCreated() throws LogException {
        CreateAlertRequest request = new CreateAlertRequest(PROJECT, AlertFixtures.alert("alert-1"));
        sls.faults().next(1, Fault.lostAnswer(), "CreateAlert");

        assertThat(refusal(() -> client.createAlert(request)).getErrorCode()).isEqualTo("RequestError");

        assertThat(sls.alert(PROJECT, "alert-1")).isPresent();
        assertThat(refusal(() -> client.createAlert(request)).getErrorCode()).isEqualTo("JobAlreadyExist");
    }

    @Test
    void creations_atTheSameTime_succeedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> creation = () ->
                    refusal(() -> client.createResourceRecord(new CreateResourceRecordRequest(GROUPS, GROUP))) == null;
            List<Future<Boolean>> created = threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> creation).toList());

            int succeeded = 0;
            for (Future<Boolean> one : created) {
                succeeded += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
