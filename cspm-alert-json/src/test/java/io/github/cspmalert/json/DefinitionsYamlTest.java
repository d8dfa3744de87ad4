package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsYamlTest {

    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();

    private static final String RULE =
            """
            version: 1
            existing:
              - {kind: action_policy, id: mail}
            sources:
              default: {type: log, region: cn-hangzhou, project: p, store: sas-log}
            rules:
              - id: cspm-not-passed
                schedule: {type: fixed_rate, interval: PT1H}
                queries:
                  - statement: status:NOT_PASS
                    timeSpan: {type: relative, length: PT24H}
                severities:
                  - severity: high
                annotations:
                  desc: It fails
                actionPolicy: mail
                threshold: 2
            """;

    @Test
    void writeYaml_readBack_isEqualAndWritesTheSame() {
        for (long seed = 0; seed < 300; seed++) {
            AlertDefinitions definitions = DefinitionsGenerator.generate(seed);
            String yaml = MAPPER.writeYaml(definitions);

            AlertDefinitions readBack = MAPPER.readYaml(yaml);

            assertThat(readBack).as("seed %d", seed).isEqualTo(definitions);
            assertThat(MAPPER.writeYaml(readBack)).as("seed %d", seed).isEqualTo(yaml);
        }
    }

    @Test
    void writeYaml_textOfSeveralLines_isABlockThatPeopleCanRead() {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .addUser(User.builder("no").name("0123").build())
                .addTemplate(ContentTemplate.builder("mail")
                        .email("a: b", "<p>\nThe {{ alert.alert_name }}\n</p>\n")
                        .build())
                .build();

        assertThat(MAPPER.writeYaml(definitions))
                .isEqualTo(
                        """
                        version: 1
                        users:
                        - id: "no"
                          name: "0123"
                        templates:
                        - id: mail
                          contents:
                            email:
                              subject: "a: b"
                              content: |
                                <p>
                                The {{ alert.alert_name }}
                                </p>
                        """);
    }

    /** Words and numbers that YAML 1.1 takes for something else than people who write them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"no", "No", "on", "off", "y", "1:30", "2026-01-01", "2026-11-23T12:00:00Z", "08", "0o17", "="})
    void readYaml_wordThatOldYamlTakesForAnotherValue_isTheTextAsItIsWritten(String word) {
        assertThat(rule("It fails", word).annotations()).containsEntry("desc", word);
        assertThat(rule("It fails", "\"" + word + "\"").annotations()).containsEntry("desc", word);
    }

    /** A text field refuses what the parser takes for a number or for true or false, so that no zero is lost. */
    @ParameterizedTest
    @CsvSource({
        "17, a number",
        "0123, a number",
        "1_000, a number",
        "0x1F, a number",
        "1e3, a number",
        ".inf, a number",
        "true, true or false",
        "False, true or false"
    })
    void readYaml_numberOrBooleanWhereATextBelongs_isRefusedWithTheFix(String word, String kind) {
        assertThatThrownBy(() -> rule("It fails", word))
                .hasMessage("line 15, column 13: rules[0].annotations.desc: must be a text, but is " + kind
                        + "; put it in double quotes");
        assertThat(rule("It fails", "'" + word + "'").annotations()).containsEntry("desc", word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "", "# nothing"})
    void readYaml_nothingWhereATextBelongs_isRefused(String nothing) {
        assertThatThrownBy(() -> rule("It fails", nothing))
                .hasMessageContaining(
                        "rules[0].annotations.desc: must be a text, but is null; give it a value, or leave");
    }

    @ParameterizedTest
    @CsvSource({
        "0123, 'must be a whole number in plain digits that does not begin with a zero, but is ''0123'''",
        "0x1F, 'must be a whole number in plain digits that does not begin with a zero, but is ''0x1F'''",
        "1_000, 'must be a whole number in plain digits that does not begin with a zero, but is ''1_000'''",
        "1.5, 'must be a whole number that is not too large, but is ''1.5'''",
        "1:30, 'must be a number, but is a text'",
        "two, 'must be a number, but is a text'"
    })
    void readYaml_numberThatIsNotPlain_isRefused(String number, String message) {
        assertThatThrownBy(() -> rule("threshold: 2", "threshold: " + number))
                .hasMessage("line 17, column 16: rules[0].threshold: " + message);
    }

    @Test
    void readYaml_yesForTrueOrFalse_isRefused() {
        assertThatThrownBy(() -> rule("threshold: 2", "enabled: no"))
                .hasMessage(
                        "line 17, column 14: rules[0].enabled: must be true or false, without quotes, but is a text");
    }

    /** What a parser for everything would follow, and what people get wrong; \n, \t, \0 and \f stand for a line break, tab, NUL and byte order mark. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|line 1, column 1: is empty; it must be an object with a version",
                "# nothing|line 1, column 10: is empty; it must be an object with a version",
                "version|line 1, column 1: must be an object, but is a text",
                "- version: 1|line 1, column 1: must be an object, but is a list",
                "version: 1\\nusers: *all|line 2, column 8: users: is an alias (*name), which is not followed; write the value out",
                "version: 1\\nusers: &all [*all]|line 2, column 14: users[0]: is an alias (*name), which is not followed; write the value out",
                "version: 1\\nusers: !!java.net.URL [x]|line 2, column 8: users: has a tag (!type), which is not followed; leave the tag out",
                "!!map {version: 1}|line 1, column 1: has a tag (!type), which is not followed; leave the tag out",
                "version: !!int 1|line 1, column 10: version: has a tag (!type), which is not followed; leave the tag out",
                "version: 1\\n---\\nversion: 1|line 3, column 1: has something behind its end; a file holds one document, so put the rest into another",
                "version: 1\\nversion: 1|line 2, column 1: version: stands twice in its object, first in line 1, column 1; take one away",
                "version: 1\\n? [a]\\n: b|line 2, column 4: is not a name for a field; put a text that begins with { or [ in quotes",
                "version: 1\\nusers:\\n\\t- id: a|line 3, column 1: is not YAML: a tab stands where only blanks may; indent with blanks",
                "\\fversion: 1|line 1, column 1: begins with a byte order mark; save it as UTF-8 without one",
                "version: 1 \\0|line 1, column 12: has the character U+0000, which YAML does not have; take it away",
                "version: \"\\ud800\"|line 1, column 10: version: has half of a pair of surrogates; write the whole character",
                "version: a: b|line 1, column 11: is not YAML: a ':' stands where no field can begin; put a text that holds ': ' in quotes, and check the indentation",
                "version: 'x|line 1, column 12: is not YAML: a quote that was opened is not closed",
                "version: @x|line 1, column 10: is not YAML: no text without quotes can begin with this character; put the text in quotes",
                "users:\\n  - id: a\\n version: 1|line 3, column 2: is not YAML: this does not line up with what stands before it; check the indentation",
                "version: [1, 2|line 1, column 15: is not YAML: expected ',' or ']', but got <stream end>; put a text that holds one of , [ ] { } in quotes"
            })
    void readYaml_whatIsNotPlain_isRefusedWithThePlace(String text, String message) {
        String yaml = (text == null ? "" : text)
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\0", "\0")
                .replace("\\f", "\uFEFF");

        assertThatThrownBy(() -> MAPPER.readYaml(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    @Timeout(10)
    void readYaml_billionLaughs_isRefusedAtTheFirstAlias() {
        StringBuilder laughs = new StringBuilder("version: 1\na0: &a0 [lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> MAPPER.readYaml(laughs.toString()))
                .hasMessage(
                        "line 3, column 10: a1[0]: is an alias (*name), which is not followed; write the value out");
    }

    @Test
    @Timeout(10)
    void readYaml_deepNesting_isRefusedAtTheBound() {
        assertThatThrownBy(() -> MAPPER.readYaml("[".repeat(100_000)))
                .hasMessageStartingWith("line 1, column 65: ")
                .hasMessageEndingWith("is nested deeper than 64 levels");
        assertThatThrownBy(() -> MAPPER.readYaml("- ".repeat(100_000)))
                .hasMessageEndingWith("is nested deeper than 64 levels");
    }

    @Test
    @Timeout(10)
    void read_textBeyondTheBound_isRefusedBeforeItIsParsed() {
        String large = "{".repeat(3 * 1024 * 1024 + 1);

        assertThatThrownBy(() -> MAPPER.readYaml(large))
                .hasMessage("line 1, column 1: is longer than 3145728 characters; split it into several files");
        assertThatThrownBy(() -> MAPPER.readJson(large))
                .hasMessage("line 1, column 1: is longer than 3145728 characters; split it into several files");
    }

    @Test
    void readYaml_textAtTheBound_isRead() {
        String head = RULE.replace("It fails", "|\n        ");
        String text = head + "#" + "x".repeat(3 * 1024 * 1024 - head.length() - 1);

        assertThat(MAPPER.readYaml(text).rules()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "actionPolicy: mail|actionpolicy: mail|line 16, column 5: rules[0].actionpolicy: is not a field that is known here; did you mean 'actionPolicy'?",
                "threshold: 2|treshold: 2|line 17, column 5: rules[0].treshold: is not a field that is known here; did you mean 'threshold'?",
                "severity: high|severity: High|line 13, column 19: rules[0].severities[0].severity: must be one of report, low, medium, high, critical, but is 'High'; did you mean 'high'?",
                "severity: high|severity: catastrophe|line 13, column 19: rules[0].severities[0].severity: must be one of report, low, medium, high, critical, but is 'catastrophe'",
                "type: relative|typ: relative|line 11, column 19: rules[0].queries[0].timeSpan.type: is missing; add it, with one of relative, custom, truncated, today",
                "type: relative|type: relativ|line 11, column 26: rules[0].queries[0].timeSpan.type: must be one of relative, custom, truncated, today, but is 'relativ'; did you mean 'relative'?",
                "kind: action_policy|kind: rule|line 3, column 12: existing[0].kind: must be one of user, user_group, oncall_group, webhook, content_template, action_policy, alert_policy, but is 'rule'",
                "kind: action_policy|whatever: 1|line 3, column 6: existing[0].whatever: is not a field that is known here; correct its name, or leave it out; the fields are kind, id"
            })
    void readYaml_wordThatIsNearlyRight_isAskedAbout(String piece, String instead, String message) {
        assertThatThrownBy(() -> rule(piece, instead)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT24H|24|line 11, column 44: rules[0].queries[0].timeSpan.length: must be a duration of ISO 8601 such as PT4H or P1D, but is a number",
                "threshold: 2|muteUntil: 0|line 17, column 16: rules[0].muteUntil: must be an instant of ISO 8601 such as 2026-11-23T12:00:00Z, but is a number",
                "It fails|{{ x }}|line 15, column 15: is not a name for a field; put a text that begins with { or [ in quotes"
            })
    void readYaml_valueOfAnotherKind_isRefusedWithWhatBelongsThere(String piece, String instead, String message) {
        assertThatThrownBy(() -> rule(piece, instead)).hasMessage(message);
    }

    @Test
    void readYaml_misspeltStatement_isAskedAbout() {
        assertThatThrownBy(() -> MAPPER.readYaml("version: 1\nactionPolicies: [{id: p, statements: [{acton: {}}]}]"))
                .hasMessage("line 2, column 39: actionPolicies[0].statements[0]: "
                        + "must have one of the fields action, when, stop, but has none; did you mean 'action'?");
    }

    @Test
    void readYaml_conditionsDeeperThanTheBound_areRefusedAndWrittenOnesAreReadBack() {
        String deep = "{and: [".repeat(40) + "x" + "]}".repeat(40);

        assertThatThrownBy(() ->
                        MAPPER.readYaml("version: 1\nactionPolicies: [{id: p, statements: [{when: " + deep + "}]}]"))
                .hasMessageEndingWith("is nested deeper than 64 levels");
    }

    /** Each text holds the word hush where a secret stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nwebhooks: [{id: w, type: custom, url: hush}]",
                "version: 1\nwebhooks: [{id: w, type: custom, url: hush\nurl: x",
                "version: 1\nwebhooks: [{id: w, type: custom, url: 'hush\n",
                "version: 1\nwebhooks:\n  url: hush: hush",
                "version: 1\nwebhooks:\n  ? [hush]\n  : x",
                "version: 1\nwebhooks:\n  - url: \"hush \\q hush\"",
                "version: 1\nwebhooks: *hush",
                "version: 1\nwebhooks: !hush x",
                "version: 1\nwebhooks: {*hush : x}",
                "version: 1\nwebhooks: [{id: w, type: custom, url: 'hush${}'}]"
            })
    void readYaml_badTextWithASecret_doesNotShowIt(String text) {
        Throwable thrown = catchThrowable(() -> MAPPER.readYaml(text));

        assertThat(thrown)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("line \\d+, column \\d+: .+");
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("hush");
        }
    }

    @Test
    void readYaml_textThatEndsInAnEscape_isRefusedInPrintableWords() {
        assertThat(catchThrowable(() -> MAPPER.readYaml("a: \"b\\")).getMessage())
                .startsWith("line 1, column ")
                .doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void readYaml_channelsThatLookLikeOtherValues_areNames() {
        AlertDefinitions read =
                MAPPER.readYaml("version: 1\nusers: [{id: u, addresses: {no: ['a'], 10: ['b'], true: ['c']}}]");

        assertThat(read.users().get(0).addresses(new Channel("no"))).hasSize(1);
        assertThat(read.users().get(0).addresses(new Channel("10"))).hasSize(1);
        assertThat(read.users().get(0).addresses(new Channel("true"))).hasSize(1);
    }

    private static AlertRule rule(String piece, String instead) {
        assertThat(RULE).contains(piece);
        return MAPPER.readYaml(RULE.replace(piece, instead)).rules().get(0);
    }
}
