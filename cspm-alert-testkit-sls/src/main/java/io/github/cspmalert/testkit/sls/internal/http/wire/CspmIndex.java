package io.github.cspmalert.testkit.sls.internal.http.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import java.util.List;

/**
 * The index of a Logstore that holds check results: the documented fields of topic {@code sas-cspm-log}, as
 * <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">Log
 * categories and fields</a> lists them, all open to SQL.
 */
public final class CspmIndex {

    private static final String NUMBER_FIELD = "start_time";

    /** The delimiters that the service proposes. */
    private static final String DELIMITERS = ", '\";=()[]{}?@&<>/:\n\t\r";

    private CspmIndex() {}

    /** {@return the configuration} */
    public static ObjectNode config() {
        ObjectNode config = Json.newObject();
        config.put("ttl", 30);
        delimiters(config.putObject("line").put("caseSensitive", false).put("chn", false));
        ObjectNode keys = config.putObject("keys");
        List<String> fields = CheckResult.FIELDS.stream()
                .filter(field -> !field.startsWith("__") && !field.equals(NUMBER_FIELD))
                .toList();
        for (String field : fields) {
            ObjectNode key = keys.putObject(field).put("type", "text").put("doc_value", true);
            delimiters(key.put("caseSensitive", false).put("chn", false).put("alias", ""));
        }
        keys.putObject(NUMBER_FIELD).put("type", "long").put("doc_value", true).put("alias", "");
        return config;
    }

    private static void delimiters(ObjectNode key) {
        DELIMITERS.chars().forEach(c -> key.withArray("token").add(Character.toString(c)));
    }
}
