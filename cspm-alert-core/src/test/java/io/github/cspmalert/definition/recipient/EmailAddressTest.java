package io.github.cspmalert.definition.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    /** Expected values: RFC 3492, 7.1, RFC 5894, 7.2, and what the package idna 3.13 of Python, an IDNA2008 of others, gives. */
    @ParameterizedTest
    @CsvSource({
        "straße.example, xn--strae-oqa.example",
        "Straße.example, xn--strae-oqa.example",
        "strasse.example, strasse.example",
        "βόλος.com, xn--nxasmm1c.com",
        "ΣΑΣ.example, xn--mxa9ab.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "Bücher.Example, xn--bcher-kva.example",
        "例え.jp, xn--r8jz45g.jp",
        "𠮷野家.jp, xn--fctt27jo60v.jp",
        "ドメイン・テスト.jp, xn--eckzbwbjb8l5esc.jp",
        "3年b組金八先生.jp, xn--3b-ww4c5e180e575a65lsy2b.jp",
        "他们为什么不说中文.cn, xn--ihqwcrb4cv8a8dqg056pqjye.cn",
        "почемужеонинеговорятпорусски.ru, xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.ru",
        "안녕.kr, xn--o70b819a.kr",
        "מבחן.example, xn--5dbmtg.example",
        "نامه\u200Cای.com, xn--mgba3gch31f060k.com",
        "क्\u200Cष.example, xn--11b2ezcs70k.example",
        "l·l.cat, xn--ll-0ea.cat",
        "Ϲ.example, xn--4xa.example",
        "가.kr, xn--o39a.kr",
        "İstanbul.example, xn--istanbul-o0e.example",
        "ｅｘａｍｐｌｅ。ｊｐ, example.jp",
        "example．jp, example.jp",
        "xn--fa-hia.DE, xn--fa-hia.de",
        "xn--pple-43d.com, xn--pple-43d.com",
        "a--b.example, a--b.example",
        "4.example, 4.example"
    })
    void domain_inAnyScript_isWrittenInAsciiByIdna2008(String domain, String ascii) {
        assertThat(EmailAddress.parse("to", "ops@" + domain).domain()).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a..b@example.jp       | quotes",
                ".a@example.jp         | quotes",
                "a.@docomo.ne.jp       | quotes",
                "a b@example.com       | blanks",
                "\"a b\"@example.com   | blanks",
                "\"a@b\"@example.com   | blanks",
                "\"\"@example.com      | blanks",
                "a@b@example.com       | blanks",
                "ops\u200B@example.com | blanks",
                "ops\u202E@example.com | blanks",
                "user@my_host.example  | letters, digits and '-'",
                "ops@-example.com      | letters, digits and '-'",
                "ops@example-.com      | letters, digits and '-'",
                "ops@example.com>      | letters, digits and '-'",
                "ops@ex ample.com      | letters, digits and '-'",
                "ops@example.com.      | dot",
                "ops@.example.com      | dot",
                "ops@example..com      | dot",
                "ops@例え。。jp          | dot",
                "ops@[192.0.2.1]       | number of a machine",
                "ops@[IPv6:2001:db8::1]| number of a machine",
                "ops@192.0.2.1         | number of a machine",
                "ops@１９２。0.2.１       | number of a machine",
                "ops@example.123       | number of a machine",
                "ops＠example.com       | only looks like one",
                "ops﹫example.com       | only looks like one",
                "ops＠x@example.com     | blanks",
                "ops                   | before and after",
                "@example.com          | before and after",
                "ops@                  | before and after",
                "ops@xn--zz.example    | no label of IDNA2008",
                "ops@xn--0.example     | no label of IDNA2008",
                "ops@xn--a.example     | no label of IDNA2008",
                "ops@xn--g6h.example   | no label of IDNA2008",
                "ops@xn--abc-.example  | letters, digits and '-'",
                "ops@a·b.example       | IDNA2008 does not have",
                "ops@\u1100.example    | IDNA2008 does not have",
                "ops@♥.example         | IDNA2008 does not have",
                "ops@例\u200D.jp        | IDNA2008 does not have",
                "ops@a\u200Cb.example  | IDNA2008 does not have",
                "ops@\u0301a.example   | IDNA2008 does not have",
                "ops@ab--ü.example     | IDNA2008 does not have",
                "ops@aא.example        | IDNA2008 does not have",
                "ops@\u0661.example    | IDNA2008 does not have",
                "ops@a\u00ADb.example  | IDNA2008 does not have",
                "ops@аpple.com         | write xn--pple-43d if",
                "ops@\uD842.example    | IDNA2008 does not have"
            })
    void parse_noAddress_saysWhy(String address, String why) {
        assertThatThrownBy(() -> EmailAddress.parse("to", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("to must be one bare address such as ops@example.com, but is '")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ops@Example.COM, ops@example.com",
                "Ops@example.com, Ops@example.com",
                "\"a..b\"@docomo.ne.jp, \"a..b\"@docomo.ne.jp",
                "\"a.\"@docomo.ne.jp, \"a.\"@docomo.ne.jp",
                "\"a.b\"@example.com, a.b@example.com",
                "o'neil+tag/x=y@example.com, o'neil+tag/x=y@example.com",
                "_@localhost, _@localhost"
            })
    void value_isEqualForOneMailbox(String address, String value) {
        assertThat(EmailAddress.parse("to", address).value()).isEqualTo(value);
        assertThat(EmailAddress.parse("to", address).needsUtf8()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"設定@例え.jp", "Dörte@example.com", "a.日本@example.com"})
    void needsUtf8_lettersOutsideOfAscii_isTrue(String address) {
        EmailAddress read = EmailAddress.parse("to", address);

        assertThat(read.needsUtf8()).isTrue();
        assertThat(read.value())
                .startsWith(address.substring(0, address.indexOf('@')))
                .isNotBlank();
        assertThat(read.domain()).matches("[a-z0-9.-]+");
    }

    /** RFC 5321, 4.5.3.1: 64 octets before the @; and 254 altogether, since a path of 256 has two brackets. */
    @Test
    void parse_lengths_areCountedInBytes() {
        String domain = ("a".repeat(61) + ".").repeat(3) + "bb";
        assertThat(domain).hasSize(188);
        assertThat(EmailAddress.parse("to", "a".repeat(64) + "@" + domain).value())
                .hasSize(253);
        assertThat(EmailAddress.parse("to", "a".repeat(64) + "@" + domain + "b").value())
                .hasSize(254);
        assertThatThrownBy(() -> EmailAddress.parse("to", "a".repeat(64) + "@" + domain + "bb"))
                .hasMessageContaining("longer than 254");
        assertThatThrownBy(() -> EmailAddress.parse("to", "a".repeat(65) + "@example.com"))
                .hasMessageContaining("64 before the '@'");
        assertThatThrownBy(() -> EmailAddress.parse("to", "設".repeat(22) + "@example.com"))
                .hasMessageContaining("64 before the '@'");
        assertThat(EmailAddress.parse("to", "設".repeat(21) + "@example.com").needsUtf8())
                .isTrue();
        assertThatThrownBy(() -> EmailAddress.parse("to", "ops@" + "a".repeat(64) + ".example"))
                .hasMessageContaining("longer than 63");
        assertThatThrownBy(() -> EmailAddress.parse("to", "ops@" + "ü".repeat(60) + "設.example"))
                .hasMessageContaining("longer than 63 when written in ASCII");
    }

    @Test
    void toString_doesNotShowTheAddress() {
        assertThat(EmailAddress.parse("to", "ops@Example.com")).hasToString("EmailAddress[@example.com]");
    }
}
