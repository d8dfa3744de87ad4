package io.github.cspmalert.sls.internal.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.sls.internal.client.MalformedAnswerException;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a Logstore's index by name, the case of letters aside, and whether each has statistics.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-index">SLS:
 *     Index</a>
 */
record IndexFields(Map<String, Boolean> statistics) {

    static IndexFields parse(String json, String requestId) {
        try {
            JsonNode keys = JsonText.parse(json).path("keys");
            Map<String, Boolean> statistics = new TreeMap<>();
            keys.properties().forEach(key -> add(statistics, "", key.getKey(), key.getValue()));
            return new IndexFields(statistics);
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException("the index is not JSON", requestId);
        }
    }

    private static void add(Map<String, Boolean> statistics, String prefix, String name, JsonNode key) {
        String path = prefix + name.toLowerCase(Locale.ROOT);
        statistics.put(path, key.path("doc_value").asBoolean(false));
        String alias = key.path("alias").asText("");
        if (!alias.isEmpty()) {
            statistics.put(alias.toLowerCase(Locale.ROOT), key.path("doc_value").asBoolean(false));
        }
        key.path("json_keys")
                .properties()
                .forEach(inner -> add(statistics, path + ".", inner.getKey(), inner.getValue()));
        if (key.path("index_all").asBoolean(false)) {
            statistics.put(path + ".*", false);
        }
    }

    boolean isIndexed(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return statistics.containsKey(wanted) || dot > 0 && statistics.containsKey(wanted.substring(0, dot) + ".*");
    }

    boolean hasStatistics(String name) {
        return statistics.getOrDefault(name.toLowerCase(Locale.ROOT), false);
    }

    int size() {
        return statistics.size();
    }
}
