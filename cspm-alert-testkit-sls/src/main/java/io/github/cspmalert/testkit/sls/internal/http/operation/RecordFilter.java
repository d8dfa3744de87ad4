package io.github.cspmalert.testkit.sls.internal.http.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.internal.http.message.Json;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which records a list asks for. Of JSON paths, fields of objects within objects are served: {@code $.user_id}.
 *
 * @param ids the ids, none for all
 * @param tag the tag, empty for all
 * @param search a part of the id or of the tag
 * @param path the fields that lead to a part of the value, none for no such condition
 * @param pathValue what that part must be
 */
record RecordFilter(List<String> ids, String tag, String search, List<String> path, String pathValue) {

    private static final Pattern PATH = Pattern.compile("\\$(?:\\.[A-Za-z0-9_]++)++");

    static RecordFilter of(Call call) {
        String path = call.parameter("jsonPath");
        if (!path.isEmpty() && !PATH.matcher(path).matches()) {
            throw SlsException.parameterInvalid(
                    "jsonPath is \"" + path + "\"; EmbeddedSls serves paths of fields such as $.user_id only");
        }
        if (!call.parameter("sjson").isEmpty()) {
            throw SlsException.parameterInvalid("EmbeddedSls does not serve sjson; use jsonPath and jsonPathValue");
        }
        return new RecordFilter(
                call.list("ids"),
                call.parameter("tag"),
                call.parameter("search"),
                path.isEmpty() ? List.of() : List.of(path.substring(2).split("\\.")),
                call.parameter("jsonPathValue"));
    }

    boolean fits(ObjectNode record) {
        String recordId = record.path("id").asText();
        String recordTag = record.path("tag").asText();
        return (ids.isEmpty() || ids.contains(recordId))
                && (tag.isEmpty() || tag.equals(recordTag))
                && (recordId.contains(search) || recordTag.contains(search))
                && (path.isEmpty() || leadsToValue(record.path("value").asText()));
    }

    private boolean leadsToValue(String value) {
        JsonNode part = Json.parse(value).map(JsonNode.class::cast).orElse(Json.newObject());
        for (String field : path) {
            part = part.path(field);
        }
        return part.isValueNode() && part.asText().equals(pathValue);
    }
}
