package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.ResourceRecord;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.CreateResourceRecordRequest;
import com.aliyun.openservices.log.request.DeleteResourceRecordRequest;
import com.aliyun.openservices.log.request.GetResourceRecordRequest;
import com.aliyun.openservices.log.request.ListNextResourceRecordRequest;
import com.aliyun.openservices.log.request.ListResourceRecordRequest;
import com.aliyun.openservices.log.request.UpdateResourceRecordRequest;
import com.aliyun.openservices.log.request.UpsertResourceRecordRequest;
import com.aliyun.openservices.log.response.ListNextResourceRecordResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of resources through the calls of the unmodified SDK. */
class RecordsTest {

    private static final String GROUPS = "sls.common.user_group";
    private static final String TEMPLATES = "sls.alert.content_template";

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    private static ResourceRecord group(String id, String name, String rest) {
        return new ResourceRecord(
                id,
                name,
                "{\"user_group_id\":\"" + id + "\",\"user_group_name\":\"" + name + "\",\"enabled\":true,\"members\":[]"
                        + rest + "}");
    }

    private void create(ResourceRecord record) throws LogException {
        client.createResourceRecord(new CreateResourceRecordRequest(GROUPS, record));
    }

    private ResourceRecord get(String id) throws LogException {
        return client.getResourceRecord(new GetResourceRecordRequest(GROUPS, id))
                .getRecord();
    }

    private List<String> ids(ListResourceRecordRequest request) throws LogException {
        return client.listResourceRecord(request).getRecords().stream()
                .map(ResourceRecord::getId)
                .toList();
    }

    static List<Function<EmbeddedSls, Client>> signatures() {
        return List.of(SdkClients::v1, SdkClients::v4);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void record_fromCreationToDeletion_isServed(Function<EmbeddedSls, Client> signature) throws LogException {
        Client signing = signature.apply(sls);
        signing.createResourceRecord(new CreateResourceRecordRequest(GROUPS, group("devops", "DevOps 团队", "")));
        assertThat(get("devops").getTag()).isEqualTo("DevOps 团队");

        signing.updateResourceRecord(new UpdateResourceRecordRequest(GROUPS, group("devops", "Other", "")));
        assertThat(get("devops").getTag()).isEqualTo("Other");
        assertThat(get("devops").getCreateTime()).isPositive();

        signing.upsertResourceRecord(new UpsertResourceRecordRequest(
                GROUPS, List.of(group("devops", "Third", ""), group("secops", "SecOps", ""))));
        assertThat(get("devops").getTag()).isEqualTo("Third");
        assertThat(ids(new ListResourceRecordRequest(GROUPS, "", 0, 10))).containsExactly("devops", "secops");

        signing.deleteResourceRecord(new DeleteResourceRecordRequest(GROUPS, List.of("devops", "absent")));
        assertThat(refusal(() -> get("devops")).getErrorCode()).isEqualTo("ResourceRecordNotExist");
        assertThat(sls.requests())
                .extracting(RecordedRequest::operation)
                .containsSubsequence(
                        "CreateResourceRecord",
                        "GetResourceRecord",
                        "UpdateResourceRecord",
                        "UpsertResourceRecord",
                        "ListResourceRecords",
                        "DeleteResourceRecord");
        signing.shutdown();
    }

    @Test
    void value_isKeptAsItWasSent() throws LogException {
        String value = "{ \"user_group_name\" : \"D\",\"user_group_id\":\"devops\",\"members\":[],\"enabled\":true,"
                + "\"fromConsole\":{\"z\":2.50,\"a\":1e3,\"n\":null,\"u\":\"\\u56e2\"} }";
        create(new ResourceRecord("devops", "D", value));
        assertThat(get("devops").getValue()).isEqualTo(value);
        assertThat(client.listResourceRecord(new ListResourceRecordRequest(GROUPS, "", 0, 10))
                        .getRecords())
                .extracting(ResourceRecord::getValue)
                .containsExactly(value);

        String changed = value.replace("2.50", "2.500");
        client.updateResourceRecord(
                new UpdateResourceRecordRequest(GROUPS, new ResourceRecord("devops", "D", changed)));
        assertThat(get("devops").getValue()).isEqualTo(changed);
    }

    @Test
    void record_createdTwice_isRefused() throws LogException {
        create(group("devops", "D", ""));

        LogException refusal = refusal(() -> create(group("devops", "D", "")));

        assertThat(refusal.GetHttpCode()).isEqualTo(400);
        assertThat(refusal.getErrorCode()).isEqualTo("ResourceRecordAlreadyExist");
        assertThat(refusal.GetErrorMessage()).isEqualTo("Record devops of sls.common.user_group already exists");
    }

    @Test
    void record_thatIsUnknown_isRefused() {
        for (LogException refusal : List.of(
                refusal(() -> get("absent")),
                refusal(() -> client.updateResourceRecord(
                        new UpdateResourceRecordRequest(GROUPS, group("absent", "A", "")))))) {
            assertThat(refusal.GetHttpCode()).isEqualTo(404);
            assertThat(refusal.getErrorCode()).isEqualTo("ResourceRecordNotExist");
            assertThat(refusal.GetErrorMessage()).isEqualTo("Record absent of sls.common.user_group does not exist");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sls.common.user",
                "sls.common.user_group",
                "sls.alert.action_webhook",
                "sls.alert.action_policy",
                "sls.alert.alert_policy",
                "sls.alert.content_template",
                "sls.alert.oncall_group",
                "sls.alert.global_config"
            })
    void systemResource_isThereFromTheStart(String resource) throws LogException {
        assertThat(ids(new ListResourceRecordRequest(resource, "", 0, 10))).isEmpty();
    }

    @Test
    void resource_thatIsUnknown_isRefused() {
        LogException refusal =
                refusal(() -> ids(new ListResourceRecordRequest("sls.alert.webhook_application", "", 0, 10)));

        assertThat(refusal.GetHttpCode()).isEqualTo(404);
        assertThat(refusal.getErrorCode()).isEqualTo("ResourceNotExist");
        assertThat(refusal.GetErrorMessage()).contains("sls.alert.webhook_application");
    }

    @ParameterizedTest
    @CsvSource({
        "sls.alert.content_template, 'sls.builtin.cn,sls.builtin.en'",
        "sls.alert.alert_policy,     'sls.root,sls.builtin,sls.builtin.dynamic'",
        "sls.alert.action_policy,    sls.builtin"
    })
    void builtInRecords_areSeenOnRequestOnly(String resource, String expected) throws LogException {
        assertThat(ids(new ListResourceRecordRequest(resource, "", 0, 100))).isEmpty();
        assertThat(ids(new ListResourceRecordRequest(resource, "", 0, 100, true)))
                .containsExactly(expected.split(","));
        for (String id : expected.split(",")) {
            assertThat(refusal(() -> client.getResourceRecord(new GetResourceRecordRequest(resource, id)))
                            .getErrorCode())
                    .isEqualTo("ResourceRecordNotExist");
            assertThat(client.getResourceRecord(new GetResourceRecordRequest(resource, id, true))
                            .getRecord()
                            .getValue())
                    .contains("\"" + id + "\"");
        }
    }

    @Test
    void builtInPolicy_isAsDocumented() throws LogException {
        ResourceRecord policy = client.getResourceRecord(
                        new GetResourceRecordRequest("sls.alert.alert_policy", "sls.builtin", true))
                .getRecord();

        assertThat(policy.getTag()).isEqualTo("SLS Builtin Alert Policy");
        assertThat(policy.getValue()).contains("\"parent_id\":\"sls.root\"");
    }

    @Test
    void builtInRecord_cannotBeChanged() {
        ResourceRecord own = new ResourceRecord(
                "sls.builtin.cn",
                "Mine",
                "{\"template_id\":\"sls.builtin.cn\",\"template_name\":\"Mine\",\"is_default\":false,"
                        + "\"templates\":{\"sms\":{\"locale\":\"zh-CN\",\"content\":\"\"}}}");

        for (LogException refusal : List.of(
                refusal(() -> client.updateResourceRecord(new UpdateResourceRecordRequest(TEMPLATES, own))),
                refusal(() -> client.upsertResourceRecord(new UpsertResourceRecordRequest(TEMPLATES, own))),
                refusal(() -> client.deleteResourceRecord(
                        new DeleteResourceRecordRequest(TEMPLATES, List.of("sls.builtin.cn")))))) {
            assertThat(refusal.GetHttpCode()).isEqualTo(400);
            assertThat(refusal.getErrorCode()).isEqualTo("ParameterInvalid");
            assertThat(refusal.GetErrorMessage()).contains("sls.builtin.cn").contains("built in");
        }
        assertThat(refusal(() -> client.createResourceRecord(new CreateResourceRecordRequest(TEMPLATES, own)))
                        .getErrorCode())
                .isEqualTo("ResourceRecordAlreadyExist");
    }

    @Test
    void list_isPaged() throws LogException {
        List<ResourceRecord> groups = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            groups.add(group("group-" + i, "G" + i, ""));
        }
        client.upsertResourceRecord(new UpsertResourceRecordRequest(GROUPS, groups));

        assertThat(ids(new ListResourceRecordRequest(GROUPS, "", 0, 100)))
                .hasSize(100)
                .startsWith("group-0");
        assertThat(ids(new ListResourceRecordRequest(GROUPS, "", 149, 200))).containsExactly("group-149");
        assertThat(client.listResourceRecord(new ListResourceRecordRequest(GROUPS, "", 140, 100)))
                .satisfies(page -> assertThat(page.getTotal()).isEqualTo(150))
                .satisfies(page -> assertThat(page.getCount()).isEqualTo(10));
        ListResourceRecordRequest unsized = new ListResourceRecordRequest(GROUPS);
        unsized.setSize(null);
        assertThat(ids(unsized)).hasSize(100);
        for (int size : new int[] {0, 201}) {
            assertThat(refusal(() -> ids(new ListResourceRecordRequest(GROUPS, "", 0, size)))
                            .GetErrorMessage())
                    .isEqualTo("size is " + size + "; it must be from 1 to 200");
        }
    }

    @Test
    void nextRecords_comeInTurn() throws LogException {
        for (String id : List.of("one", "two", "three")) {
            create(group(id, id, ""));
        }

        ListNextResourceRecordRequest request = new ListNextResourceRecordRequest(GROUPS, "", "", 2);
        ListNextResourceRecordResponse first = client.listNextResourceRecord(request);
        assertThat(first.getRecords()).extracting(ResourceRecord::getId).containsExactly("one", "two");
        assertThat(first.getTotal()).isEqualTo(3);
        assertThat(first.getMaxResults()).isEqualTo(2);

        request.setNextToken(first.getNextToken());
        ListNextResourceRecordResponse second = client.listNextResourceRecord(request);
        assertThat(second.getRecords()).extracting(ResourceRecord::getId).containsExactly("three");
        assertThat(second.getNextToken()).isEmpty();

        ListNextResourceRecordRequest reverse = new ListNextResourceRecordRequest(GROUPS, "", "", 1);
        reverse.setReverse(true);
        assertThat(client.listNextResourceRecord(reverse).getRecords())
                .extracting(ResourceRecord::getId)
                .containsExactly("three");
        request.setNextToken("4");
        assertThat(refusal(() -> client.listNextResourceRecord(request)).GetErrorMessage())
                .contains("nextToken is \"4\"");
    }

    @Test
    void list_isFiltered() throws LogException {
        create(group("devops", "DevOps", ",\"a\":{\"b\":7}"));
        create(group("secops", "SecOps", ",\"a\":{\"b\":8}"));
        create(group("sales", "DevOps", ""));

        assertThat(ids(new ListResourceRecordRequest(GROUPS, "DevOps", 0, 10))).containsExactly("devops", "sales");
        ListResourceRecordRequest search = new ListResourceRecordRequest(GROUPS, "", 0, 10);
        search.setSearchedValue("Ops");
        assertThat(ids(search)).containsExactly("devops", "secops", "sales");
        search.setSearchedValue("sec");
        assertThat(ids(search)).containsExactly("secops");
        ListResourceRecordRequest byId = new ListResourceRecordRequest(GROUPS, "", 0, 10);
        byId.setRecordIds(List.of("sales", "devops", "absent"));
        assertThat(ids(byId)).containsExactly("devops", "sales");
        ListResourceRecordRequest byPath = new ListResourceRecordRequest(GROUPS, "", 0, 10);
        byPath.setJsonPath("$.a.b");
        byPath.setJsonPathValue("8");
        assertThat(ids(byPath)).containsExactly("secops");
        byPath.setJsonPath("$..b");
        assertThat(refusal(() -> ids(byPath)).GetErrorMessage()).contains("jsonPath is \"$..b\"");
        byPath.setJsonPath("$" + ".a".repeat(5_000));
        assertThat(ids(byPath)).isEmpty();
    }

    @Test
    void delete_takesTwoHundredIdsAtMost() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= 200; i++) {
            ids.add("group-" + i);
        }

        assertThat(refusal(() -> client.deleteResourceRecord(new DeleteResourceRecordRequest(GROUPS, ids)))
                        .GetErrorMessage())
                .isEqualTo("ids has 201 ids; give 1 to 200");
    }

    @Test
    void upsert_withOneWrongRecord_changesNothing() throws LogException {
        create(group("devops", "D", ""));
        ResourceRecord wrong = new ResourceRecord("secops", "S", "{\"members\":\"alex\"}");

        LogException refusal = refusal(() -> client.upsertResourceRecord(
                new UpsertResourceRecordRequest(GROUPS, List.of(group("devops", "Changed", ""), wrong))));

        assertThat(refusal.getErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(get("devops").getTag()).isEqualTo("D");
    }

    @Test
    void upsert_withOneBuiltInRecord_changesNothing() {
        String policy = "{\"policy_id\":\"ID\",\"policy_name\":\"P\",\"parent_id\":\"\",\"is_default\":false,"
                + "\"group_script\":\"\",\"inhibit_script\":\"\",\"silence_script\":\"\"}";
        List<ResourceRecord> policies = List.of(
                new ResourceRecord("p1", "P", policy.replace("ID", "p1")),
                new ResourceRecord("sls.root", "P", policy.replace("ID", "sls.root")));

        LogException refusal = refusal(
                () -> client.upsertResourceRecord(new UpsertResourceRecordRequest("sls.alert.alert_policy", policies)));

        assertThat(refusal.GetErrorMessage()).contains("sls.root").contains("built in");
        assertThat(sls.record("sls.alert.alert_policy", "p1")).isEmpty();
    }

    /** The tests of Terraform's provider and of the Go SDK write such records: id or tag stand in the value otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | A | {\"user_group_id\":\"b\",\"user_group_name\":\"A\"}",
                "a | A | {\"user_group_id\":\"a\",\"user_group_name\":\"B\"}",
                "a | A | {\"user_group_name\":\"A\"}"
            })
    void record_thatIsNotNamedLikeItsValue_isAccepted(String id, String tag, String value) throws LogException {
        create(new ResourceRecord(id, tag, value));

        assertThat(sls.record(GROUPS, id)).contains(value);
    }
}
