package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.Owners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersReaderTest {

    private static final String YAML =
            """
            version: 1
            tags:
              i-bp1h7xq2: {team: Payments, env: prod}
              orders-db: {team: data}
              "shop-*": {team: web, env: prod}
              "*-test": {team: qa, env: test}
            owners:
              - {tag: team, value: payments, owners: [anna, bo]}
              - {tag: team, value: data, filter: {accounts: [other]}, owners: [carl]}
              - {tag: TEAM, value: "*", owners: [platform]}
              - {filter: {products: [OSS]}, owners: [storage]}
            """;

    private static List<String> owners(Owners owners, String id, String name, String product) {
        CheckResult result = CheckResult.builder()
                .checkId("1")
                .instanceId(id)
                .instanceName(name)
                .field("instance_type", product)
                .field("status", "NOT_PASS")
                .startTime(Instant.parse("2026-11-23T12:00:00Z"))
                .build();
        return owners.owners(Finding.of(FindingKey.of("prod", result), List.of(result)));
    }

    @ParameterizedTest
    @CsvSource({
        "I-BP1H7XQ2, any,         ECS, anna bo",
        "i-bp1h7xq2, shop-1,      ECS, anna bo",
        "i-2,        Shop-Front,  ECS, platform",
        "rm-1,       orders-db,   RDS, platform",
        "shop-1,     x-test,      ECS, platform",
        "b-1,        b-1,         OSS, storage",
        "b-1,        shop-images, OSS, platform",
        "i-3,        else,        ECS, ''",
    })
    void owners_byTags_firstEntryThatMeetsCounts(String id, String name, String product, String expected) {
        assertThat(String.join(" ", owners(OwnersReader.readYaml(YAML), id, name, product)))
                .isEqualTo(expected);
    }

    @Test
    void tags_ofTheVeryResource_countBeforeThoseOfAPattern() {
        Owners owners = OwnersReader.readJson(
                """
                {"version": 1,
                 "tags": {"*": {"team": "all", "cost": "7"}, "i-*": {"team": "machines"}, "i-1": {"team": "one"}},
                 "owners": [{"tag": "team", "value": "one", "owners": ["anna"]},
                            {"tag": "cost", "value": "7", "filter": {"resources": ["i-2"]}, "owners": ["carl"]},
                            {"tag": "team", "value": "all", "owners": ["bo"]}]}
                """);

        assertThat(owners(owners, "i-1", "", "ECS")).containsExactly("anna");
        assertThat(owners(owners, "i-2", "", "ECS")).containsExactly("carl");
        assertThat(owners(owners, "i-3", "", "ECS")).containsExactly("bo");
    }

    @Test
    void read_severalFiles_addUp(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("1-tags.json"), "{\"version\": 1, \"tags\": {\"i-1\": {\"team\": \"web\"}}}");
        Files.writeString(
                folder.resolve("2-owners.yaml"), "version: 1\nowners: [{tag: team, value: web, owners: [anna]}]\n");

        assertThat(owners(OwnersReader.read(folder), "i-1", "", "ECS")).containsExactly("anna");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    version: 1\\nowners: [{tag: team, owners: [anna]}]               | owners[0]: has a tag or a value only
                    version: 1\\nowners: [{owners: [anna]}]                          | owners[0]: says nothing of what is owned
                    version: 1\\nowners: [{tag: team, value: web, owners: []}]       | owners[0]: owners is empty
                    version: 1\\nowners: [{tag: team, value: web, owners: [a b]}]    | owners[0]: owner must be 1 to 127
                    version: 1\\nowners: [{tag: team, value: web, owner: [anna]}]    | did you mean 'owners'?
                    version: 1\\nowners: [{tag: ' ', value: web, owners: [anna]}]    | owners[0]: tag must not be blank
                    version: 1\\ntags: {'': {team: web}}                             | resource must not be blank
                    version: 1\\ntags: {i-1: {team: 7}}                              | put it in double quotes
                    version: 2                                                       | must be 1
                    owners: []                                                       | version: is missing
                    """)
    void read_whatDoesNotFit_isRefusedWithThePlace(String text, String problem) {
        assertThatThrownBy(() -> OwnersReader.readYaml(text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line ")
                .hasMessageContaining(problem);
    }
}
