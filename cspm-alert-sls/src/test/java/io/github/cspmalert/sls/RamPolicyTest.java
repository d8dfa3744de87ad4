package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.sls.internal.json.JsonText;
import org.junit.jupiter.api.Test;

/** Actions and resources of https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-ram. */
class RamPolicyTest {

    @Test
    void ramPolicy_ofASource_allowsToQueryAndToLookUp() throws Exception {
        try (StubService service = new StubService();
                SlsConnection connection = Connections.to(service).build()) {
            String policy = SlsLogSource.of(connection, "sas-log-1", "sas-log").ramPolicy();

            assertThat(JsonText.parse(policy))
                    .isEqualTo(
                            JsonText.parse(
                                    """
                    {"Version":"1","Statement":[
                     {"Effect":"Allow","Action":["log:GetLogStoreLogs"],
                      "Resource":["acs:log:*:*:project/sas-log-1/logstore/sas-log"]},
                     {"Effect":"Allow","Action":["log:GetLogStore","log:GetIndex"],
                      "Resource":["acs:log:*:*:project/sas-log-1/logstore/sas-log"]},
                     {"Effect":"Allow","Action":["log:GetProject"],"Resource":["acs:log:*:*:project/sas-log-1"]}]}"""));
            assertThat(service.asked()).isEmpty();
        }
    }

    @Test
    void ramPolicy_ofDefinitions_namesTheTablesAndLogstoresThatTheyUse() throws Exception {
        try (ProvisionerFixture service = new ProvisionerFixture()) {
            var definitions =
                    ProvisionerFixture.definitions(ProvisionerFixture.rule().build());

            var policy = JsonText.parse(service.provisioner().ramPolicy(definitions));

            assertThat(policy.at("/Statement/0/Resource/0").asText()).isEqualTo("*");
            assertThat(policy.at("/Statement/1/Resource/0").asText())
                    .isEqualTo("acs:log:*:*:project/" + ProvisionerFixture.PROJECT + "/job/*");
            assertThat(policy.at("/Statement/2/Resource"))
                    .extracting(resource -> resource.asText())
                    .containsExactly(
                            "acs:log:*:*:resource/sls.alert.action_policy",
                            "acs:log:*:*:resource/sls.alert.content_template",
                            "acs:log:*:*:resource/sls.common.user",
                            "acs:log:*:*:resource/sls.common.user_group",
                            "acs:log:*:*:resource/user.cspm_alert_objects");
            assertThat(policy.toString())
                    .contains("\"log:ListResourceRecords\"", "\"log:CreateResource\"")
                    .contains("project/" + ProvisionerFixture.PROJECT + "/logstore/sas-log\"")
                    .contains("project/" + ProvisionerFixture.PROJECT + "/logstore/internal-alert-history\"")
                    .doesNotContain("ram:PassRole", "webhook", "\"acs:log:*:*:*\"");
        }
    }
}
