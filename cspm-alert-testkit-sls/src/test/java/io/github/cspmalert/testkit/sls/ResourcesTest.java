package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Resource;
import com.aliyun.openservices.log.common.ResourceRecord;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateResourceRecordRequest;
import com.aliyun.openservices.log.request.CreateResourceRequest;
import com.aliyun.openservices.log.request.DeleteResourceRequest;
import com.aliyun.openservices.log.request.GetResourceRecordRequest;
import com.aliyun.openservices.log.request.GetResourceRequest;
import com.aliyun.openservices.log.request.ListResourceRequest;
import com.aliyun.openservices.log.request.UpdateResourceRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources through the calls of the unmodified SDK. */
class ResourcesTest {

    private static final String SCHEMA =
            "{\"schema\":[{\"column\":\"ip\",\"desc\":\"\",\"ext_info\":{},\"required\":true,\"type\":\"string\"}]}";
    private static final String ACL = "{\"policy\":{\"type\":\"all_rw\"}}";

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    private static Resource hosts(String description) {
        Resource resource = new Resource("user.hosts", "userdefine", SCHEMA, description, ACL, "");
        resource.setDescription(description);
        resource.setSchema(SCHEMA);
        resource.setAcl(ACL);
        return resource;
    }

    private Resource get(String name) throws LogException {
        return client.getResource(new GetResourceRequest(name)).getResource();
    }

    private List<String> names(ListResourceRequest request) throws LogException {
        return client.listResource(request).getResources().stream()
                .map(Resource::getName)
                .toList();
    }

    @Test
    void resource_fromCreationToDeletion_isServed() throws LogException {
        client.createResource(new CreateResourceRequest(hosts("our hosts")));
        assertThat(get("user.hosts").getDescription()).isEqualTo("our hosts");
        assertThat(get("user.hosts").getSchema()).isEqualTo(SCHEMA);
        assertThat(get("user.hosts").getCreateTime()).isPositive();

        client.updateResource(new UpdateResourceRequest(hosts("changed")));
        assertThat(get("user.hosts").getDescription()).isEqualTo("changed");
        assertThat(names(new ListResourceRequest("userdefine", 0, 10))).containsExactly("user.hosts");

        client.createResourceRecord(
                new CreateResourceRecordRequest("user.hosts", new ResourceRecord("h1", "any tag", "{\"ip\":7}")));
        assertThat(client.getResourceRecord(new GetResourceRecordRequest("user.hosts", "h1"))
                        .getRecord()
                        .getValue())
                .isEqualTo("{\"ip\":7}");

        client.deleteResource(new DeleteResourceRequest("user.hosts"));
        assertThat(refusal(() -> get("user.hosts")).getErrorCode()).isEqualTo("ResourceNotExist");
        assertThat(sls.requests())
                .extracting(RecordedRequest::operation)
                .contains("CreateResource", "GetResource", "UpdateResource", "ListResources", "DeleteResource");
    }

    @Test
    void list_namesTheSystemResourcesToo() throws LogException {
        assertThat(names(new ListResourceRequest("", 0, 100)))
                .containsExactly(
                        "sls.alert.action_policy",
                        "sls.alert.action_webhook",
                        "sls.alert.alert_policy",
                        "sls.alert.content_template",
                        "sls.alert.global_config",
                        "sls.alert.oncall_group",
                        "sls.common.user",
                        "sls.common.user_group");
        ListResourceRequest some = new ListResourceRequest();
        some.setResourceNames(List.of("sls.common.user", "absent"));
        assertThat(names(some)).containsExactly("sls.common.user");
    }

    @Test
    void resource_createdTwice_isRefused() throws LogException {
        client.createResource(new CreateResourceRequest(hosts("")));

        LogException refusal = refusal(() -> client.createResource(new CreateResourceRequest(hosts(""))));

        assertThat(refusal.GetHttpCode()).isEqualTo(400);
        assertThat(refusal.getErrorCode()).isEqualTo("ResourceAlreadyExist");
        assertThat(refusal.GetErrorMessage()).isEqualTo("Resource user.hosts already exists");
    }

    @Test
    void systemResource_cannotBeChanged() {
        Resource users = hosts("mine");
        users.setName("sls.common.user");

        for (LogException refusal : List.of(
                refusal(() -> client.updateResource(new UpdateResourceRequest(users))),
                refusal(() -> client.deleteResource(new DeleteResourceRequest("sls.common.user"))))) {
            assertThat(refusal.getErrorCode()).isEqualTo("ParameterInvalid");
            assertThat(refusal.GetErrorMessage()).contains("sls.common.user belongs to the service");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"ab\"}                          | name is \\\"ab\\\"; a resource name has 3 to 127",
                "{\"name\":\"1ab\"}                         | name is \\\"1ab\\\"; a resource name has 3 to 127",
                "{\"name\":\"abc-d\"}                       | name is \\\"abc-d\\\"",
                "{\"name\":\"abc_\"}                        | name is \\\"abc_\\\"",
                "{\"name\":\"../../escape\"}                | name is \\\"../../escape\\\"",
                "{}                                         | name is \\\"\\\"",
                "{\"name\":\"user.a\",\"type\":\"system\"}  | type is \\\"system\\\"; it must be userdefine",
                "{\"name\":\"user.a\",\"schema\":\"[\"}     | schema must be the JSON text of an object",
                "{\"name\":\"user.a\",\"acl\":\"all\"}      | acl must be the JSON text of an object"
            })
    void resource_thatIsWrong_isRefused(String body, String message) throws Exception {
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response = raw.send(
                    "POST",
                    "cn-hangzhou.sls.test",
                    "/resources",
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of(),
                    Map.of());

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("ParameterInvalid").contains(message);
        }
    }
}
