package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads index configurations, of the form of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-createindex">CreateIndex</a>.
 */
public final class IndexConfigs {

    private IndexConfigs() {}

    /**
     * Reads a configuration.
     *
     * @param config the configuration as it was sent
     * @return the index
     * @throws SlsException with {@code IndexInfoInvalid} if it indexes nothing, or a field has an unknown type
     */
    public static LogstoreIndex read(ObjectNode config) {
        FullText line = config.path("line").isObject() ? fullText(config.path("line")) : null;
        Map<String, Key> keys = new LinkedHashMap<>();
        config.path("keys").properties().forEach(key -> keys.put(key.getKey(), key(key.getKey(), key.getValue())));
        if (line == null && keys.isEmpty()) {
            throw new SlsException(400, "IndexInfoInvalid", "One of line and keys must be given.");
        }
        return new LogstoreIndex(line, keys);
    }

    private static FullText fullText(JsonNode line) {
        return new FullText(
                line.path("caseSensitive").asBoolean(),
                delimiters(line.path("token")),
                line.path("chn").asBoolean());
    }

    private static Key key(String name, JsonNode key) {
        if (name.indexOf('\0') >= 0 || key.path("alias").asText("").indexOf('\0') >= 0) {
            throw new SlsException(400, "IndexInfoInvalid", "The name or alias of a key has the character U+0000.");
        }
        return new Key(
                type(name, key.path("type").asText(null)),
                key.path("doc_value").asBoolean(),
                key.path("caseSensitive").asBoolean(),
                delimiters(key.path("token")),
                key.path("alias").asText(""),
                key.path("chn").asBoolean(),
                json(name, key));
    }

    /** Where it is not said whether all texts in JSON have an index, they have. */
    private static LogstoreIndex.Json json(String name, JsonNode key) {
        Map<String, Key> keys = new LinkedHashMap<>();
        key.path("json_keys")
                .properties()
                .forEach(inner -> keys.put(inner.getKey(), key(name + "." + inner.getKey(), inner.getValue())));
        return new LogstoreIndex.Json(
                key.path("index_all").asBoolean(true), key.path("max_depth").asInt(), keys);
    }

    private static Type type(String name, @Nullable String type) {
        return switch (String.valueOf(type)) {
            case "text" -> Type.TEXT;
            case "long" -> Type.LONG;
            case "double" -> Type.DOUBLE;
            case "json" -> Type.JSON;
            default ->
                throw new SlsException(
                        400,
                        "IndexInfoInvalid",
                        "The type of key " + name + " is " + type + "; it must be text, long, double or json.");
        };
    }

    private static String delimiters(JsonNode token) {
        StringJoiner delimiters = new StringJoiner("");
        token.forEach(delimiter -> delimiters.add(delimiter.asText()));
        return delimiters.toString();
    }
}
