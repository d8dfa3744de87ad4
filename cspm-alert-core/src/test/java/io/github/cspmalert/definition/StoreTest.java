package io.github.cspmalert.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StoreTest {

    @Test
    void toString_isOneWord() {
        assertThat(Store.log("cn-hangzhou", "p", "sas-log")).hasToString("cn-hangzhou/p/sas-log");
        assertThat(Store.metric("cn-hangzhou", "p", "m")).hasToString("cn-hangzhou/p/m");
        assertThat(Store.meta("user.rds_ip_whitelist")).hasToString("user.rds_ip_whitelist");
    }

    @Test
    void factories_badParts_areRefusedNamingThem() {
        assertThatThrownBy(() -> Store.log("", "p", "s")).hasMessage("region of store 's' must not be blank");
        assertThatThrownBy(() -> Store.metric("r", " ", "s")).hasMessage("project of store 's' must not be blank");
        assertThatThrownBy(() -> Store.meta("")).hasMessage("store must not be blank");
        assertThatThrownBy(() -> Store.log("r", "p\n", "s")).hasMessageStartingWith("project must be one line");
    }
}
