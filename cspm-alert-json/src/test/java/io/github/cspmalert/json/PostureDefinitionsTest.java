package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posture rules and waivers as text. */
class PostureDefinitionsTest {

    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();

    private static final String TEXT =
            """
            version: 1
            postureRules:
            - id: internet-exposed
              displayName: Open to the internet
              filter:
                checkIds:
                - "11"
                - "77"
                minRisk: MEDIUM
                products:
                - ECS
                - K8S_CLUSTER
                resources:
                - prod-*
              tells:
              - new
              - reopened
              - risk_raised
              - still_open
              - fixed
              remindAfter:
              - P3D
              - P7D
              deadlines:
                MEDIUM: P30D
                HIGH: P7D
              groupBy: owner
              schedule:
                type: cron
                expression: 0 8 ? * MON-FRI
                zone: +08:00
              allClear: true
              labels:
                team: platform
              annotations:
                desc: Reachable from everywhere
              actionPolicy: mails
            - id: everything
              actionPolicy: mails
            waivers:
            - id: legacy-shop
              filter:
                accounts:
                - shop
              reason: It is switched off in January
              author: Security team
              until: 2027-02-01T00:00:00Z
            existing:
            - kind: action_policy
              id: mails
            """;

    @TempDir
    private Path folder;

    private static AlertDefinitions definitions() {
        return AlertDefinitions.builder()
                .addPostureRule(PostureRule.builder("internet-exposed")
                        .displayName("Open to the internet")
                        .filter(FindingFilter.builder()
                                .checkIds("77", "11")
                                .minRisk(RiskLevel.MEDIUM)
                                .products("k8s_cluster", "ecs")
                                .resources("prod-*")
                                .build())
                        .tells(
                                FindingChange.NEW,
                                FindingChange.REOPENED,
                                FindingChange.FIXED,
                                FindingChange.STILL_OPEN,
                                FindingChange.RISK_RAISED)
                        .remindAfter(Duration.ofDays(3), Duration.ofDays(7))
                        .deadline(RiskLevel.HIGH, Duration.ofDays(7))
                        .deadline(RiskLevel.MEDIUM, Duration.ofDays(30))
                        .groupBy(FindingGrouping.OWNER)
                        .schedule(Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.ofHours(8)))
                        .allClear()
                        .label("team", "platform")
                        .annotation("desc", "Reachable from everywhere")
                        .actionPolicy("mails")
                        .build())
                .addPostureRule(
                        PostureRule.builder("everything").actionPolicy("mails").build())
                .addWaiver(new Waiver(
                        "legacy-shop",
                        FindingFilter.builder().accounts("shop").build(),
                        "It is switched off in January",
                        "Security team",
                        Instant.parse("2027-02-01T00:00:00Z")))
                .existing(ObjectKind.ACTION_POLICY, "mails")
                .build();
    }

    @Test
    void readYaml_postureRulesAndWaivers_areThoseOfCode() {
        assertThat(MAPPER.readYaml(TEXT)).isEqualTo(definitions());
        assertThat(MAPPER.readJson(MAPPER.writeJson(definitions()))).isEqualTo(definitions());
    }

    @Test
    void writeYaml_postureRulesAndWaivers_isTheTextThatWasTypedByHand() {
        assertThat(MAPPER.writeYaml(definitions()))
                .isEqualTo(TEXT.replace("P3D", "PT72H").replace("P7D", "PT168H").replace("P30D", "PT720H"));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31, 2027-02-01T00:00:00Z",
        "2028-02-28, 2028-02-29T00:00:00Z",
        "2027-01-31T17:30:00Z, 2027-01-31T17:30:00Z",
        "2027-01-31T00:00:00+08:00, 2027-01-30T16:00:00Z"
    })
    void readYaml_untilADate_isTheEndOfThatDay(String until, Instant end) {
        AlertDefinitions read = MAPPER.readYaml(TEXT.replace("2027-02-01T00:00:00Z", until));

        assertThat(read.waivers()).singleElement().extracting(Waiver::until).isEqualTo(end);
    }

    /** Replaces one piece of the text and reads it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postureRules:     |postureRule:    |line 2, column 1: postureRule: is not a field that is known here; did you mean 'postureRules'?",
                "minRisk: MEDIUM   |minRisk: medium |line 9, column 14: postureRules[0].filter.minRisk: must be one of LOW, MEDIUM, HIGH, but is 'medium'; did you mean 'MEDIUM'?",
                "minRisk: MEDIUM   |minRisk: CRITICAL|line 9, column 14: postureRules[0].filter.minRisk: must be one of LOW, MEDIUM, HIGH, but is 'CRITICAL'",
                "  resources:      |  resource:     |line 13, column 5: postureRules[0].filter.resource: is not a field that is known here; did you mean 'resources'?",
                "- risk_raised     |- risk_risen    |line 18, column 5: postureRules[0].tells[2]: must be one of new, reopened, risk_raised, still_open, waiver_ending, unobserved, exempted, fixed, but is 'risk_risen'; did you mean 'risk_raised'?",
                "- P3D             |- 3d            |line 22, column 5: postureRules[0].remindAfter[0]: must be a duration of ISO 8601 such as PT4H or P1D, but is '3d'",
                "- P3D             |- P8D           |line 3, column 3: postureRules[0]: posture rule 'internet-exposed': remindAfter is [PT192H, PT168H]; give the times in ascending order, each once",
                "HIGH: P7D         |CRITICAL: P7D   |line 26, column 5: postureRules[0].deadlines.CRITICAL: is not a field that is known here; correct its name, or leave it out; the fields are LOW, MEDIUM, HIGH",
                "groupBy: owner    |groupBy: team   |line 27, column 12: postureRules[0].groupBy: must be one of all, check, product, owner, account, resource, but is 'team'",
                "0 8 ? * MON-FRI   |0 24 ? * MON-FRI|line 29, column 5: postureRules[0].schedule: cron expression '0 24 ? * MON-FRI' has the hour '24'; it must be 0 to 23",
                "zone: +08:00      |zone: Asia/Tokio|line 31, column 11: postureRules[0].schedule.zone: must be an offset from UTC such as +08:00, or a zone such as Europe/Berlin, but is 'Asia/Tokio'; did you mean 'Asia/Tokyo'?",
                "allClear: true    |allClear: yes   |line 32, column 13: postureRules[0].allClear: must be true or false, without quotes, but is a text",
                "id: everything    |id: Everything  |line 38, column 7: postureRules[1].id: posture rule id must be 2 to 64 lower-case letters, digits, '-' or '_', and begin and end with a letter or digit, but is 'Everything'",
                "id: everything    |id: internet-exposed|line 38, column 3: postureRules[1]: rule 'internet-exposed' stands in line 3, column 3 already; take one away, or give it another name",
                "reason: It        |reasno: It      |line 45, column 3: waivers[0].reasno: is not a field that is known here; did you mean 'reason'?",
                "accounts:         |account:        |line 43, column 5: waivers[0].filter.account: is not a field that is known here; did you mean 'accounts'?",
                "- shop            |- 17            |line 44, column 7: waivers[0].filter.accounts[0]: must be a text, but is a number; put it in double quotes",
                "- shop            |- ' '           |line 43, column 5: waivers[0].filter: finding filter: accounts names ' '; each must be one line of 1 to 256 characters without blanks around it",
                "2027-02-01T00:00:00Z|2027-02-30    |line 47, column 10: waivers[0].until: must be an instant of ISO 8601 such as 2026-11-23T12:00:00Z, or a date such as 2027-01-31 for the end of that day in UTC, but is '2027-02-30'",
                "2027-02-01T00:00:00Z|31.01.2027    |line 47, column 10: waivers[0].until: must be an instant of ISO 8601 such as 2026-11-23T12:00:00Z, or a date such as 2027-01-31 for the end of that day in UTC, but is '31.01.2027'"
            })
    void readYaml_mistake_isToldWithThePlaceAndTheFix(String piece, String instead, String message) {
        assertThat(TEXT).contains(piece);

        String text = TEXT.replace(piece, instead);

        assertThatThrownBy(() -> MAPPER.readYaml(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void readYaml_waiverOfEverything_isRefused() {
        String text = TEXT.replace("  filter:\n    accounts:\n    - shop\n", "  filter: {}\n");

        assertThatThrownBy(() -> MAPPER.readYaml(text))
                .hasMessage(
                        "line 41, column 3: waivers[0]: 'filter' of waiver 'legacy-shop' meets every finding, so nobody"
                                + " would hear of anything; say which findings it is about");
    }

    @Test
    void readYaml_ruleAndPostureRuleWithOneId_isRefusedAndAWaiverMayHaveIt() {
        String rules =
                """
                rules:
                - id: %s
                  schedule: {type: hourly}
                  queries: [{timeSpan: {type: today}}]
                  actionPolicy: mails
                """;

        assertThat(MAPPER.readYaml(TEXT + rules.formatted("legacy-shop")).rules())
                .hasSize(1);
        assertThatThrownBy(() -> MAPPER.readYaml(TEXT + rules.formatted("everything")))
                .hasMessageContaining("rule 'everything' stands in line");
    }

    @Test
    void read_waiversInAFileOfTheirOwn_areMergedAndAMistakeNamesTheFile() throws IOException {
        int at = TEXT.indexOf("waivers:");
        int end = TEXT.indexOf("existing:");
        Files.writeString(folder.resolve("rules.yaml"), TEXT.substring(0, at) + TEXT.substring(end));
        Path waivers = folder.resolve("waivers.yaml");
        Files.writeString(waivers, "version: 1\n" + TEXT.substring(at, end));

        assertThat(MAPPER.read(folder)).isEqualTo(definitions());

        Files.writeString(waivers, Files.readString(waivers).replace("author:", "autor:"));
        assertThatThrownBy(() -> MAPPER.read(folder))
                .hasMessage(
                        waivers
                                + ", line 8, column 3: waivers[0].autor: is not a field that is known here; did you mean 'author'?");
    }

    @Test
    void read_actionPolicyThatIsNowhere_namesThePlaceOfTheRule() {
        assertThatThrownBy(() -> MAPPER.readYaml(TEXT.replaceFirst("actionPolicy: mails", "actionPolicy: mail")))
                .hasMessageContaining("action policy 'mail' is not defined")
                .hasMessageContaining("(line 3, column 3)");
    }
}
