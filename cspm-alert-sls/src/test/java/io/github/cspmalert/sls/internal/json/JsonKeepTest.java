package io.github.cspmalert.sls.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What was not understood stays, in lists of keys with values too; the expected values follow from that rule alone. */
class JsonKeepTest {

    private static final String KEYS = "{\"l\":[{\"key\":\"k\",\"value\":\"v\"}]}";
    private static final String MORE = "{\"l\":[{\"key\":\"k\",\"value\":\"v\"},{\"key\":\"m\",\"value\":\"x\"}]}";

    @Test
    void list_elementAmongOthersThatAreNone_keepsItsFurtherFields() {
        assertThat(kept("{\"l\":[3,{\"key\":\"k\",\"value\":\"v\",\"ui\":1}]}", KEYS, MORE))
                .isEqualTo("{\"l\":[{\"key\":\"k\",\"value\":\"v\",\"ui\":1},{\"key\":\"m\",\"value\":\"x\"},3]}");
    }

    @Test
    void list_valueOfAnotherType_staysAsItIsWritten() {
        assertThat(kept(
                        "{\"l\":[{\"key\":\"k\",\"value\":7}]}",
                        "{\"l\":[{\"key\":\"k\",\"value\":\"7\"}]}",
                        "{\"l\":[{\"key\":\"k\",\"value\":\"7\"},{\"key\":\"m\",\"value\":\"x\"}]}"))
                .isEqualTo("{\"l\":[{\"key\":\"k\",\"value\":7},{\"key\":\"m\",\"value\":\"x\"}]}");
    }

    @Test
    void list_keyThatStandsTwice_keepsTheOtherValueForAsLongAsTheKeyIsWanted() {
        String twice = "{\"l\":[{\"key\":\"k\",\"value\":\"v\"},{\"key\":\"k\",\"value\":\"w\"}]}";

        assertThat(kept(twice, KEYS, MORE))
                .isEqualTo(
                        "{\"l\":[{\"key\":\"k\",\"value\":\"v\"},{\"key\":\"m\",\"value\":\"x\"},{\"key\":\"k\",\"value\":\"w\"}]}");
        assertThat(kept(twice, KEYS, "{\"l\":[{\"key\":\"m\",\"value\":\"x\"}]}"))
                .isEqualTo("{\"l\":[{\"key\":\"m\",\"value\":\"x\"}]}");
    }

    private static String kept(String live, String understood, String wanted) {
        return JsonKeep.of(json(live), json(understood), json(wanted), path -> true)
                .toString();
    }

    private static ObjectNode json(String text) {
        return JsonText.readObject(text).orElseThrow();
    }
}
