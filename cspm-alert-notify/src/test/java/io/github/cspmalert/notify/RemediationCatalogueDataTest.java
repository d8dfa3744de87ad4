package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.testkit.CheckResultGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemediationCatalogueDataTest {

    /** The one item of the generator that Security Center does not have: it stands for those that tenants write. */
    private static final String TENANTS_OWN = "Every bucket has an <owner> & a \"cost center\"";

    private static final List<String> FIELDS =
            List.of("ids", "names", "product", "wrong", "gain", "console", "cli", "source");

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void catalogue_each_language_has_at_least_66_complete_entries(String language) throws IOException {
        JsonNode entries = entries(language);

        assertThat(entries.size()).isGreaterThanOrEqualTo(66);
        for (JsonNode entry : entries) {
            assertThat(fields(entry)).as("fields of %s", entry.get("names")).isEqualTo(FIELDS);
            assertThat(texts(entry.get("names"))).isNotEmpty().allSatisfy(name -> assertThat(name)
                    .isNotBlank());
            assertThat(texts(entry.get("ids"))).allSatisfy(id -> assertThat(id).matches("[0-9]+"));
            for (String field : List.of("product", "wrong", "gain", "console", "source")) {
                assertThat(entry.get(field).textValue())
                        .as("%s of %s", field, entry.get("names"))
                        .isNotBlank();
            }
            assertThat(entry.get("cli").isTextual()).isTrue();
            assertThat(entry.toString()).doesNotContainIgnoringCase("todo", "fixme");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja", "zh"})
    void catalogue_each_source_is_an_https_address(String language) throws IOException {
        for (JsonNode entry : entries(language)) {
            URI source = URI.create(entry.get("source").textValue());
            assertThat(source).hasScheme("https").hasNoQuery();
            assertThat(source.getHost()).matches("help\\.aliyun\\.com|(www\\.)?alibabacloud\\.com|github\\.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "zh"})
    void catalogue_translations_have_the_same_entries_in_the_same_order(String language) throws IOException {
        JsonNode english = entries("en");
        JsonNode translated = entries(language);

        assertThat(translated).hasSameSizeAs(english);
        for (int i = 0; i < english.size(); i++) {
            for (String field : List.of("ids", "names", "product", "cli")) {
                assertThat(translated.get(i).get(field))
                        .isEqualTo(english.get(i).get(field));
            }
            for (String field : List.of("wrong", "gain", "console")) {
                assertThat(translated.get(i).get(field))
                        .isNotEqualTo(english.get(i).get(field));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ja, (?s).*\\p{IsHiragana}.*", "zh, (?s)[^\\p{IsHiragana}]*\\p{IsHan}[^\\p{IsHiragana}]*"})
    void catalogue_translations_are_written_in_their_script(String language, String letters) throws IOException {
        for (JsonNode entry : entries(language)) {
            for (String field : List.of("wrong", "gain", "console")) {
                assertThat(entry.get(field).textValue()).matches(letters);
            }
        }
    }

    @Test
    void catalogue_names_and_ids_occur_once() throws IOException {
        assertThat(all("names")).doesNotHaveDuplicates();
        assertThat(all("ids")).doesNotHaveDuplicates();
    }

    @Test
    void catalogue_covers_the_items_of_the_generator() throws IOException {
        List<CheckResult> run =
                CheckResultGenerator.builder().build().run(Instant.parse("2026-11-01T00:00:00Z"), Duration.ofHours(6));
        Set<String> names = new TreeSet<>();
        run.forEach(result -> names.add(result.checkItemName()));
        assertThat(names.remove(TENANTS_OWN)).isTrue();

        assertThat(names).hasSizeGreaterThan(60).isSubsetOf(all("names"));
    }

    private static List<String> all(String field) throws IOException {
        List<String> all = new ArrayList<>();
        entries("en").forEach(entry -> all.addAll(texts(entry.get(field))));
        return all;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> fields(JsonNode entry) {
        List<String> fields = new ArrayList<>();
        entry.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static JsonNode entries(String language) throws IOException {
        try (InputStream in =
                RemediationCatalogueDataTest.class.getResourceAsStream("remediation/" + language + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, language));
        }
    }
}
