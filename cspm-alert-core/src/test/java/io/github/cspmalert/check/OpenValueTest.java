package io.github.cspmalert.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenValueTest {

    // Copied from the field table of the log's documentation; FAILED and the other vendors from Security Center's API.
    static Stream<Arguments> documented() {
        return Stream.of(
                Arguments.of(
                        (Function<String, OpenValue>) CheckStatus::of,
                        CheckStatus.documentedValues(),
                        "NOT_CHECK CHECKING PASS NOT_PASS WHITELIST FAILED"),
                Arguments.of(
                        (Function<String, OpenValue>) RiskLevel::of, RiskLevel.documentedValues(), "LOW MEDIUM HIGH"),
                Arguments.of(
                        (Function<String, OpenValue>) InstanceType::of,
                        InstanceType.documentedValues(),
                        "ECS SLB RDS MONGODB KVSTORE ACR CSK VPC ACTIONTRAIL CDN CAS RDC RAM DDOS WAF OSS POLARDB POSTGRESQL"
                                + " MSE NAS SDDP EIP"),
                Arguments.of(
                        (Function<String, OpenValue>) InstanceSubType::of,
                        InstanceSubType.documentedValues(),
                        "INSTANCE DISK SECURITY_GROUP REPOSITORY_ENTERPRISE REPOSITORY_PERSON ALIAS USER POLICY GROUP DOMAIN"),
                Arguments.of(
                        (Function<String, OpenValue>) Vendor::of,
                        Vendor.documentedValues(),
                        "ALIYUN TENCENT AWS MICROSOFT HUAWEICLOUD"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void of_documentedTextInAnyCase_isTheConstant(
            Function<String, OpenValue> of, List<? extends OpenValue> values, String documented) {
        assertThat(values).extracting(OpenValue::text).containsExactly(documented.split(" "));
        assertThat(values).allSatisfy(value -> {
            assertThat(value.isDocumented()).isTrue();
            assertThat(of.apply(value.text())).isSameAs(value);
            assertThat(of.apply(value.text().toLowerCase(Locale.ROOT))).isSameAs(value);
            assertThat(of.apply("  " + value.text() + "\n")).isSameAs(value);
        });
    }

    @ParameterizedTest
    @MethodSource("documented")
    void of_unknownText_keepsItAndIsEqualInAnyCase(
            Function<String, OpenValue> of, List<? extends OpenValue> values, String documented) {
        OpenValue value = of.apply("Some-Thing New");

        assertThat(value.isDocumented()).isFalse();
        assertThat(value.text()).isEqualTo("Some-Thing New");
        assertThat(value).hasToString("Some-Thing New");
        assertThat(value).isEqualTo(of.apply("SOME-THING NEW")).hasSameHashCodeAs(of.apply("some-thing new"));
        assertThat(value).isNotEqualTo(of.apply("something else"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void of_nothing_isUnknownAndEmpty(
            Function<String, OpenValue> of, List<? extends OpenValue> values, String documented) {
        assertThat(Stream.of("", "  ", "null", "NULL").map(of)).allSatisfy(value -> {
            assertThat(value.text()).isEmpty();
            assertThat(value.isDocumented()).isFalse();
            assertThat(value).isEqualTo(of.apply(""));
        });
    }

    @ParameterizedTest
    @MethodSource("documented")
    void of_null_throws(Function<String, OpenValue> of, List<? extends OpenValue> values, String documented) {
        assertThatThrownBy(() -> of.apply(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void of_lowerCaseOnATurkishMachine_isTheConstant() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(InstanceType.of("actiontrail")).isSameAs(InstanceType.ACTIONTRAIL);
            assertThat(InstanceType.of("DDoS")).isSameAs(InstanceType.DDOS);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void equals_sameTextOfAnotherSet_isNotEqual() {
        assertThat((Object) CheckStatus.of("new")).isNotEqualTo(RiskLevel.of("new"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_PASS, true",
        "FAILED, true",
        "not_pass, true",
        "TIMEOUT, true",
        "'', true",
        "7, true",
        "PASS, false",
        "WHITELIST, false",
        "CHECKING, false",
        "NOT_CHECK, false"
    })
    void needsAttention_status_unlessKnownToBeHarmless(String text, boolean expected) {
        assertThat(CheckStatus.of(text).needsAttention()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"CHECKING, true", "not_check, true", "PASS, false", "NOT_PASS, false", "FAILED, false", "TIMEOUT, false"
    })
    void isTransient_status_onlyWithoutAnOutcome(String text, boolean expected) {
        assertThat(CheckStatus.of(text).isTransient()).isEqualTo(expected);
    }

    @Test
    void compareTo_riskLevels_putTheUnknownAboveHigh() {
        RiskLevel critical = RiskLevel.of("critical");
        RiskLevel severe = RiskLevel.of("severe");

        assertThat(Stream.of(severe, RiskLevel.HIGH, critical, RiskLevel.LOW, RiskLevel.MEDIUM)
                        .sorted())
                .containsExactly(RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH, critical, severe);
        assertThat(critical.compareTo(RiskLevel.of("CRITICAL"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"critical", "", "7"})
    void rank_unknown_isAboveHigh(String text) {
        assertThat(RiskLevel.of(text).rank()).isEqualTo(4).isGreaterThan(RiskLevel.HIGH.rank());
    }
}
