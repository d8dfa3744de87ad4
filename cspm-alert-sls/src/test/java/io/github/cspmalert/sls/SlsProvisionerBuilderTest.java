package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.sls.StubService.Reply;
import io.github.cspmalert.sls.internal.client.Target;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlsProvisionerBuilderTest {

    private static final String LONGER_THAN_A_LABEL_OF_A_HOST =
            "a-project-name-that-has-one-character-more-than-a-label-may-have";

    private final StubService service = new StubService();
    private final SlsConnection connection = Connections.to(service).build();

    @AfterEach
    void close() {
        connection.close();
        service.close();
    }

    @Test
    void records_byDefault_areAskedForInShanghaiAndSignedForIt() {
        service.otherwise(asked -> Reply.ok("{\"total\":0,\"count\":0,\"items\":[]}"));

        SlsProvisioner.builder(connection, "my-project").build().planDestroy();

        assertAsked("cn-shanghai");
    }

    @Test
    void recordsRegion_other_isAskedAndSignedFor() {
        service.otherwise(asked -> Reply.ok("{\"total\":0,\"count\":0,\"items\":[]}"));

        SlsProvisioner.builder(connection, "my-project")
                .recordsRegion("cn-heyuan")
                .build()
                .planDestroy();

        assertAsked("cn-heyuan");
    }

    @Test
    void recordsConnection_given_isUsed() {
        service.otherwise(asked -> Reply.ok("{\"total\":0,\"count\":0,\"items\":[]}"));

        SlsProvisioner.builder(connection, "my-project")
                .recordsConnection(connection)
                .build()
                .planDestroy();

        assertAsked("cn-hangzhou");
    }

    private void assertAsked(String region) {
        List<StubService.Asked> asked = service.asked();
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).header("Host")).isEqualTo(region + ".sls.test");
        assertThat(asked.get(0).header("Authorization")).contains("/" + region + "/sls/aliyun_v4_request");
        assertThat(asked.get(0).path()).isEqualTo("/resources/user.cspm_alert_objects/records");
    }

    @Test
    void recordsRegion_endpointWithoutItsRegion_isRefused() {
        try (SlsConnection odd = SlsConnection.builder("sls.example.com", "cn-hangzhou")
                .credentials(SlsCredentials.of("id", "secret"))
                .build()) {
            assertThatThrownBy(() -> SlsProvisioner.builder(odd, "my-project").recordsRegion("cn-heyuan"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("https://sls.example.com does not begin with its region 'cn-hangzhou'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Upper", "-ab", "ab-", "a b", "a.b", "a_b", LONGER_THAN_A_LABEL_OF_A_HOST})
    void project_impossibleName_isRefusedByWhoeverTakesOne(String project) {
        assertThatThrownBy(() -> SlsProvisioner.builder(connection, project))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("project is '");
        assertThatThrownBy(() -> SlsLogSource.of(connection, project, "sas-log"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("project is '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ü"})
    void owner_impossibleName_isRefused(String owner) {
        assertThatThrownBy(
                        () -> SlsProvisioner.builder(connection, "my-project").owner(owner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("owner is '");
    }

    @Test
    void close_ofTheConnection_closesThoseToOtherRegions() {
        SlsConnection other = connection.in("cn-shanghai");
        connection.close();

        assertThatThrownBy(() -> other.calls().provision(Target.record("list", "r", "records", "p"), client -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
