package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceDefinitionsTest {

    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();
    private static final String YAML =
            """
            version: 1
            alertPolicies:
            - id: merge
              actionPolicy: mails
              silences:
              - id: test-accounts
                condition:
                  any: labels.team
                  is: ==
                  value: test
                reason: Nobody works there
                author: anna
                continuous: true
              inhibitions:
              - source:
                  any: severity
                  is: '>='
                  value: 10
                target:
                  any: severity
                  is: <=
                  value: 6
            silences:
            - id: move
              condition:
                any: alert_id
                is: ==
                value: findings
              reason: The data centre moves
              author: Security team
              from: 2027-01-30T08:00:00Z
              until: 2027-02-01T00:00:00Z
            existing:
            - kind: action_policy
              id: mails
            """;

    @TempDir
    private Path folder;

    private AlertDefinitions read(String yaml) throws IOException {
        return MAPPER.read(Files.writeString(folder.resolve("alerts.yaml"), yaml));
    }

    @Test
    void silences_inAFile_areThoseOfCode() throws IOException {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .existing(ObjectKind.ACTION_POLICY, "mails")
                .addAlertPolicy(AlertPolicy.builder("merge")
                        .actionPolicy("mails")
                        .addSilence(Silence.continuous(
                                "test-accounts",
                                AlertCondition.any(AlertField.label("team")).equalTo("test"),
                                "Nobody works there",
                                "anna"))
                        .inhibit(
                                AlertCondition.severityAtLeast(Severity.CRITICAL),
                                AlertCondition.any(AlertField.SEVERITY).is(AlertCondition.Operator.AT_MOST, 6))
                        .build())
                .addSilence(new Silence(
                        "move",
                        AlertCondition.any(AlertField.ALERT_ID).equalTo("findings"),
                        "The data centre moves",
                        "Security team",
                        Instant.parse("2027-01-30T08:00:00Z"),
                        Instant.parse("2027-02-01T00:00:00Z")))
                .build();

        assertThat(read(YAML)).isEqualTo(definitions);
        assertThat(MAPPER.writeYaml(definitions)).isEqualTo(YAML);
    }

    @Test
    void end_asADate_isTheEndOfThatDay() throws IOException {
        assertThat(read(YAML.replace("2027-02-01T00:00:00Z", "2027-01-31"))).isEqualTo(read(YAML));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'    continuous: true\n' | '' | silence 'test-accounts' must have either 'until' or 'continuous: true'",
                "continuous: true | 'continuous: true\n    until: 2027-01-31' | must have either 'until' or",
                "continuous: true | continuous: false | must be true",
                "until: 2027-02-01T00:00:00Z | until: 2027-01-30T08:00:00Z | must be after 'from'",
                "author: anna | 'author: \" \"' | 'author' of silence 'test-accounts' must not be blank",
                "id: test-accounts | id: move | silence 'move' is given twice",
            })
    void silence_thatSaysTooLittleOrTooMuch_isRefused(String text, String by, String problem) {
        String broken = YAML.replace(text, by);

        assertThat(broken).isNotEqualTo(YAML);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOfAny(IllegalArgumentException.class, AlertConfigurationException.class)
                .hasMessageContaining(problem);
    }
}
