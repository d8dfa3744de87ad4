package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedSlsBuilderTest {

    private final EmbeddedSls.Builder builder = EmbeddedSls.builder();

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Upper", "under_score", "-start", "end-", "../up", "a.b"})
    void project_withWrongName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.project(name))
                .withMessageStartingWith("project is \"" + name + "\"; a project name has 3 to 63 ");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cspmLogstore(name, LOGSTORE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Upper", "-start", "end_", "../up", "a.b"})
    void logstore_withWrongName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.logstore(PROJECT, name))
                .withMessageStartingWith("logstore is \"" + name + "\"; a Logstore name has 2 to 80 ");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cspmLogstore(PROJECT, name));
    }

    @Test
    void wrongSettings_nameFieldValueAndFix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(70_000))
                .withMessage("port is 70000; it must be 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.region("Hang Zhou"))
                .withMessage("region is \"Hang Zhou\"; it must be a region id such as cn-hangzhou");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.recordsRegion("EU"))
                .withMessage("recordsRegion is \"EU\"; it must be a region id such as cn-hangzhou");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxClockSkew(Duration.ofSeconds(-1)))
                .withMessageContaining("maxClockSkew is PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.accessKey("", "secret"))
                .withMessageContaining("id is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.accessKey("id", " "))
                .withMessageContaining("secret is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.temporaryAccessKey("id", "secret", ""))
                .withMessageContaining("securityToken is empty");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.timeZone(null))
                .withMessage("timeZone");
        assertThatNullPointerException().isThrownBy(() -> builder.folder(null)).withMessage("folder");
    }

    @Test
    void accessKey_addedTwice_isRefusedWithoutItsSecret() {
        builder.accessKey("id", "a-secret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.accessKey("id", "b-secret"))
                .withMessage("id \"id\" was added before; add each key once");
    }

    @Test
    void port_thatIsTaken_isNamed() {
        try (EmbeddedSls first = SdkClients.withFakeTable()) {
            builder.port(first.port()).cspmLogstore(PROJECT, LOGSTORE);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> builder.start((index, folder) -> new FakeLogTable(index)))
                    .withMessageContaining("Cannot listen on ")
                    .withMessageContaining(Integer.toString(first.port()));
        }
    }

    @Test
    void builder_mayStartSeveral() {
        builder.accessKey("first", "secret").accessKey("second", "secret").cspmLogstore(PROJECT, LOGSTORE);
        try (EmbeddedSls one = builder.start((index, folder) -> new FakeLogTable(index));
                EmbeddedSls two = builder.start((index, folder) -> new FakeLogTable(index))) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.accessKeyId()).isEqualTo("first");
            assertThat(one.endpoint()).isEqualTo("http://cn-hangzhou.sls.test");
            assertThat(one.recordsEndpoint()).isEqualTo("http://cn-shanghai.sls.test");
        }
    }

    @Test
    void cspmLogstore_hasTheDocumentedFields() {
        FakeLogTable[] table = new FakeLogTable[1];
        try (EmbeddedSls sls =
                builder.cspmLogstore(PROJECT, LOGSTORE).start((index, folder) -> table[0] = new FakeLogTable(index))) {
            LogstoreIndex index = table[0].index;

            assertThat(sls.port()).isPositive();
            assertThat(index.line()).isNotNull();
            assertThat(index.keys())
                    .containsOnlyKeys(
                            "check_id",
                            "check_item_name",
                            "instance_id",
                            "instance_name",
                            "instance_type",
                            "instance_sub_type",
                            "region_id",
                            "risk_level",
                            "status",
                            "standard_id",
                            "requirement_id",
                            "section_id",
                            "instance_result",
                            "vendor",
                            "start_time");
            assertThat(index.keys().get("start_time").type()).isEqualTo(Type.LONG);
            assertThat(index.keys().get("status").type()).isEqualTo(Type.TEXT);
            assertThat(index.keys().values()).allMatch(LogstoreIndex.Key::docValue);
            assertThat(index.keys().get("status").delimiters()).isEqualTo(", '\";=()[]{}?@&<>/:\n\t\r");
        }
    }
}
