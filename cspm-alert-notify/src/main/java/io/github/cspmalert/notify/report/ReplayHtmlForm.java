package io.github.cspmalert.notify.report;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import io.github.cspmalert.replay.ReplayComparison;
import io.github.cspmalert.replay.ReplayReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

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
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .append(HtmlForm.hash(STYLE))
                .append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(HtmlEntities.escape(title))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(HtmlEntities.escape(title))
                .append("</h1>\n<h2>Notifications of each day</h2>\n")
                .append(new ReplayChart(reports).svg())
                .append(numbers)
                .append("<h2>In words</h2>\n");
        reports.forEach(report -> page.append("<pre>")
                .append(HtmlEntities.escape(report.toString()))
                .append("</pre>\n"));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String table(ReplayComparison comparison) {
        StringBuilder table = new StringBuilder("<h2>Side by side</h2>\n<table>\n<tr><th></th>");
        for (ReplayReport report : List.of(comparison.before(), comparison.after())) {
            table.append("<th>").append(HtmlEntities.escape(report.name())).append("</th>");
        }
        table.append("</tr>\n");
        comparison.lines().forEach((what, line) -> table.append("<tr><td>")
                .append(HtmlEntities.escape(what))
                .append("</td><td>")
                .append(line.before())
                .append("</td><td>")
                .append(line.after())
                .append("</td></tr>\n"));
        return table.append("</table>\n").toString();
    }

    /** The days of a replay, for each report the notifications of each. */
    private static final class ReplayChart {

        private static final int WIDTH = 900;
        private static final int HEIGHT = 240;
        private static final int LEFT = 50;
        private static final int BELOW = 40;
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
            svg.append("<svg role=\"img\" viewBox=\"0 0 ")
                    .append(WIDTH)
                    .append(' ')
                    .append(HEIGHT + BELOW)
                    .append("\" font-size=\"13\">\n<title>Notifications of each day</title>\n");
            text(0, 14, "start", String.valueOf(most));
            text(0, HEIGHT, "start", "0");
            for (int report = 0; report < reports.size(); report++) {
                bars(report);
                text(
                        LEFT + report * 300,
                        HEIGHT + 36,
                        "start\" fill=\"" + COLOURS.get(report),
                        reports.get(report).name());
            }
            text(LEFT, HEIGHT + 18, "start", days.get(0).toString());
            text(WIDTH, HEIGHT + 18, "end", days.get(days.size() - 1).toString());
            return svg.append("</svg>\n").toString();
        }

        private void bars(int report) {
            double slot = (double) (WIDTH - LEFT) / days.size();
            double width = slot * 0.9 / reports.size();
            for (int day = 0; day < days.size(); day++) {
                long count = count(reports.get(report), days.get(day));
                double height = (double) HEIGHT * count / most;
                svg.append("<rect x=\"")
                        .append(rounded(LEFT + day * slot + report * width))
                        .append("\" y=\"")
                        .append(rounded(HEIGHT - height))
                        .append("\" width=\"")
                        .append(rounded(width))
                        .append("\" height=\"")
                        .append(rounded(height))
                        .append("\" fill=\"")
                        .append(COLOURS.get(report))
                        .append("\"><title>")
                        .append(HtmlEntities.escape(reports.get(report).name() + ", " + days.get(day) + ": " + count))
                        .append("</title></rect>\n");
            }
        }

        // No format string: some languages write the digits of numbers with their own characters.
        private static double rounded(double value) {
            return Math.round(value * 100) / 100.0;
        }

        private void text(int x, int y, String anchor, String text) {
            svg.append("<text x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" text-anchor=\"")
                    .append(anchor)
                    .append("\">")
                    .append(HtmlEntities.escape(text))
                    .append("</text>\n");
        }
    }
}
