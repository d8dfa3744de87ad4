package io.github.cspmalert.notify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.replay.ReplayReport;
import io.github.cspmalert.replay.RuleReplay;
import io.github.cspmalert.replay.RuleReplay.NoisyGroup;
import io.github.cspmalert.replay.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesTest {

    private static final String HOSTILE = "<script>alert('x')</script>";

    @TempDir
    private Path folder;

    @Test
    void html_ofAComparison_hasABarForEachDayAndReportAndTheNumbers() throws IOException {
        Path file = folder.resolve("replay.html");

        ReplayFiles.writeHtml(report("before", 8, 4).comparedWith(report("after", 0, 2)), file);

        String page = Files.readString(file);
        assertThat(page)
                .contains("<h1>2026-11-01T00:00:00Z to 2026-11-04T00:00:00Z, with &#39;after&#39;: 2 notifications"
                        + " instead of 12</h1>")
                .contains("<tr><td>notifications</td><td>12</td><td>2</td></tr>");
        // Three days in each colour; 8 is the whole height of 240, 4 half of it.
        assertThat(count(page, "<rect ")).isEqualTo(6);
        assertThat(page)
                .contains("y=\"0.0\" width=\"127.5\" height=\"240.0\" fill=\"#8c959f\"><title>before, 2026-11-01: 8<")
                .contains("height=\"120.0\" fill=\"#8c959f\"><title>before, 2026-11-02: 4<")
                .contains("height=\"60.0\" fill=\"#0969da\"><title>after, 2026-11-02: 2<")
                .contains("height=\"0.0\" fill=\"#0969da\"><title>after, 2026-11-03: 0<");
    }

    @Test
    void html_namesOfTenants_areEscapedAndNothingElseIsPermitted() throws Exception {
        Path file = folder.resolve("replay.html");

        ReplayFiles.writeHtml(report(HOSTILE, 1, 1), file);

        String page = Files.readString(file);
        assertThat(page).doesNotContain("<script").contains("host=&lt;script&gt;");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);
        assertThat(style.find()).isTrue();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(page).contains("content=\"default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'");
    }

    @Test
    void json_ofAReport_holdsItsNumbers() throws IOException {
        Path file = folder.resolve("replay.json");

        ReplayFiles.writeJson(report("before", 8, 4), file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json)
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                {"version": 1, "reports": [{
                  "name": "before", "from": "2026-11-01T00:00:00Z", "to": "2026-11-04T00:00:00Z", "zone": "Z",
                  "evaluations": 72, "alerts": 3, "notifications": 12, "waiting": 1,
                  "told": [{"channel": "email", "recipientId": "ops", "days": {"2026-11-01": 8, "2026-11-02": 4}}],
                  "rules": [{
                    "ruleId": "rule-1", "evaluations": 72, "fired": 20, "alerts": 3, "notifications": 12, "alertsTold": 15,
                    "told": [{"channel": "email", "recipientId": "ops", "days": {"2026-11-01": 8, "2026-11-02": 4}}],
                    "heldBack": {"REPEAT_INTERVAL": 5}, "cuts": {"LIMIT": 2},
                    "noisiest": [{"labels": {"host": "<script>alert('x')</script>"}, "fired": 9}],
                    "otherGroups": 1, "problems": ["odd"]}],
                  "notes": ["escalation"]}]}
                """));
    }

    @Test
    void json_ofAComparison_holdsBoth() throws IOException {
        Path file = folder.resolve("replay.json");

        ReplayFiles.writeJson(report("before", 8, 4).comparedWith(report("after", 0, 2)), file);

        assertThat(new ObjectMapper().readTree(file.toFile()).get("reports"))
                .extracting(each -> each.get("name").asText())
                .containsExactly("before", "after");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static ReplayReport report(String name, long first, long second) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        if (first > 0) {
            days.put(LocalDate.parse("2026-11-01"), first);
        }
        days.put(LocalDate.parse("2026-11-02"), second);
        List<Told> told = List.of(new Told(Channel.EMAIL, "ops", days));
        RuleReplay rule = new RuleReplay(
                "rule-1",
                72,
                20,
                3,
                first + second,
                15,
                told,
                Map.of(HeldBack.Reason.REPEAT_INTERVAL, 5L),
                Map.of(Cut.LIMIT, 2L),
                List.of(new NoisyGroup(Map.of("host", HOSTILE), 9)),
                1,
                List.of("odd"));
        return new ReplayReport(
                name,
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2026-11-04T00:00:00Z"),
                ZoneOffset.UTC,
                List.of(rule),
                told,
                1,
                List.of("escalation"));
    }
}
