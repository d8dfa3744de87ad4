package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final Path FILE = Path.of("src/main/resources/io/github/cspmalert/json/definitions.schema.json");
    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode definitions;
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DefinitionsMapper.schema());

    SchemaTest() throws JsonProcessingException {
        definitions = JSON.readTree(DefinitionsMapper.schema()).get("$defs");
    }

    /** To make the file anew: run this test with -Dschema.write=true. */
    @Test
    void file_inTheJar_isWhatTheCodeSays() throws IOException {
        String text = DefinitionsMapper.schema() + "\n";
        if (Boolean.getBoolean("schema.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        }

        assertThat(FILE).hasContent(text);
    }

    @Test
    void schema_whatTheGeneratorWrites_isAccepted() throws JsonProcessingException {
        for (long seed = 0; seed < 200; seed++) {
            JsonNode document = JSON.readTree(MAPPER.writeJson(DefinitionsGenerator.generate(seed)));

            assertThat(schema.validate(document)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void schema_fields_areThoseThatAreWrittenAndReadBack() throws JsonProcessingException {
        JsonNode root = JSON.readTree(DefinitionsMapper.schema());
        Set<String> described = new TreeSet<>();
        collect("", root, null, described);
        Set<String> written = new TreeSet<>();
        for (long seed = 0; seed < 200; seed++) {
            String json = MAPPER.writeJson(DefinitionsGenerator.generate(seed));
            MAPPER.readJson(json);
            collect("", root, JSON.readTree(json), written);
        }

        assertThat(written).isEqualTo(described).hasSizeGreaterThan(100);
    }

    /** Collects the fields that a schema describes, or those of them that a document has. */
    private void collect(String at, JsonNode schema, @Nullable JsonNode document, Set<String> fields) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asText().substring("#/$defs/".length());
            if (fields.add(name) || document != null) {
                collect(name, definitions.get(name), document, fields);
            }
        }
        for (JsonNode kind : schema.path("oneOf")) {
            if (document == null || fits(kind, document)) {
                collect(at + kind.get("required"), kind, document, fields);
            }
        }
        schema.path("properties").properties().forEach(each -> {
            String name = each.getKey();
            if (document == null || document.has(name)) {
                fields.add(at + "." + name);
                collect(at + "." + name, each.getValue(), document == null ? null : document.get(name), fields);
            }
        });
        JsonNode inner = schema.has("items") ? schema.get("items") : schema.path("additionalProperties");
        if (inner.isObject() && document == null) {
            collect(at, inner, null, fields);
        } else if (inner.isObject()) {
            document.forEach(each -> collect(at, inner, each, fields));
        }
    }

    private static boolean fits(JsonNode kind, JsonNode document) {
        JsonNode type = kind.at("/properties/type/const");
        boolean all = true;
        for (JsonNode required : kind.get("required")) {
            all &= document.has(required.asText());
        }
        return all && (type.isMissingNode() || type.equals(document.get("type")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'version': 2}",
                "{'version': 1, 'user': []}",
                "{'version': 1, 'users': [{'name': 'x'}]}",
                "{'version': 1, 'users': [{'id': 17}]}",
                "{'version': 1, 'webhooks': [{'id': 'w', 'type': 'fax', 'url': 'https://e/'}]}",
                "{'version': 1, 'existing': [{'kind': 'rule', 'id': 'x'}]}",
                "{'version': 1, 'rules': [{'id': 'r', 'queries': [], 'schedule': {'type': 'daily'}}]}",
                "{'version': 1, 'postureRules': [{'id': 'r1', 'actionPolicy': 'sls.a', 'tells': ['closed']}]}",
                "{'version': 1, 'postureRules': [{'id': 'r1', 'actionPolicy': 'sls.a', 'deadlines': {'high': 'P7D'}}]}",
                "{'version': 1, 'waivers': [{'id': 'w1', 'filter': {'checkIds': ['1']}, 'reason': 'r', 'author': 'a'}]}",
                "{'version': 1, 'actionPolicies': [{'id': 'p', 'statements': [{'stop': false}]}]}"
            })
    void schema_whatTheReaderRefuses_isRefused(String text) throws JsonProcessingException {
        String json = text.replace('\'', '"');

        assertThat(schema.validate(JSON.readTree(json))).isNotEmpty();
        assertThat(catchThrowable(() -> MAPPER.readJson(json))).isInstanceOf(IllegalArgumentException.class);
    }
}
