package io.github.cspmalert.notify.report;

import static io.github.cspmalert.notify.report.Ledgers.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person has it: in Chromium, with clicks and keys. Runs with the profile {@code browser}. */
@Tag("browser")
class PostureReportBrowserTest {

    private static final String RESOURCES = "#rows td:nth-child(4) > bdi";

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void page_openFindings_areShownMostUrgentFirst() {
        open(three());

        assertThat(browser.texts(RESOURCES)).containsExactly("alpha", "gamma", "beta");
        assertThat(browser.text("#status")).isEqualTo("1–3 of 3 findings");
        assertThat(browser.texts("#totals b")).containsExactly("2", "0", "1", "3", "0");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void header_clicked_sortsByItsColumnAndBack() {
        open(three());

        browser.click("#col-resource button");
        assertThat(browser.texts(RESOURCES)).containsExactly("alpha", "beta", "gamma");
        assertThat(sorted("resource")).isEqualTo("ascending");

        browser.click("#col-resource button");
        assertThat(browser.texts(RESOURCES)).containsExactly("gamma", "beta", "alpha");
        assertThat(sorted("resource")).isEqualTo("descending");

        browser.click("#col-risk button");
        assertThat(browser.texts("#rows .risk")).containsExactly("HIGH", "HIGH", "LOW");
        assertThat(sorted("resource")).isEqualTo("none");
    }

    @Test
    void header_enterPressed_sortsAsAClickDoes() {
        open(three());

        browser.type("#col-account button", "\uE007");

        assertThat(browser.texts(RESOURCES)).containsExactly("beta", "alpha", "gamma");
        assertThat(browser.text("#status")).isEqualTo("1–3 of 3 findings");
    }

    @Test
    void search_words_findWhatHasAllOfThem() {
        open(three());

        browser.type("#search", "GAM origin");
        assertThat(browser.texts(RESOURCES)).containsExactly("gamma");

        browser.type("#search", " nothing-like-it");
        assertThat(browser.text("#status")).isEqualTo("No finding matches.");

        browser.click("#clear");
        assertThat(browser.texts(RESOURCES)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            risk    | Low          | beta
            product | OSS          | alpha
            account | apac         | beta
            owner   | Nobody       | beta
            owner   | team-emea    | alpha gamma
            state   | Fixed        | delta
            state   | Waived       | gamma
            state   | Open and not waived | alpha beta
            age     | 8–30 days    | alpha
            news    | New          | gamma beta
            """)
    void filter_chosen_leavesWhatMeetsIt(String filter, String option, String resources) {
        open(three());

        browser.choose("#filter-" + filter, option);

        assertThat(browser.texts(RESOURCES)).containsExactly(resources.split(" "));
    }

    @Test
    void figure_clicked_showsItsFindings() {
        open(three());

        browser.run("[...document.querySelectorAll('#where button')].find(each => each.textContent === 'OSS').click()");

        assertThat(browser.texts(RESOURCES)).containsExactly("alpha");
        assertThat(browser.run("return document.getElementById('filter-product').value")
                        .asText())
                .isEqualTo("OSS");
    }

    @Test
    void pager_clicked_showsTheOtherFindings() {
        Ledgers ledger = new Ledgers();
        IntStream.range(0, 250).forEach(i -> ledger.with("r%03d".formatted(i), failed(1, RiskLevel.LOW)));
        open(ledger);
        browser.click("#col-resource button");
        assertThat(browser.texts(RESOURCES)).hasSize(100).startsWith("r000");

        browser.click("#next");
        browser.click("#next");

        assertThat(browser.texts(RESOURCES)).hasSize(50).startsWith("r200").endsWith("r249");
        assertThat(browser.text("#status")).isEqualTo("201–250 of 250 findings");
        assertThat(browser.run("return document.getElementById('next').ariaDisabled")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void page_20000Findings_isReadyWithinTwoSeconds() {
        // Some of these were closed too long ago to stand in the table; the bound leaves 20,000 of the others.
        PostureReport report = report(SampleLedger.of(28_600))
                .owners(SampleLedger.OWNERS)
                .waivers(SampleLedger.WAIVERS)
                .build();
        Path file = folder.resolve("large.html");
        report.writeHtml(file);

        // What else the machine does only ever adds to it, so the best of three counts.
        assertThat(LongStream.range(0, 3)
                        .map(i -> open(file))
                        .filter(ready -> ready < 2_000)
                        .findFirst())
                .as("opened in less than 2 seconds")
                .isPresent();
        assertThat(browser.run("return findings.length").asInt()).isEqualTo(20_000);
        assertThat(browser.texts("#notices p")).anyMatch(text -> text.contains("the 20,000 most urgent of"));
        assertThat(milliseconds("document.getElementById('col-check').querySelector('button').click()"))
                .isLessThan(1_000);
        assertThat(milliseconds("const field = document.getElementById('search'); field.value = 'web rds';"
                        + " field.dispatchEvent(new Event('input'))"))
                .isLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>window.broken = 1; alert(1)</script>",
                "</script x='",
                "<img src=x onerror='window.broken = 1; alert(1)'>",
                "\"><svg onload=alert(1)>",
                "<!--<script>",
                "javascript:alert(1)",
                "{{title}} ${alert(1)} `${alert(1)}`",
                "<a href='https://example.com/'>look</a>"
            })
    void names_hostile_areShownAsText(String name) {
        open(three());
        int links = browser.run("return document.links.length").asInt();
        Ledgers ledger = new Ledgers()
                .withAccount(name, 3)
                .with(
                        name,
                        "x",
                        each -> each.instanceName(name)
                                .instanceId(name)
                                .checkId(name)
                                .checkItemName(name)
                                .regionId(name)
                                .instanceType(InstanceType.of(name))
                                .instanceSubType(InstanceSubType.of(name)),
                        failed(1, RiskLevel.of(name)));
        Waiver waiver = new Waiver(
                "hostile", FindingFilter.builder().checkIds("12").build(), name, name, Ledgers.NOW.plusSeconds(60));
        write(report(ledger)
                .owners(each -> List.of(name))
                .waivers(List.of(waiver))
                .title(name));

        // With an alert open, the browser would refuse these.
        assertThat(browser.texts(RESOURCES)).containsExactly(name);
        assertThat(browser.text("#title")).isEqualTo(name);
        assertThat(browser.texts("#waivers td")).contains(name);
        browser.type("#search", "nothing-like-it");
        browser.click("#clear");
        assertThat(browser.run("return window.broken === undefined").asBoolean())
                .isTrue();
        assertThat(browser.run(
                                "return document.querySelectorAll('img, iframe, object, #rows script, main script, main [onload],"
                                        + " main [onerror]').length")
                        .asInt())
                .isZero();
        assertThat(browser.run("return document.links.length").asInt()).isEqualTo(links);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void page_used_asksForNothing() {
        browser.requests();
        Path file = open(three());
        browser.click("#col-check button");
        browser.type("#search", "web");

        assertThat(browser.requests()).containsExactly(file.toUri().toString());
    }

    @Test
    void page_itsPolicy_stopsScriptsThatAreNotItsOwn() {
        open(three());

        browser.run("const script = document.createElement('script'); script.textContent = 'window.broken = 1';"
                + " document.body.append(script)");

        assertThat(browser.run("return window.broken === undefined").asBoolean())
                .isTrue();
        assertThat(browser.complaints()).singleElement().asString().contains("Content Security Policy");
    }

    @Test
    void account_withoutNewRecords_isMarkedAsQuiet() {
        write(PostureReport.builder(new Ledgers().withAccount("prod", 20))
                .clock(Clock.offset(Ledgers.CLOCK, Duration.ofDays(10))));

        assertThat(browser.texts("#sources .bad")).containsExactly("10.2 days, quiet");
    }

    @Test
    void ledger_empty_isSaidToBe() {
        open(new Ledgers());

        assertThat(browser.texts("#notices p")).singleElement().asString().startsWith("The ledger is empty");
        assertThat(browser.text("#status")).isEqualTo("No finding matches.");
        assertThat(browser.text("#sources")).contains("Nothing was read yet.");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "zh"})
    void page_inAnotherLanguage_saysNothingInEnglish(String language) {
        browser.screen(390, 900, "light");
        try {
            write(sample().language(Locale.forLanguageTag(language)));

            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.run("return document.documentElement.lang").asText())
                    .isEqualTo(language);
            // Of names the ledger has its own; they stand in bdi, and products and ids beside them.
            String said = browser.run(
                            """
                    document.querySelectorAll('bdi, script, style, time, svg').forEach(each => each.remove());
                    document.querySelectorAll('select').forEach(each => {
                      if (/product|account|owner/.test(each.id)) { each.remove(); }
                    });
                    return document.body.innerText;
                    """)
                    .asText();
            assertThat(said.replaceAll("JSON|CSV|Asia/Shanghai|prod-\\w+|sandbox|ID", ""))
                    .isNotBlank()
                    .doesNotContainPattern("[A-Za-z]{2,}");
            JsonNode widths =
                    browser.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
            assertThat(widths.get(0).asInt()).isLessThanOrEqualTo(widths.get(1).asInt());
        } finally {
            browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "800, light", "800, dark"})
    void page_screens_needNoScrollingAside(int width, String scheme) {
        browser.screen(width, 900, scheme);
        try {
            write(sample());

            JsonNode widths =
                    browser.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
            assertThat(widths.get(0).asInt()).isLessThanOrEqualTo(widths.get(1).asInt());
        } finally {
            browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void text_onItsGround_hasContrast(String scheme) {
        browser.screen(1_200, 900, scheme);
        write(sample());

        // WCAG 2.2, 1.4.3: 4.5 to 1 for text of this size.
        JsonNode faint = browser.run(
                """
                const light = color => color.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
                    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
                const ground = each => {
                  const color = getComputedStyle(each).backgroundColor;
                  return color === 'rgba(0, 0, 0, 0)' && each.parentElement ? ground(each.parentElement) : color;
                };
                return [...document.querySelectorAll('body *')]
                    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                    .filter(each => each.offsetParent && !each.disabled && !['SCRIPT', 'OPTION'].includes(each.tagName))
                    .filter(each => {
                      const [one, other] = [light(getComputedStyle(each).color), light(ground(each))];
                      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
                    }).map(each => each.outerHTML.slice(0, 100));
                """);
        assertThat(faint).isEmpty();
    }

    @Test
    void page_screenReaders_findTheirWay() {
        write(sample());

        assertThat(browser.run("return document.documentElement.lang").asText()).isEqualTo("en");
        assertThat(unnamed("input, select", "each.labels.length")).isEmpty();
        assertThat(unnamed("button, summary", "each.textContent.trim()")).isEmpty();
        assertThat(unnamed("table", "each.caption || each.getAttribute('aria-labelledby')"))
                .isEmpty();
        assertThat(unnamed("section", "document.getElementById(each.getAttribute('aria-labelledby'))"))
                .isEmpty();
        assertThat(unnamed("svg", "each.getAttribute('aria-label')")).isEmpty();
        assertThat(browser.texts("h1")).hasSize(1);
        assertThat(browser.texts("main section > h2")).hasSize(8);
    }

    private static JsonNode unnamed(String selector, String name) {
        return browser.run(
                "return [...document.querySelectorAll('%s')].filter(each => !(%s)).map(each => each.outerHTML)"
                        .formatted(selector, name));
    }

    private static String sorted(String column) {
        return browser.run("return document.getElementById('col-' + arguments[0]).getAttribute('aria-sort')", column)
                .asText();
    }

    private static long ready() {
        return browser.run(
                        """
                return new Promise(done => {
                  const look = () => document.documentElement.dataset.ready
                      ? done(Number(document.documentElement.dataset.ready)) : setTimeout(look, 10);
                  look();
                });
                """)
                .asLong();
    }

    private static long open(Path file) {
        browser.open(file);
        return ready();
    }

    private static double milliseconds(String script) {
        return browser.run("const from = performance.now(); %s; return performance.now() - from".formatted(script))
                .asDouble();
    }

    private static Ledgers three() {
        return new Ledgers()
                .with("emea", "alpha", each -> each.instanceType(InstanceType.OSS), failed(20, RiskLevel.HIGH))
                .with("apac", "beta", each -> each, failed(2, RiskLevel.LOW))
                .with("emea", "gamma", each -> each, failed(4, RiskLevel.HIGH))
                .with("emea", "delta", each -> each, failed(9, RiskLevel.HIGH), Ledgers.passed(1, RiskLevel.HIGH));
    }

    private static Path open(Ledgers ledger) {
        Waiver waiver = new Waiver(
                "gammas",
                FindingFilter.builder().resources("gamma").build(),
                "Because.",
                "ciso",
                Ledgers.NOW.plusSeconds(86_400));
        return write(report(ledger)
                .owners(each -> each.key().source().equals("emea") ? List.of("team-emea") : List.of())
                .waivers(List.of(waiver)));
    }

    private static PostureReportBuilder sample() {
        return report(SampleLedger.of(300)).owners(SampleLedger.OWNERS).waivers(SampleLedger.WAIVERS);
    }

    private static PostureReportBuilder report(Ledgers ledger) {
        return PostureReport.builder(ledger).clock(Ledgers.CLOCK).zone(ZoneId.of("Asia/Shanghai"));
    }

    private static Path write(PostureReportBuilder report) {
        Path file = folder.resolve("report.html");
        report.build().writeHtml(file);
        browser.open(file);
        ready();
        return file;
    }
}
