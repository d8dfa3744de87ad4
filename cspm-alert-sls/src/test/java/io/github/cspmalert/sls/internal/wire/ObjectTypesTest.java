package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTypesTest {

    private static final Instant NOW = Instant.ofEpochSecond(5000);
    private static final ObjectType<?> RULE = ObjectTypes.of(ObjectKind.RULE);

    @Test
    void all_kindsOfDefinitions_areInTheTable() {
        List<ObjectKind> kinds = new ArrayList<>(List.of(ObjectKind.values()));
        // Of which the service publishes no form.
        kinds.remove(ObjectKind.SILENCE);

        assertThat(ObjectTypes.all()).map(ObjectType::kind).containsExactlyElementsOf(kinds);
    }

    @ParameterizedTest
    @CsvSource({
        // wanted, live, sent
        "-1, 4000, gone",
        "-1, 0, gone",
        "9000, 4000, 9000",
        "-1, 9000, ",
        "-1, -1, ",
    })
    void patch_muteOfTheService_goesOnlyIfItIsOverAndNoneIsWanted(long wanted, long live, String sent) {
        ObjectNode patch = RULE.patch(rule(wanted), rule(live), NOW);

        boolean gone = patch.path("configuration").has("muteUntil")
                && patch.path("configuration").path("muteUntil").isMissingNode();
        assertThat(gone ? "gone" : patch.at("/configuration/muteUntil").asText())
                .isEqualTo(sent == null ? "" : sent);
        assertThat(patch.get("status").isNull()).isTrue();
    }

    @Test
    void isSecret_webhooks_hideAddressSecretAndHeaders() {
        ObjectType<?> webhook = ObjectTypes.of(ObjectKind.WEBHOOK);

        assertThat(new String[] {"url", "secret", "headers[token]"}).allMatch(webhook::isSecret);
        assertThat(new String[] {"id", "name", "type", "method"}).noneMatch(webhook::isSecret);
        assertThat(RULE.isSecret("configuration.labels[url]")).isFalse();
    }

    private static ObjectNode rule(long mute) {
        ObjectNode rule = JsonText.object();
        if (mute >= 0) {
            rule.putObject("configuration").put("muteUntil", mute);
        }
        return rule;
    }
}
