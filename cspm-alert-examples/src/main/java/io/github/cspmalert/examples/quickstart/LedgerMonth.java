package io.github.cspmalert.examples.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.notify.report.PostureReport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows four weeks of the ledger: who was told what on which day, the mails in a folder, and the page with the findings. */
final class LedgerMonth {

    private final Screen screen;
    private final Path folder;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    private record Entry(int day, String to, String subject, String file) {}

    LedgerMonth(Screen screen, Path folder) {
        this.screen = screen;
        this.folder = folder;
    }

    void run() throws IOException {
        screen.step("Four weeks of nightly scans of 60 resources, told by the ledger to those who own them");
        Files.createDirectories(folder);
        Path database = Files.createTempDirectory("cspm-ledger").resolve("ledger");
        GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try (EmailNotifier mail = mail(mailServer);
                SimulatedMonth month = new SimulatedMonth(mail, database)) {
            for (int day = 1; day <= SimulatedMonth.DAYS; day++) {
                month.day(day);
                show(day, month, mailServer.getReceivedMessages());
            }
            count(month);
            files(month);
        } finally {
            mailServer.stop();
        }
    }

    private static EmailNotifier mail(GreenMail server) {
        return EmailNotifier.builder("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=none")
                .from("cspm-alert@example.com", "CSPM alert")
                .build();
    }

    private void show(int day, SimulatedMonth month, MimeMessage[] mails) throws IOException {
        // The server gives them mailbox by mailbox.
        for (MimeMessage message : mails) {
            ReceivedMail mail = MailReader.read(message);
            if (!shown.add(mail.headers().getOrDefault("X-CSPM-Alert-Key", ""))) {
                continue;
            }
            String to = mail.headers().getOrDefault("To", "").replaceAll(".*<|@.*", "");
            String file = "day-%02d-%s".formatted(day, to);
            Files.write(folder.resolve(file + ".eml"), mail.eml());
            Files.writeString(folder.resolve(file + ".html"), mail.html());
            entries.add(new Entry(day, to, mail.headers().getOrDefault("Subject", ""), file));
        }
        List<SimulatedMonth.Told> today =
                month.told().stream().filter(told -> told.day() == day).toList();
        screen.line("day %2d: %s".formatted(day, today.isEmpty() ? "no news, no mail" : words(today)));
    }

    private static String words(List<SimulatedMonth.Told> today) {
        return today.stream()
                .map(told -> told.notification().to().get(0).recipientId() + ": " + changes(told))
                .collect(Collectors.joining("; "));
    }

    private static String changes(SimulatedMonth.Told told) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        told.alert().fireResults().forEach(row -> counts.merge(row.get("change").orElse(""), 1, Integer::sum));
        String words = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "what is open to begin with" : words;
    }

    private void count(SimulatedMonth month) {
        screen.step("The same logs, told by the ledger and by the article's alert");
        Map<String, Long> mails = month.told().stream()
                .collect(Collectors.groupingBy(
                        told -> told.notification().to().get(0).recipientId(), Collectors.counting()));
        List<List<String>> rows = new ArrayList<>();
        mails.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> rows.add(
                        List.of("ledger: " + entry.getKey(), entry.getValue().toString())));
        rows.add(List.of("ledger: all", Integer.toString(month.told().size())));
        rows.add(List.of(
                "article's alert: everybody",
                Integer.toString(month.articleMails().size())));
        screen.table(List.of("told by", "mails in four weeks"), rows);
        Map<FindingChange, Long> changes = changes(month);
        screen.line("");
        screen.line("told of single findings: " + changes);
    }

    static Map<FindingChange, Long> changes(SimulatedMonth month) {
        Map<FindingChange, Long> changes = new LinkedHashMap<>();
        for (FindingChange change : FindingChange.values()) {
            long count = month.told().stream()
                    .flatMap(told -> told.alert().fireResults().stream())
                    .filter(row ->
                            row.get("change").filter(change.word()::equals).isPresent())
                    .count();
            if (count > 0) {
                changes.put(change, count);
            }
        }
        return changes;
    }

    private void files(SimulatedMonth month) throws IOException {
        PostureReport.builder(month.store())
                .clock(month.clock())
                .zone(ZoneOffset.UTC)
                .owners(SimulatedMonth.owners())
                .title("CSPM findings of account 1234567890123456")
                .build()
                .writeHtml(folder.resolve("report.html"));
        StringBuilder index = new StringBuilder();
        index.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Four weeks of CSPM</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><style>")
                .append(
                        ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem")
                .append(" auto;padding:0 1rem}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}")
                .append("</style></head><body><h1>Four weeks of CSPM</h1>")
                .append("<p><a href=\"report.html\">The findings on the last day</a></p><table><thead><tr>")
                .append(
                        "<th scope=\"col\">Day</th><th scope=\"col\">To</th><th scope=\"col\">Mail</th></tr></thead><tbody>");
        for (Entry entry : entries) {
            index.append("<tr><td>")
                    .append(entry.day())
                    .append("</td><td>")
                    .append(escaped(entry.to()))
                    .append("</td><td><a href=\"")
                    .append(entry.file())
                    .append(".html\">")
                    .append(escaped(entry.subject()))
                    .append("</a></td></tr>");
        }
        index.append("</tbody></table></body></html>\n");
        Path page = Files.writeString(folder.resolve("index.html"), index);
        screen.line("Mails and the report: " + page.toAbsolutePath());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
