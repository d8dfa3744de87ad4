package io.github.cspmalert.notify.report;

import static io.github.cspmalert.notify.report.Ledgers.failed;
import static io.github.cspmalert.notify.report.Ledgers.passed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void json_finding_hasTheDocumentedForm() throws IOException {
        Ledgers ledger = new Ledgers()
                .withAccount("prod", 20)
                .with(
                        "web",
                        each -> each.standardId("7").instanceResult("{\"Checks\":[]}"),
                        failed(20, RiskLevel.MEDIUM),
                        passed(5, RiskLevel.MEDIUM));
        JsonNode report = json(builder(ledger).owners(finding -> List.of("team-a")));

        JsonNode expected = JSON.readTree(
                """
                {
                  "version": 1,
                  "title": "Cloud posture",
                  "generatedAt": "2026-11-28T12:00:00Z",
                  "zone": "Asia/Shanghai",
                  "accounts": [{
                    "name": "prod",
                    "readFrom": "2026-09-29T12:00:00Z",
                    "readTo": "2026-11-28T11:58:00Z",
                    "lastRecord": "2026-11-28T07:00:00Z",
                    "open": {"high": 3, "medium": 2, "low": 1, "other": 0}
                  }],
                  "findings": [{
                    "id": "%s",
                    "account": "prod",
                    "vendor": "ALIYUN",
                    "checkId": "11",
                    "checkItemName": "Origin fetch configuration",
                    "product": "ECS",
                    "subType": "",
                    "region": "cn-hangzhou",
                    "resourceId": "r-web",
                    "resourceName": "web",
                    "state": "FIXED",
                    "risk": "MEDIUM",
                    "owners": ["team-a"],
                    "waivers": [],
                    "standards": ["7"],
                    "firstSeen": "2026-11-08T12:00:00Z",
                    "openedAt": "2026-11-08T12:00:00Z",
                    "lastSeen": "2026-11-23T12:00:00Z",
                    "closedAt": "2026-11-23T12:00:00Z",
                    "timesReopened": 0,
                    "details": "",
                    "history": [
                      {"checkedAt": "2026-11-08T12:00:00Z", "status": "NOT_PASS", "risk": "MEDIUM"},
                      {"checkedAt": "2026-11-23T12:00:00Z", "status": "PASS", "risk": "MEDIUM"}
                    ]
                  }],
                  "waivers": []
                }
                """
                        .formatted(report.at("/findings/0/id").asText()));
        assertThat(report).isEqualTo(expected);
        assertThat(report.at("/findings/0/id").asText()).matches("[0-9a-f]{32}");
    }

    @Test
    void json_waivers_sayWhereTheyStandAndWhatTheyMeet() throws IOException {
        Ledgers ledger = new Ledgers()
                .with("a", failed(3, RiskLevel.HIGH))
                .with("b", failed(3, RiskLevel.HIGH))
                .with("c", failed(3, RiskLevel.HIGH), passed(1, RiskLevel.HIGH));
        JsonNode waivers = json(builder(ledger)
                        .waivers(List.of(
                                waiver("long", "r-*", 15),
                                waiver("nothing", "none", 30),
                                waiver("over", "r-a", 0),
                                waiver("soon", "r-b", 14))))
                .get("waivers");

        assertThat(waivers)
                .extracting(each ->
                        each.get("id").asText() + " " + each.get("state").asText() + " "
                                + each.get("openFindings").asText())
                .containsExactly("over ENDED 1", "soon ENDING 1", "long IN_FORCE 2", "nothing IN_FORCE 0");
    }

    @Test
    void json_emptyLedger_isAReportOfNothing() throws IOException {
        JsonNode report = json(builder(new Ledgers()));

        assertThat(report.get("findings")).isEmpty();
        assertThat(report.get("accounts")).isEmpty();
    }

    @Test
    void json_halfASurrogatePair_breaksNothing() throws IOException {
        JsonNode report = json(
                builder(new Ledgers().with("x", each -> each.instanceName("a\uD800\"b"), failed(1, RiskLevel.LOW))));

        assertThat(report.at("/findings/0/resourceName").asText())
                .startsWith("a")
                .endsWith("\"b");
    }

    private static Waiver waiver(String id, String resource, int days) {
        FindingFilter filter = FindingFilter.builder().resources(resource).build();
        return new Waiver(id, filter, "Because.", "ciso", Ledgers.NOW.plus(Duration.ofDays(days)));
    }

    private static PostureReportBuilder builder(Ledgers ledger) {
        return PostureReport.builder(ledger).clock(Ledgers.CLOCK).zone(ZoneId.of("Asia/Shanghai"));
    }

    private static JsonNode json(PostureReportBuilder report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.build().writeJson(out);
        return JSON.readTree(out.toByteArray());
    }
}
