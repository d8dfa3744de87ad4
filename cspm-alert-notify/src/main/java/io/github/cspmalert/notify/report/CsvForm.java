package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the ledger as CSV.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
 */
final class CsvForm {

    private static final List<String> HEADINGS = List.of(
            "id",
            "account",
            "check_id",
            "check_item_name",
            "risk",
            "state",
            "waivers",
            "product",
            "sub_type",
            "region",
            "resource_id",
            "resource_name",
            "owners",
            "standards",
            "first_seen",
            "opened_at",
            "last_seen",
            "closed_at",
            "times_reopened");

    // At the start of a cell, and behind what some spreadsheets take for the end of one although it is within quotes.
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])(?=\\s{0,64}[=+\\-@＝＋－＠])|^(?=[\\t\\r\\n])");
    private static final Pattern QUOTED = Pattern.compile("[\",;\\t\\r\\n']|^\\s|\\s$");

    private final ReportSettings settings;

    CsvForm(ReportSettings settings) {
        this.settings = settings;
    }

    void write(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (settings.byteOrderMark()) {
            writer.write('\uFEFF');
        }
        line(writer, HEADINGS);
        WaiverUse waivers = new WaiverUse(settings.waivers(), settings.now());
        new LedgerReader(settings).findings(waivers, entry -> line(writer, cells(entry)));
        writer.flush();
    }

    private List<String> cells(LedgerEntry entry) {
        Finding finding = entry.finding();
        return List.of(
                finding.key().id(),
                finding.key().source(),
                finding.key().checkId(),
                finding.checkItemName(),
                finding.risk().map(RiskLevel::text).orElse(""),
                finding.state().name(),
                String.join(" ", entry.waivers().stream().map(Waiver::id).toList()),
                finding.key().instanceType().text(),
                finding.key().instanceSubType().text(),
                finding.key().regionId(),
                finding.key().instanceId(),
                finding.instanceName(),
                String.join(" ", entry.owners()),
                String.join(" ", finding.standards()),
                time(Optional.of(finding.firstSeen())),
                time(finding.openedAt()),
                time(Optional.of(finding.lastSeen())),
                time(finding.closedAt()),
                Integer.toString(finding.timesReopened()));
    }

    private String time(Optional<Instant> instant) {
        return instant.map(each -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(each.atZone(settings.zone())))
                .orElse("");
    }

    private static void line(Writer writer, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            writer.write(i == 0 ? "" : ",");
            writer.write(cell(cells.get(i)));
        }
        writer.write("\r\n");
    }

    static String cell(String text) {
        String inert = FORMULA.matcher(text).replaceAll("$1'");
        return QUOTED.matcher(inert).find() ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
    }
}
