package io.github.cspmalert.definition.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserGroupTest {

    @Test
    void of_members_isEnabledWithoutAName() {
        UserGroup group = UserGroup.of("devops", "a1", "b1");

        assertThat(group).isEqualTo(new UserGroup("devops", "", true, List.of("a1", "b1")));
        assertThat(group.named("值班")).isEqualTo(new UserGroup("devops", "值班", true, List.of("a1", "b1")));
    }

    @Test
    void of_badParts_areRefused() {
        assertThatThrownBy(() -> UserGroup.of("devops", "a1", "a1"))
                .hasMessage("members of user group 'devops' must name each once, but is [a1, a1]");
        assertThatThrownBy(() -> UserGroup.of("-a")).hasMessageStartingWith("user group id must be 1 to 127");
        assertThatThrownBy(() -> UserGroup.of("a1", "b\u20281"))
                .hasMessage(
                        "an id in members of user group 'a1' must be one line without control characters, but has U+2028 at index 1");
        assertThatThrownBy(() -> UserGroup.of("a1").named("a\nb")).hasMessageStartingWith("name of user group 'a1'");
    }

    @ParameterizedTest
    @CsvSource({"86, 13300000000, +8613300000000", "1, 2, +12", "1234, 12345678901234567890, +123412345678901234567890"
    })
    void phone_digits_areDialledFromAbroad(String countryCode, String number, String dialled) {
        assertThat(new PhoneNumber(countryCode, number)).hasToString(dialled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+86", "12345", "8 6", "٨٦"})
    void phone_badCountryCode_isRefusedNamingIt(String countryCode) {
        assertThatThrownBy(() -> new PhoneNumber(countryCode, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but is '" + countryCode + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "133-0000-0000", "123456789012345678901", "133 00"})
    void phone_badNumber_isRefusedWithoutShowingIt(String number) {
        assertThatThrownBy(() -> new PhoneNumber("86", number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number must be 1 to 20 digits without the country code; leave out blanks and signs");
    }

    @Test
    void user_addressOnATelephoneChannel_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> User.builder("u1").addAddress(Channel.SMS, "13300000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channel 'sms' of user 'u1' has no addresses; set the number with phone(..)");
    }
}
