package io.github.cspmalert.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void toString_anySecret_showsNothingOfIt() {
        assertThat(Secret.of("s3cr3t")).hasToString("****");
        assertThat(Secret.of("a much longer one")).hasToString("****");
        assertThat("%s %s".formatted("password", Secret.of("s3cr3t"))).isEqualTo("password ****");
    }

    @Test
    void reveal_secret_givesItBack() {
        assertThat(Secret.of(" ключ ").reveal()).isEqualTo(" ключ ");
    }

    @Test
    void equals_sameValue_isEqual() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo("a")
                .isNotEqualTo(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void of_blank_isRefusedWithoutShowingIt(String blank) {
        assertThatThrownBy(() -> Secret.of(blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret must not be blank");
    }
}
