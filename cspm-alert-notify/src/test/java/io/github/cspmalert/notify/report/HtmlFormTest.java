package io.github.cspmalert.notify.report;

import static io.github.cspmalert.notify.report.Ledgers.failed;
import static io.github.cspmalert.notify.report.Ledgers.passed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.notify.report.Ledgers.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RiskLevel HIGH = RiskLevel.HIGH;
    private static final RiskLevel LOW = RiskLevel.LOW;

    @Test
    void page_policy_permitsItsOwnScriptAndStyleByHash() throws Exception {
        String page = html(new Ledgers());

        assertThat(between(page, "Content-Security-Policy\" content=\"", "\""))
                .isEqualTo(
                        "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                                .formatted(
                                        hash(between(page, "<script>", "</script>")),
                                        hash(between(page, "<style>", "</style>"))));
    }

    @Test
    void page_addresses_doNotOccur() {
        // The only one is the name of SVG, which nothing is asked for.
        assertThat(html(SampleLedger.of(50)).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "//www", "url(", "@import", " src=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "]]>",
                "\u2028\u2029",
                "&lt;img src=x onerror=alert(1)>",
                "\\\" ' </SCRIPT >",
                "{{data}}{{script}}",
                "a\uD800"
            })
    void page_hostileNames_standInItAsDataOnly(String name) throws IOException {
        String page = html(new Ledgers()
                .with(
                        "x",
                        each -> each.instanceName(name)
                                .checkItemName(name)
                                .regionId(name)
                                .instanceType(InstanceType.of(name)),
                        failed(1, HIGH)));

        assertThat(Pattern.compile("(?i)</?script").matcher(page).results()).hasSize(4);
        assertThat(between(page, "id=\"data\">", "</script>")).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(data(page).at("/rows/0/6").asText()).isEqualTo(name.replace('\uD800', '?'));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, Asia/Shanghai, 2026-11-28 20:00",
        "Z, UTC, 2026-11-28 12:00",
        "+05:30, UTC+05:30, 2026-11-28 17:30"
    })
    void zone_set_isThatOfAllTimes(String zone, String shown, String now) {
        JsonNode data = data(text(PostureReport.builder(new Ledgers())
                .clock(Ledgers.CLOCK)
                .zone(ZoneId.of(zone))
                .build()));

        assertThat(data.get("zone").asText()).isEqualTo(shown);
        assertThat(data.get("now").asText()).isEqualTo(now);
    }

    @Test
    void title_markup_isText() {
        String page = text(PostureReport.builder(new Ledgers())
                .clock(Ledgers.CLOCK)
                .title("<b>\"R&D\"</b>")
                .build());

        assertThat(page)
                .contains("<title>&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;</title>")
                .doesNotContain("<b>");
    }

    @Test
    void totals_findings_areCountedByRisk() throws IOException {
        JsonNode data = data(html(new Ledgers()
                .with("a", failed(1, HIGH))
                .with("b", failed(100, HIGH))
                .with("c", failed(8, RiskLevel.of("CRITICAL")))
                .with("d", failed(9, LOW), passed(2, LOW))
                .with(Ledgers.finding("prod", "e", each -> each, failed(40, LOW))
                        .absent())
                .with("f", passed(3, LOW))));

        assertThat(data.get("open")).isEqualTo(JSON.readTree("[2,0,0,1]"));
        assertThat(data.get("unobserved")).isEqualTo(JSON.readTree("[0,0,1,0]"));
        assertThat(data.get("ages")).isEqualTo(JSON.readTree("[[1,0,0,0],[0,0,0,1],[0,0,0,0],[1,0,0,0]]"));
        assertThat(data.get("rows")).hasSize(5);
    }

    @Test
    void ages_bounds_belongToTheYoungerGroup() throws IOException {
        Ledgers ledger = new Ledgers();
        List.of(0, 7, 8, 30, 31, 90, 91).forEach(days -> ledger.with("d" + days, failed(days, LOW)));

        assertThat(data(html(ledger)).get("ages"))
                .isEqualTo(JSON.readTree("[[0,0,2,0],[0,0,2,0],[0,0,2,0],[0,0,1,0]]"));
    }

    @Test
    void breakdowns_openFindings_areCountedForEachOwner() throws IOException {
        Ledgers ledger = new Ledgers()
                .with("emea", "a", each -> each, failed(1, LOW))
                .with("apac", "b", each -> each.instanceType(InstanceType.OSS), failed(1, HIGH))
                .with("apac", "c", each -> each, failed(2, LOW), passed(1, LOW));
        JsonNode data = data(text(PostureReport.builder(ledger)
                .clock(Ledgers.CLOCK)
                .owners(each -> each.key().source().equals("apac") ? List.of("x", "y") : List.of())
                .build()));

        assertThat(data.get("products")).isEqualTo(named("OSS", "[1,0,0,0]", "ECS", "[0,0,1,0]"));
        assertThat(data.get("accounts")).isEqualTo(named("apac", "[1,0,0,0]", "emea", "[0,0,1,0]"));
        assertThat(data.get("owners")).isEqualTo(named("x", "[1,0,0,0]", "y", "[1,0,0,0]", "", "[0,0,1,0]"));
    }

    @Test
    void trend_histories_giveWhatWasOpenEachWeek() throws IOException {
        JsonNode trend = data(html(new Ledgers()
                        .with("a", failed(22, HIGH), passed(10, HIGH), failed(3, HIGH))
                        .with("b", failed(15, LOW))
                        .with(Ledgers.finding("prod", "c", each -> each, failed(20, LOW), failed(8, LOW))
                                .absent())))
                .get("trend");

        // At 21, 14, 7 and 0 days ago; before that the ledger knows of nothing.
        assertThat(trend)
                .extracting(point -> point.get("at").asText() + point.get("counts"))
                .containsExactly(
                        "2026-11-07 12:00[1,0,0,0]",
                        "2026-11-14 12:00[1,0,2,0]",
                        "2026-11-21 12:00[0,0,1,0]",
                        "2026-11-28 12:00[1,0,1,0]");
    }

    @Test
    void fixTimes_fixedFindings_haveMedianAndNinetiethPercentile() throws IOException {
        Ledgers ledger = new Ledgers();
        for (int days = 1; days <= 10; days++) {
            ledger.with("f" + days, failed(days + 5, HIGH), passed(5, HIGH));
        }
        ledger.with("long-ago", failed(200, HIGH), passed(91, HIGH));
        ledger.with("exempted", failed(9, HIGH), new Check(Duration.ofDays(1), CheckStatus.WHITELIST, HIGH));

        // 1 to 10 days: the middle is 5.5 days, and nine in ten took 9 days or less.
        assertThat(data(html(ledger)).at("/fixTimes/0"))
                .isEqualTo(JSON.readTree("{\"count\":10,\"medianHours\":132.0,\"ninetiethHours\":216.0}"));
    }

    @Test
    void news_withinTheWeek_isTold() throws IOException {
        JsonNode news = data(html(new Ledgers()
                        .withAccount("prod", 60)
                        .with("new", failed(6, HIGH))
                        .with("older", failed(8, HIGH))
                        .with("reopened", failed(30, LOW), passed(20, LOW), failed(1, LOW))
                        .with("fixed", failed(30, LOW), passed(2, LOW))
                        .with("exempted", failed(30, LOW), new Check(Duration.ofDays(1), CheckStatus.WHITELIST, LOW))))
                .get("news");

        assertThat(news)
                .isEqualTo(
                        JSON.readTree(
                                """
                {"NONE":[1,0,0,0],"NEW":[1,0,0,0],"REOPENED":[0,0,1,0],"FIXED":[0,0,1,0],"EXEMPTED":[0,0,1,0]}
                """));
    }

    @Test
    void news_firstRunWithinTheWeek_isNoNews() throws IOException {
        JsonNode data = data(html(new Ledgers()
                .withAccount("prod", 3)
                .with("there-before", failed(3, HIGH))
                .with("came-later", failed(1, LOW))));

        assertThat(data.at("/news/NEW")).isEqualTo(JSON.readTree("[0,0,1,0]"));
        assertThat(data.get("begun")).isEqualTo(JSON.readTree("[\"prod\"]"));
    }

    @Test
    void rows_moreThanTheBound_areTheMostUrgentAndTheRestIsCounted() throws IOException {
        Ledgers ledger = new Ledgers()
                .with("low", failed(50, LOW))
                .with("high-new", failed(1, HIGH))
                .with("fixed", failed(50, HIGH), passed(1, HIGH))
                .with("unknown", failed(1, RiskLevel.of("CRITICAL")))
                .with("high-old", failed(9, HIGH))
                .with("closed-long-ago", failed(50, HIGH), passed(31, HIGH));
        JsonNode data = data(text(PostureReport.builder(ledger)
                .clock(Ledgers.CLOCK)
                .maxFindings(3)
                .build()));

        assertThat(data.get("rows"))
                .extracting(row -> row.get(6).asText())
                .containsExactly("unknown", "high-old", "high-new");
        assertThat(data.get("offered").asInt()).isEqualTo(5);
        assertThat(data.get("open")).isEqualTo(JSON.readTree("[2,0,1,1]"));
    }

    @Test
    void ledger_manyFindings_isReadInPages() {
        Ledgers ledger = SampleLedger.of(1_200);

        data(html(ledger));

        assertThat(ledger.asked).hasSize(1 + 3).allMatch(atMost -> atMost <= 500);
    }

    @Test
    void ledger_exactlyOnePage_endsWithAnEmptyOne() throws IOException {
        Ledgers ledger = SampleLedger.of(500);

        assertThat(data(html(ledger)).get("offered").asInt()).isLessThanOrEqualTo(500);
        assertThat(ledger.asked).hasSize(1 + 2);
    }

    @Test
    void language_set_isThatOfWhatThePageSays() throws Exception {
        String page = text(PostureReport.builder(SampleLedger.of(20))
                .clock(Ledgers.CLOCK)
                .language(Locale.JAPAN)
                .build());

        assertThat(page)
                .contains("<html lang=\"ja\">", "<title>クラウドセキュリティ態勢</title>", ">未対応の検出結果<")
                .doesNotContain(">Open findings<", "{{");
        assertThat(data(page).at("/words/In force").asText()).isEqualTo("有効");
        assertThat(data(html(new Ledgers())).get("words")).isEmpty();
        assertThatThrownBy(() -> PostureReport.builder(new Ledgers()).language(Locale.FRENCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("language must be one of [en, ja, zh], but is 'fr'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "zh"})
    void words_ofALanguage_areThoseThatThePageHas(String language) throws Exception {
        Set<String> said = new TreeSet<>();
        for (String file : List.of("page.html", "page.js", "figures.js", "table.js")) {
            String text = new String(HtmlForm.class.getResourceAsStream(file).readAllBytes(), StandardCharsets.UTF_8);
            Pattern.compile(file.endsWith("html") ? "\\{\\{=([^}]+)}}" : "say\\('([^']+)'")
                    .matcher(text)
                    .results()
                    .forEach(each -> said.add(each.group(1)));
            // What is said goes through say(..), so that no word is forgotten.
            assertThat(text).doesNotContainPattern("(name|placeholder): '|textContent = ['`]");
        }

        Map<String, String> words =
                PageWords.of(Locale.forLanguageTag(language)).words();

        assertThat(words.keySet()).containsExactlyInAnyOrderElementsOf(said);
        words.forEach((english, own) -> assertThat(places(own)).as(english).isEqualTo(places(english)));
    }

    private static Set<String> places(String words) {
        Set<String> places = new TreeSet<>();
        Pattern.compile("\\{\\d}").matcher(words).results().forEach(each -> places.add(each.group()));
        return places;
    }

    private static JsonNode named(String... namesAndCounts) throws IOException {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            json.append(i == 0 ? "[" : ",")
                    .append("{\"name\":\"%s\",\"counts\":%s}".formatted(namesAndCounts[i], namesAndCounts[i + 1]));
        }
        return JSON.readTree(json.append("]").toString());
    }

    private static String html(Ledgers ledger) {
        return text(PostureReport.builder(ledger).clock(Ledgers.CLOCK).build());
    }

    private static String text(PostureReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.writeHtml(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode data(String page) {
        try {
            return JSON.readTree(between(page, "id=\"data\">", "</script>"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String between(String text, String start, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
