package io.github.cspmalert.testkit.sls.internal.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import org.junit.jupiter.api.Test;

class IndexConfigsTest {

    private static LogstoreIndex read(String config) {
        try {
            return IndexConfigs.read((ObjectNode) new ObjectMapper().readTree(config));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The names are those of the documented structure of a key: help.aliyun.com, api-sls-2020-12-30-struct-indexkey. */
    @Test
    void key_ofJson_hasTheKeysInIt() {
        Key key =
                read("""
                        {"keys": {"event": {"type": "json", "doc_value": true, "chn": true, "index_all": false,
                          "max_depth": 10, "token": [","], "json_keys": {
                            "code": {"type": "long", "doc_value": true, "alias": ""},
                            "user.name": {"type": "text", "caseSensitive": true, "chn": false, "token": [" "]}}}}}
                        """)
                        .keys()
                        .get("event");

        assertThat(key.chinese()).isTrue();
        assertThat(key.json().allTexts()).isFalse();
        assertThat(key.json().maxDepth()).isEqualTo(10);
        assertThat(key.json().keys())
                .containsEntry("code", new Key(Type.LONG, true, false, "", ""))
                .containsEntry("user.name", new Key(Type.TEXT, false, true, " ", ""));
    }

    @Test
    void key_ofJsonAlone_hasAllTexts() {
        assertThat(read("{\"keys\": {\"event\": {\"type\": \"json\"}}}")
                        .keys()
                        .get("event")
                        .json())
                .isEqualTo(Json.ALL_TEXTS);
    }

    @Test
    void line_withChinese_hasIt() {
        assertThat(read("{\"line\": {\"token\": [\",\"], \"chn\": true}}").line())
                .isEqualTo(new LogstoreIndex.FullText(false, ",", true));
    }

    @Test
    void keyInJson_ofUnknownType_isRefused() {
        assertThatThrownBy(() ->
                        read("{\"keys\": {\"e\": {\"type\": \"json\", \"json_keys\": {\"a\": {\"type\": \"x\"}}}}}"))
                .hasMessageContaining("The type of key e.a is x");
    }

    @Test
    void key_withACharacterThatNoColumnCanHave_isRefused() {
        assertThatThrownBy(() -> read("{\"keys\": {\"a\\u0000b\": {\"type\": \"long\"}}}"))
                .hasMessageContaining("The name or alias of a key has the character U+0000");
    }
}
