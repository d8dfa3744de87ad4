package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.ResourceRecord;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateAlertRequest;
import com.aliyun.openservices.log.request.CreateResourceRecordRequest;
import com.aliyun.openservices.log.request.DeleteResourceRecordRequest;
import com.aliyun.openservices.log.request.DisableAlertRequest;
import com.aliyun.openservices.log.request.GetAlertRequest;
import com.aliyun.openservices.log.request.GetResourceRecordRequest;
import com.aliyun.openservices.log.request.ListAlertRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put in and looked at without HTTP. */
class ContentsTest {

    private static final String USERS = "sls.common.user";

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    @Test
    void alert_putIn_isServedAsItIs() throws LogException {
        String json = "{\"name\":\"alert-1\",\"muteUntil\":null,\"configuration\":{\"x\":2.50,\"condition\":\"a > 1\"},"
                + "\"schedule\":{\"type\":\"FixedRate\",\"interval\":\"1h\"}}";

        sls.putAlert(PROJECT, json);

        assertThat(sls.alert(PROJECT, "alert-1")).contains(json);
        assertThat(client.listAlert(new ListAlertRequest(PROJECT)).getTotal()).isEqualTo(1);
        assertThat(client.getAlert(new GetAlertRequest(PROJECT, "alert-1"))
                        .getAlert()
                        .getConfiguration()
                        .getCondition())
                .isEqualTo("a > 1");
        client.disableAlert(new DisableAlertRequest(PROJECT, "alert-1"));
        assertThat(sls.alert(PROJECT, "alert-1").orElseThrow())
                .startsWith(json.substring(0, json.length() - 1))
                .contains("\"status\":\"DISABLED\"");
    }

    @Test
    void alert_withNulls_breaksTheSdkAsItDoesAtTheService() {
        sls.putAlert(
                PROJECT,
                "{\"name\":\"odd\",\"schedule\":{\"type\":\"FixedRate\"},"
                        + "\"configuration\":{\"version\":\"2.0\",\"threshold\":null}}");

        LogException refusal = refusal(() -> client.listAlert(new ListAlertRequest(PROJECT)));

        assertThat(refusal.getErrorCode()).isEqualTo("BadResponse");
    }

    @Test
    void alert_sent_isLookedAt() throws LogException {
        client.createAlert(new CreateAlertRequest(PROJECT, AlertFixtures.alert("alert-1")));

        assertThat(sls.alert(PROJECT, "alert-1").orElseThrow()).contains("\"displayName\":\"CSPM not passed\"");
        assertThat(sls.alert(PROJECT, "absent")).isEmpty();
        assertThat(sls.requests()).hasSize(1);
    }

    @Test
    void record_putIn_isServedAsItIs() throws LogException {
        String value = "{\\\"user_id\\\":\\\"other\\\",\\\"x\\\":2.50}";
        sls.putRecord(USERS, "{\"id\":\"alex\",\"tag\":\"Alex\",\"value\":\"" + value + "\",\"fromConsole\":1}");

        assertThat(client.getResourceRecord(new GetResourceRecordRequest(USERS, "alex"))
                        .getRecord()
                        .getValue())
                .isEqualTo("{\"user_id\":\"other\",\"x\":2.50}");
        assertThat(sls.record(USERS, "alex")).contains("{\"user_id\":\"other\",\"x\":2.50}");
        client.deleteResourceRecord(new DeleteResourceRecordRequest(USERS, List.of("alex")));
        assertThat(sls.record(USERS, "alex")).isEmpty();
    }

    @Test
    void record_whoseValueIsNoJson_breaksTheSdkAsItDoesAtTheService() {
        sls.putRecord(USERS, "{\"id\":\"alex\",\"tag\":\"Alex\",\"value\":\"no JSON\"}");

        assertThat(sls.record(USERS, "alex")).contains("no JSON");
        assertThat(refusal(() -> client.getResourceRecord(new GetResourceRecordRequest(USERS, "alex"))))
                .isNotNull();
    }

    @Test
    void record_sent_isLookedAt() throws LogException {
        String value = "{ \"user_group_id\":\"g\",\"user_group_name\":\"G\",\"enabled\":true,\"members\":[]}";
        client.createResourceRecord(
                new CreateResourceRecordRequest("sls.common.user_group", new ResourceRecord("g", "G", value)));

        assertThat(sls.record("sls.common.user_group", "g")).contains(value);
        assertThat(sls.record("sls.alert.alert_policy", "sls.builtin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"id\":\"\",\"name\":\"\"}", "{\"id\":null,\"name\":null}"})
    void json_withoutAName_isRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.putRecord(USERS, json))
                .withMessage("json must be the text of a JSON object with a field \"id\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.putAlert(PROJECT, json))
                .withMessage("json must be the text of a JSON object with a field \"name\"");
    }

    @Test
    void places_thatDoNotExist_areRefused() {
        String json = "{\"id\":\"a\",\"name\":\"a\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.putRecord("absent.resource", json))
                .withMessage("Resource absent.resource does not exist; create it first");
        assertThatIllegalArgumentException().isThrownBy(() -> sls.record("absent.resource", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.putAlert("absent-project", json))
                .withMessageContaining("absent-project");
        assertThatIllegalArgumentException().isThrownBy(() -> sls.alert("absent-project", "a"));
    }
}
