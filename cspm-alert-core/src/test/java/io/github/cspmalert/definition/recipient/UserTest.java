package io.github.cspmalert.definition.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

    private static final Channel CHAT = new Channel("chat");

    @Test
    void build_addresses_areKeptByChannelInOrder() {
        User recipient = User.builder("sec-ops")
                .addEmail("b@example.com")
                .addAddress(CHAT, "https://hooks.example.com/s3cr3t")
                .addEmail("a@example.com")
                .name("安全运维")
                .build();

        assertThat(recipient.addresses(Channel.EMAIL))
                .containsExactly(
                        new Address("sec-ops", "安全运维", "b@example.com"),
                        new Address("sec-ops", "安全运维", "a@example.com"));
        assertThat(recipient.addresses(CHAT))
                .extracting(Address::value)
                .containsExactly("https://hooks.example.com/s3cr3t");
        assertThat(recipient.addresses(new Channel("sms"))).isEmpty();
    }

    @Test
    void build_twice_leavesTheFirstAsItWas() {
        User.Builder builder = User.builder("sec-ops").addEmail("a@example.com");

        User first = builder.build();
        User second = builder.name("later").addEmail("b@example.com").build();

        assertThat(first.name()).isEmpty();
        assertThat(first.addresses(Channel.EMAIL)).hasSize(1);
        assertThat(second.addresses(Channel.EMAIL)).hasSize(2);
    }

    @Test
    void toString_recipientAndAddress_showNoAddress() {
        User recipient = User.builder("sec-ops").addEmail("a@example.com").build();

        assertThat(recipient).hasToString("User[sec-ops]");
        assertThat(recipient.addresses(Channel.EMAIL)).hasToString("[sec-ops]");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                " ",
                "ops",
                "@example.com",
                "ops@",
                "a@b@example.com",
                "ops @example.com",
                "ops@exam ple.com",
                " ops@example.com",
                "ops@example.com\n",
                "<ops@example.com>",
                "Ops <ops@example.com>",
                "\"o ps\"@example.com",
                "a..b@example.jp",
                "user@my_host.example",
                "a@example.com,b@example.com",
                "a@example.com;b@example.com",
                "group:ops@example.com",
                "ops(comment)@example.com",
                "ops@[192.0.2.1]",
                "ops\\@example.com",
                "ops@example.com\r\nBcc: all@example.com",
                "ops\r@example.com",
                "ops\n@example.com",
                "ops\u0000@example.com",
                "ops\u0085@example.com",
                "ops\u2028@example.com",
                "ops\u3000@example.com",
                "ops\u00A0@example.com",
                "ops\u200B@example.com",
                "\u202Emoc.elpmaxe@spo",
                "ops\uD83D@example.com",
                "a".repeat(243) + "@example.com");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void addEmail_malformed_isRefusedOnOneLine(String address) {
        assertThatThrownBy(() -> User.builder("sec-ops").addEmail(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("email of user 'sec-ops' must be one bare address such as ops@example.com")
                .message()
                .doesNotContain("\r", "\n", "\u0085", "\u2028", "\u202E", "\u0000");
        assertThatThrownBy(() -> User.builder("sec-ops").addAddress(Channel.EMAIL, address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops@example.com",
                "first.last+tag@sub.example.com",
                "o'neil_x-1@example.com",
                "ops@localhost",
                "\"a..b\"@docomo.ne.jp",
                "用户@例子.广告",
                "x@xn--fsqu00a.xn--0zwm56d"
            })
    void addEmail_bareAddress_isTaken(String address) {
        assertThat(User.builder("sec-ops").addEmail(address).build().addresses(Channel.EMAIL))
                .extracting(Address::value)
                .containsExactly(address);
    }

    @Test
    void addAddress_blankOrSeveralLines_isRefusedWithoutShowingIt() {
        User.Builder builder = User.builder("sec-ops");

        assertThatThrownBy(() -> builder.addAddress(CHAT, " ")).hasMessage("address must not be blank");
        assertThatThrownBy(() -> builder.addAddress(CHAT, "https://hooks.example.com/s3cr3t\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address must be one line without control characters, but has U+000D at index 32");
    }

    @Test
    void addAddress_givenTwice_isRefusedWithoutShowingIt() {
        User.Builder builder = User.builder("sec-ops").addAddress(CHAT, "https://hooks.example.com/s3cr3t");

        assertThatThrownBy(() -> builder.addAddress(CHAT, "https://hooks.example.com/s3cr3t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user 'sec-ops' has this address on channel 'chat' already; add each once");
        assertThat(builder.build().addresses(CHAT)).hasSize(1);
    }

    @Test
    void name_severalLines_isRefused() {
        assertThatThrownBy(() -> User.builder("sec-ops").name("a\nb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name of user 'sec-ops' must be one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "E-mail", "e mail", "a:b"})
    void channel_badForm_isRefused(String id) {
        assertThatThrownBy(() -> new Channel(id)).hasMessageStartingWith("channel must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", ".x", "e mail", "a:b", "a/b", "a\"b", "ü"})
    void ids_badForm_areRefused(String id) {
        assertThatThrownBy(() -> User.builder(id)).hasMessageStartingWith("user id must be");
        assertThatThrownBy(() -> UserGroup.of(id)).hasMessageStartingWith("user group id must be");
        assertThatThrownBy(() -> AlertPolicy.builder(id)).hasMessageStartingWith("alert policy id must be");
        assertThatThrownBy(() -> Webhook.builder(id, WebhookType.SLACK, "https://a.example"))
                .hasMessageStartingWith("webhook id must be");
        assertThatThrownBy(() -> ActionPolicy.builder(id)).hasMessageStartingWith("action policy id must be");
    }
}
