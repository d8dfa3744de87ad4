package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlsCredentialsTest {

    @Test
    void toString_hidesSecretAndToken() {
        assertThat(SlsCredentials.of("id-1", "s3cret")).hasToString("SlsCredentials[id-1]");
        assertThat(SlsCredentials.temporary("id-1", "s3cret", "t0ken")).hasToString("SlsCredentials[id-1, temporary]");
    }

    @Test
    void equals_sameParts_isEqual() {
        SlsCredentials temporary = SlsCredentials.temporary("id", "secret", "token");

        assertThat(temporary)
                .isEqualTo(SlsCredentials.temporary("id", "secret", "token"))
                .hasSameHashCodeAs(SlsCredentials.temporary("id", "secret", "token"))
                .isNotEqualTo(SlsCredentials.temporary("id", "secret", "other"))
                .isNotEqualTo(SlsCredentials.of("id", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s3cret\n", "s3 cret", "s3crét"})
    void of_unusableSecret_isRefusedWithoutShowingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlsCredentials.of("id", secret))
                .withMessageStartingWith("accessKeySecret must")
                .withMessageNotContaining("s3");
    }

    @Test
    void fromEnvironment_nothingSet_namesEachMissingVariable() {
        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(() -> SlsCredentialsProvider.fromEnvironment(Map.of()))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(2)
                        .anySatisfy(problem -> assertThat(problem).contains("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                        .anySatisfy(problem -> assertThat(problem).contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET")));
    }

    @Test
    void fromEnvironment_secretBlank_namesItAlone() {
        Map<String, String> variables =
                Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", "id", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", " ");

        assertThatExceptionOfType(AlertConfigurationException.class)
                .isThrownBy(() -> SlsCredentialsProvider.fromEnvironment(variables))
                .satisfies(
                        e -> assertThat(e.problems()).singleElement().asString().contains("ACCESS_KEY_SECRET is not"));
    }

    @Test
    void fromEnvironment_withToken_givesTemporaryCredentials() {
        Map<String, String> variables = new HashMap<>();
        variables.put("ALIBABA_CLOUD_ACCESS_KEY_ID", "id");
        variables.put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret");
        assertThat(SlsCredentialsProvider.fromEnvironment(variables).credentials())
                .isEqualTo(SlsCredentials.of("id", "secret"));

        variables.put("ALIBABA_CLOUD_SECURITY_TOKEN", "token");
        assertThat(SlsCredentialsProvider.fromEnvironment(variables)
                        .credentials()
                        .securityToken())
                .contains(Secret.of("token"));
    }
}
