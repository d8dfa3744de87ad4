package io.github.cspmalert.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.alert.IncidentException.Reason;
import io.github.cspmalert.common.Secret;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgeLinksTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final URI PAGE = URI.create("https://alerts.example.com/acknowledge");
    private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
    private static final String ID = "2eef5065da51c9c0";

    // Both parts by Python's hmac and base64: acknowledge.2eef5065da51c9c0.1795435200.1796083200 and its HMAC-SHA256.
    private static final String PAYLOAD = "YWNrbm93bGVkZ2UuMmVlZjUwNjVkYTUxYzljMC4xNzk1NDM1MjAwLjE3OTYwODMyMDA";
    private static final String TOKEN = PAYLOAD + ".xu-0sVLUsAdF2ExeyAWzSctA_qbHm9A2aqc8_4EcfEk";
    // The same of finish.2eef5065da51c9c0.1795435200.1796083200, rightly signed for something else.
    private static final String OF_ANOTHER_ACTION =
            "ZmluaXNoLjJlZWY1MDY1ZGE1MWM5YzAuMTc5NTQzNTIwMC4xNzk2MDgzMjAw.ZbmWUia-Ep6lnd9ch1S0tV2-P7gAyQVFc3za7uTwBZc";

    private final AcknowledgeLinks links = new AcknowledgeLinks(PAGE, KEY);

    @Test
    void notice_isASentenceWithTheSignedLink() {
        assertThat(links.notice(ID, NOON, NOON))
                .isEqualTo("To say that you look after this: https://alerts.example.com/acknowledge?token=" + TOKEN);
    }

    @Test
    void notice_ofOneDay_isAlwaysTheSame() {
        assertThat(links.notice(ID, NOON, Instant.parse("2026-11-23T23:59:59Z")))
                .isEqualTo(links.notice(ID, NOON, NOON))
                .isNotEqualTo(links.notice(ID, NOON, Instant.parse("2026-11-24T00:00:00Z")));
    }

    @Test
    void notice_ofAPageWithParameters_addsOne() {
        assertThat(new AcknowledgeLinks(URI.create("https://example.com/a?b=c"), KEY).notice(ID, NOON, NOON))
                .endsWith("https://example.com/a?b=c&token=" + TOKEN);
    }

    @Test
    void read_tokenOfALink_namesTheIncident() {
        assertThat(links.read(TOKEN, Instant.parse("2026-11-30T23:59:59Z")))
                .isEqualTo(new AcknowledgeLinks.Named(ID, NOON));
    }

    @Test
    void read_tokenThatIsTooOld_isRefused() {
        assertThat(catchThrowableOfType(
                                IncidentException.class, () -> links.read(TOKEN, Instant.parse("2026-12-01T00:00:00Z")))
                        .reason())
                .isEqualTo(Reason.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a",
                "%%%.%%%",
                "é.é",
                PAYLOAD,
                PAYLOAD + ".",
                PAYLOAD + ".xu-0sVLUsAdF2ExeyAWzSctA_qbHm9A2aqc8_4EcfEg",
                PAYLOAD + ".xu-0sVLUsAdF2ExeyAWzSctA",
                "A" + TOKEN,
                OF_ANOTHER_ACTION
            })
    void read_tokenThatWasChanged_isRefused(String token) {
        assertThat(catchThrowableOfType(IncidentException.class, () -> links.read(token, NOON))
                        .reason())
                .isEqualTo(Reason.FORGED);
    }

    @Test
    void read_tokenOfAnotherKey_isRefused() {
        AcknowledgeLinks others = new AcknowledgeLinks(PAGE, Secret.of("another-key-another-key-another-key"));

        assertThat(catchThrowableOfType(IncidentException.class, () -> others.read(TOKEN, NOON))
                        .reason())
                .isEqualTo(Reason.FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/acknowledge", "mailto:a@example.com", "ftp://example.com/", "https:///a", "https://e.org/#a"})
    void new_pageThatIsNoAddressOfTheWeb_isRefused(String page) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AcknowledgeLinks(URI.create(page), KEY))
                .withMessageContaining("page must be an address such as https://alerts.example.com/acknowledge")
                .withMessageContaining(page);
    }

    @Test
    void new_keyThatIsTooShort_isRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AcknowledgeLinks(PAGE, Secret.of("hunter2")))
                .withMessage("key must have at least 32 characters, but has 7; make one at random");
    }
}
