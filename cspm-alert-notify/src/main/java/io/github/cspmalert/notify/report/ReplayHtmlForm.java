package io.github.cspmalert.notify.report;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.replay.ReplayComparison;
import io.github.cspmalert.replay.ReplayReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Writes replays as a page without a script: what it comes to, a chart of the days, the numbers, and each report as text. */
final class ReplayHtmlForm {

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
            h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:2rem}
            svg{width:100%;height:auto}
            table{border-collapse:collapse}
            th,td{padding:.2rem .8rem;border-bottom:1px solid #d0d7de;text-align:right}
            th:first-child,td:first-child{text-align:left}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f8fa;padding:1rem}
            """;

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%1$s'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width">
            <title>%2$s</title>
            <style>%3$s</style>
            </head>
            <body>
            <h1>%2$s</h1>
            <h2>Notifications of each day</h2>
            %4$s%5$s<h2>In words</h2>
            %6$s</body>
            </html>
            """;

    private final String title;
    private final List<ReplayReport> reports;
    private final String numbers;

    private ReplayHtmlForm(String title, List<ReplayReport> reports, String numbers) {
        this.title = title;
        this.reports = reports;
        this.numbers = numbers;
    }

    static ReplayHtmlForm of(ReplayReport report) {
        return new ReplayHtmlForm(firstLine(report), List.of(report), "");
    }

    static ReplayHtmlForm of(ReplayComparison comparison) {
        return new ReplayHtmlForm(
                firstLine(comparison), List.of(comparison.before(), comparison.after()), table(comparison));
    }

    private static String firstLine(Object text) {
        return text.toString().lines().findFirst().orElseThrow();
    }

    void write(OutputStream out) throws IOException {
        out.write(page().getBytes(StandardCharsets.UTF_8));
    }

    private String page() {
        String words = reports.stream()
                .map(report -> "<pre>" + HtmlEntities.escape(report.toString()) + "</pre>\n")
                .collect(Collectors.joining());
        return PAGE.formatted(
                HtmlForm.hash(STYLE),
                HtmlEntities.escape(title),
                STYLE,
                new ReplayChart(reports).svg(),
                numbers,
                words);
    }

    private static String table(ReplayComparison comparison) {
        StringBuilder table =
                new StringBuilder("<h2>Side by side</h2>\n<table>\n<tr><th></th><th>%s</th><th>%s</th></tr>\n"
                        .formatted(
                                HtmlEntities.escape(comparison.before().name()),
                                HtmlEntities.escape(comparison.after().name())));
        comparison
                .lines()
                .forEach((what, line) -> table.append("<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                        .formatted(HtmlEntities.escape(what), line.before(), line.after())));
        return table.append("</table>\n").toString();
    }

    /** The days of a replay, for each report the notifications of each. */
    private static final class ReplayChart {

        private static final int WIDTH = 900;
        private static final int HEIGHT = 240;
        private static final int LEFT = 50;
        private static final int BELOW = 40;
        private static final String START = "text-anchor=\"start\"";
        private static final String END = "text-anchor=\"end\"";
        private static final List<String> COLOURS = List.of("#8c959f", "#0969da");

        private final List<ReplayReport> reports;
        private final List<LocalDate> days;
        private final long most;
        private final StringBuilder svg = new StringBuilder();

        ReplayChart(List<ReplayReport> reports) {
            this.reports = reports;
            ReplayReport one = reports.get(0);
            LocalDate last = LocalDate.ofInstant(one.to().minusNanos(1), one.zone());
            this.days = LocalDate.ofInstant(one.from(), one.zone())
                    .datesUntil(last.plusDays(1))
                    .toList();
            this.most = Math.max(
                    1,
                    reports.stream()
                            .flatMapToLong(report -> days.stream().mapToLong(day -> count(report, day)))
                            .max()
                            .orElse(1));
        }

        private static long count(ReplayReport report, LocalDate day) {
            return report.told().stream()
                    .mapToLong(told -> told.days().getOrDefault(day, 0L))
                    .sum();
        }

        String svg() {
            svg.append(
                    "<svg role=\"img\" viewBox=\"0 0 %s %s\" font-size=\"13\">\n<title>Notifications of each day</title>\n"
                            .formatted(WIDTH, HEIGHT + BELOW));
            text(0, 14, START, String.valueOf(most));
            text(0, HEIGHT, START, "0");
            for (int report = 0; report < reports.size(); report++) {
                bars(report);
                String colour = " fill=\"" + COLOURS.get(report) + "\"";
                text(
                        LEFT + report * 300,
                        HEIGHT + 36,
                        START + colour,
                        reports.get(report).name());
            }
            text(LEFT, HEIGHT + 18, START, days.get(0).toString());
            text(WIDTH, HEIGHT + 18, END, days.get(days.size() - 1).toString());
            return svg.append("</svg>\n").toString();
        }

        private void bars(int report) {
            double slot = (double) (WIDTH - LEFT) / days.size();
            double width = slot * 0.9 / reports.size();
            for (int day = 0; day < days.size(); day++) {
                long count = count(reports.get(report), days.get(day));
                double height = (double) HEIGHT * count / most;
                String title = reports.get(report).name() + ", " + days.get(day) + ": " + count;
                svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>\n"
                        .formatted(
                                rounded(LEFT + day * slot + report * width),
                                rounded(HEIGHT - height),
                                rounded(width),
                                rounded(height),
                                COLOURS.get(report),
                                HtmlEntities.escape(title)));
            }
        }

        // Not %.2f: some languages write the digits of numbers with their own characters.
        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }

        private void text(int x, int y, String attributes, String text) {
            svg.append("<text x=\"%s\" y=\"%s\" %s>%s</text>\n".formatted(x, y, attributes, HtmlEntities.escape(text)));
        }
    }
}
