package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.AlertFixtures.alert;
import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Alert;
import com.aliyun.openservices.log.common.GeneralJobConfiguration;
import com.aliyun.openservices.log.common.Job;
import com.aliyun.openservices.log.common.JobState;
import com.aliyun.openservices.log.common.JobType;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateAlertRequest;
import com.aliyun.openservices.log.request.CreateJobRequest;
import com.aliyun.openservices.log.request.DeleteAlertRequest;
import com.aliyun.openservices.log.request.DisableAlertRequest;
import com.aliyun.openservices.log.request.EnableAlertRequest;
import com.aliyun.openservices.log.request.GetAlertRequest;
import com.aliyun.openservices.log.request.ListAlertRequest;
import com.aliyun.openservices.log.request.UpdateAlertRequest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts through the typed calls of the unmodified SDK. */
@SuppressWarnings("deprecation") // The state is the only thing that the service honours.
class AlertsTest {

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    private void create(Alert alert) throws LogException {
        client.createAlert(new CreateAlertRequest(PROJECT, alert));
    }

    private Alert get(String name) throws LogException {
        return client.getAlert(new GetAlertRequest(PROJECT, name)).getAlert();
    }

    static List<Function<EmbeddedSls, Client>> signatures() {
        return List.of(SdkClients::v1, SdkClients::v4);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void alert_fromCreationToDeletion_isServed(Function<EmbeddedSls, Client> signature) throws LogException {
        Client signing = signature.apply(sls);
        signing.createAlert(new CreateAlertRequest(PROJECT, alert("alert-1")));

        Alert created = get("alert-1");
        assertThat(created.getDisplayName()).isEqualTo("CSPM not passed");
        assertThat(created.getState()).isEqualTo(JobState.ENABLED);
        assertThat(created.getStatus()).isEqualTo("ENABLED");
        assertThat(created.getConfiguration().getQueryList())
                .singleElement()
                .satisfies(query -> assertThat(query.getStore()).isEqualTo(LOGSTORE));
        assertThat(created.getCreateTime()).isNotNull().isEqualTo(created.getLastModifiedTime());

        created.setDisplayName("changed");
        signing.updateAlert(new UpdateAlertRequest(PROJECT, created));
        assertThat(get("alert-1").getDisplayName()).isEqualTo("changed");

        signing.disableAlert(new DisableAlertRequest(PROJECT, "alert-1"));
        assertThat(get("alert-1").getStatus()).isEqualTo("DISABLED");
        assertThat(get("alert-1").getState()).isEqualTo(JobState.DISABLED);

        signing.enableAlert(new EnableAlertRequest(PROJECT, "alert-1"));
        assertThat(get("alert-1").getStatus()).isEqualTo("ENABLED");

        signing.deleteAlert(new DeleteAlertRequest(PROJECT, "alert-1"));
        assertThat(refusal(() -> get("alert-1")).getErrorCode()).isEqualTo("JobNotExist");
        assertThat(sls.requests())
                .extracting(RecordedRequest::operation)
                .contains("CreateAlert", "GetAlert", "UpdateAlert", "DisableAlert", "EnableAlert", "DeleteAlert");
        signing.shutdown();
    }

    /** The way of the SDK that sends a configuration as it is. */
    @Test
    void alert_sentAsAGeneralJob_isKeptAsItIs() throws LogException {
        String sent = AlertFixtures.DOCUMENTED.substring(
                AlertFixtures.DOCUMENTED.indexOf("{\"version"), AlertFixtures.DOCUMENTED.lastIndexOf("}"));
        Job job = new Job();
        job.setName("alert-1");
        job.setDisplayName("General job");
        job.setType(JobType.ALERT);
        job.setSchedule(alert("alert-1").getSchedule());
        job.setConfiguration(
                new GeneralJobConfiguration(sent.replace("\"threshold\":1", "\"threshold\":3,\"x\":2.50")));

        client.createJob(new CreateJobRequest(PROJECT, job));

        assertThat(get("alert-1").getConfiguration().getThreshold()).isEqualTo(3);
        assertThat(sls.alert(PROJECT, "alert-1").orElseThrow())
                .contains("\"x\":2.50")
                .contains("\"type\":\"Alert\"");
    }

    @Test
    void alert_createdTwice_isRefusedByName() throws LogException {
        create(alert("alert-1"));

        LogException refusal = refusal(() -> create(alert("alert-1")));

        assertThat(refusal.GetHttpCode()).isEqualTo(400);
        assertThat(refusal.getErrorCode()).isEqualTo("JobAlreadyExist");
        assertThat(refusal.GetErrorMessage()).isEqualTo("Job alert-1 already exists");
    }

    @Test
    void alert_thatIsUnknown_isRefusedByEveryCall() {
        for (LogException refusal : List.of(
                refusal(() -> get("absent")),
                refusal(() -> client.updateAlert(new UpdateAlertRequest(PROJECT, alert("absent")))),
                refusal(() -> client.enableAlert(new EnableAlertRequest(PROJECT, "absent"))),
                refusal(() -> client.disableAlert(new DisableAlertRequest(PROJECT, "absent"))),
                refusal(() -> client.deleteAlert(new DeleteAlertRequest(PROJECT, "absent"))))) {
            assertThat(refusal.GetHttpCode()).isEqualTo(404);
            assertThat(refusal.getErrorCode()).isEqualTo("JobNotExist");
            assertThat(refusal.GetErrorMessage()).isEqualTo("Job absent does not exist");
        }
    }

    @Test
    void alert_ofAnUnknownProject_isRefused() {
        assertThat(refusal(() -> client.createAlert(new CreateAlertRequest("absent-project", alert("alert-1"))))
                        .getErrorCode())
                .isEqualTo("ProjectNotExist");
    }

    @Test
    void state_isHonoured_andStatusIsNot() throws LogException {
        Alert alert = alert("alert-1");
        alert.setState(JobState.DISABLED);
        alert.setStatus("ENABLED");
        create(alert);
        assertThat(get("alert-1").getStatus()).isEqualTo("DISABLED");

        alert.setState(null);
        client.updateAlert(new UpdateAlertRequest(PROJECT, alert));
        assertThat(get("alert-1").getState()).isEqualTo(JobState.DISABLED);

        alert.setState(JobState.ENABLED);
        alert.setStatus("DISABLED");
        client.updateAlert(new UpdateAlertRequest(PROJECT, alert));
        assertThat(get("alert-1").getStatus()).isEqualTo("ENABLED");
        assertThat(get("alert-1").getState()).isEqualTo(JobState.ENABLED);
    }

    @Test
    void list_isPaged_inTheOrderOfCreation() throws LogException {
        for (int i = 12; i >= 1; i--) {
            create(alert("alert-" + i));
        }

        ListAlertRequest request = new ListAlertRequest(PROJECT);
        assertThat(names(request)).hasSize(10).startsWith("alert-12", "alert-11");
        assertThat(client.listAlert(request).getTotal()).isEqualTo(12);
        assertThat(client.listAlert(request).getCount()).isEqualTo(10);

        request.setOffset(10);
        request.setSize(200);
        assertThat(names(request)).containsExactly("alert-2", "alert-1");

        request.setSize(201);
        assertThat(refusal(() -> names(request)).getErrorCode()).isEqualTo("ParameterInvalid");
    }

    @Test
    void list_isFiltered() throws LogException {
        Alert other = alert("other-1");
        other.setDisplayName("Other");
        other.getConfiguration().getQueryList().get(0).setStore("elsewhere");
        create(alert("alert-1"));
        create(other);

        ListAlertRequest byStore = new ListAlertRequest(PROJECT);
        byStore.setLogstore("elsewhere");
        assertThat(names(byStore)).containsExactly("other-1");
        ListAlertRequest byName = new ListAlertRequest(PROJECT);
        byName.setName("alert-1");
        assertThat(names(byName)).containsExactly("alert-1");
        ListAlertRequest byDisplayName = new ListAlertRequest(PROJECT);
        byDisplayName.setDisplayName("the");
        assertThat(names(byDisplayName)).containsExactly("other-1");
    }

    private List<String> names(ListAlertRequest request) throws LogException {
        return client.listAlert(request).getResults().stream()
                .map(Alert::getName)
                .toList();
    }

    @Test
    void alerts_overTheHundredth_areRefused() throws LogException {
        for (int i = 0; i < 100; i++) {
            create(alert("alert-" + i));
        }

        LogException refusal = refusal(() -> create(alert("alert-100")));

        assertThat(refusal.GetHttpCode()).isEqualTo(400);
        assertThat(refusal.GetErrorMessage()).contains("alert-100").contains("at most 100 alerts");
    }
}
