package io.github.cspmalert.notify.report;

import io.github.cspmalert.replay.ReplayComparison;
import io.github.cspmalert.replay.ReplayReport;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes replays: as a page for people, and as JSON for programs. Both are confidential as the logs are, since they hold values
 * of the noisiest groups; these are escaped. A file is written as a whole or not at all, and a new one can be read by its
 * owner only, where the file system knows owners. Thread-safe.
 *
 * <p>The page is one HTML file that needs no server, has no script, loads nothing and may be sent by mail. Its chart shows the
 * notifications of each day, each counted for each of its recipients.
 *
 * <p>The JSON has a {@code version}, now 1, which rises if a field goes or changes its meaning; new fields may come without
 * that. {@code reports} holds one report, or both of a comparison, with the fields that {@link ReplayReport} has.
 */
public final class ReplayFiles {

    private ReplayFiles() {}

    /**
     * Writes a report as a page.
     *
     * @param report the report
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     */
    public static void writeHtml(ReplayReport report, Path file) {
        AtomicFile.write(file, out -> ReplayHtmlForm.of(report).write(out));
    }

    /**
     * Writes two reports side by side as a page.
     *
     * @param comparison both reports
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     */
    public static void writeHtml(ReplayComparison comparison, Path file) {
        AtomicFile.write(file, out -> ReplayHtmlForm.of(comparison).write(out));
    }

    /**
     * Writes a report as JSON.
     *
     * @param report the report
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     */
    public static void writeJson(ReplayReport report, Path file) {
        AtomicFile.write(file, out -> ReplayJsonForm.write(List.of(report), out));
    }

    /**
     * Writes two reports as JSON.
     *
     * @param comparison both reports
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     */
    public static void writeJson(ReplayComparison comparison, Path file) {
        AtomicFile.write(file, out -> ReplayJsonForm.write(List.of(comparison.before(), comparison.after()), out));
    }
}
