package io.github.cspmalert.notify.report;

import static io.github.cspmalert.notify.report.Ledgers.failed;
import static io.github.cspmalert.notify.report.Ledgers.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.posture.Finding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormTest {

    private static final String HEADINGS =
            "id,account,check_id,check_item_name,risk,state,waivers,product,sub_type,region,"
                    + "resource_id,resource_name,owners,standards,first_seen,opened_at,last_seen,closed_at,times_reopened\r\n";

    @Test
    void csv_findings_standInLinesOfTheirOwn() {
        Finding web = Ledgers.finding(
                "prod",
                "web",
                each -> each.instanceSubType(InstanceSubType.of("INSTANCE")).standardId("7"),
                failed(20, RiskLevel.HIGH),
                passed(5, RiskLevel.HIGH),
                failed(2, RiskLevel.HIGH));
        PostureReportBuilder report = builder(new Ledgers().with(web))
                .owners(finding -> List.of("team-a", "team-b"))
                .waivers(List.of(waiver("old", 5), waiver("ended", -5)));

        assertThat(csv(report))
                .isEqualTo(HEADINGS + web.key().id()
                        + ",prod,11,Origin fetch configuration,HIGH,OPEN,old,ECS,INSTANCE,cn-hangzhou,r-web,web,"
                        + "team-a team-b,7,2026-11-08T20:00:00+08:00,2026-11-26T20:00:00+08:00,2026-11-26T20:00:00+08:00,"
                        + ",1\r\n");
    }

    @Test
    void csv_findingThatNeverWasOpen_isLeftOut() {
        Ledgers ledger = new Ledgers().with("fine", passed(3, RiskLevel.HIGH)).with("bad", failed(3, RiskLevel.LOW));

        assertThat(csv(builder(ledger)).lines()).hasSize(2).last().asString().contains(",r-bad,");
    }

    @Test
    void csv_emptyLedger_hasHeadings() {
        assertThat(csv(builder(new Ledgers()))).isEqualTo(HEADINGS);
    }

    @Test
    void csv_byteOrderMark_isThereIfWanted() {
        assertThat(csv(builder(new Ledgers()).byteOrderMark(true))).isEqualTo("\uFEFF" + HEADINGS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            plain              | plain
            支付网关             | 支付网关
            a,b                | "a,b"
            say "hi"           | "say ""hi""\"
            =1+1               | "'=1+1"
            +1                 | "'+1"
            -2+3               | "'-2+3"
            @SUM(A1)           | "'@SUM(A1)"
            ＝1+1              | "'＝1+1"
            ~  =1+1~           | ~"'  =1+1"~
            a-b=c              | a-b=c
            a;=1+1             | "a;'=1+1"
            a;b                | "a;b"
            """)
    void cell_text_isQuotedAndInert(String text, String expected) {
        assertThat(CsvForm.cell(text)).isEqualTo(expected);
    }

    @Test
    void cell_controlCharacterFirst_isInert() {
        assertThat(CsvForm.cell("\tx")).isEqualTo("\"'\tx\"");
        assertThat(CsvForm.cell("\rx")).isEqualTo("\"'\rx\"");
        assertThat(CsvForm.cell("a\n=cmd|' /C calc'!A0")).isEqualTo("\"a\n'=cmd|' /C calc'!A0\"");
    }

    @Test
    void csv_hostileNames_areInert() {
        Ledgers ledger = new Ledgers()
                .with(
                        "x",
                        each -> each.instanceName("=HYPERLINK(\"http://evil\",\"x\")")
                                .checkItemName("@x"),
                        failed(1, RiskLevel.HIGH));

        assertThat(csv(builder(ledger)))
                .contains(",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",")
                .contains(",\"'@x\",");
    }

    private static Waiver waiver(String id, int days) {
        FindingFilter filter = FindingFilter.builder().products("ECS").build();
        return new Waiver(id, filter, "Because.", "ciso", Ledgers.NOW.plus(Duration.ofDays(days)));
    }

    private static PostureReportBuilder builder(Ledgers ledger) {
        return PostureReport.builder(ledger).clock(Ledgers.CLOCK).zone(ZoneId.of("Asia/Shanghai"));
    }

    private static String csv(PostureReportBuilder report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.build().writeCsv(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
