package io.github.cspmalert.notify.report;

import io.github.cspmalert.state.AlertStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes what stands in the ledger: as a page for people, as JSON for programs and as CSV for spreadsheets. The ledger is
 * read page by page and written while it is read, so that a million findings never are in memory at once. Reads the store
 * anew each time, as of the clock's instant, and writes nothing to it.
 *
 * <p>All three forms are confidential: they name resources and what is wrong with them. Names of resources are written by
 * tenants, so each form is escaped for whoever opens it.
 *
 * <p>A path is written as a whole or not at all: into a new file beside it, which then takes its place. A new file can be
 * read by its owner only, where the file system knows owners; one that was there keeps its permissions. Streams are flushed
 * and not closed.
 *
 * <p>Thread-safe if the store and the owner resolver are.
 */
public final class PostureReport {

    private final ReportSettings settings;

    PostureReport(ReportSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins a report.
     *
     * @param store the store that holds the ledger; never closed
     * @return a builder with the defaults
     */
    public static PostureReportBuilder builder(AlertStore store) {
        return new PostureReportBuilder(store);
    }

    /**
     * Writes the page: one HTML file that needs no server, loads nothing and may be sent by mail. It shows what is open by
     * risk, product, account, owner and age, the trend, how long fixing takes, what came and went within a week, waivers, how
     * far each account was read, and a table of findings to search, filter and sort. The figures count all findings; the table
     * holds what is open or no longer observed and what was closed lately, the most urgent first, up to the bound that the
     * builder sets. If it is cut, the page says so.
     *
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeHtml(Path file) {
        AtomicFile.write(file, out -> new HtmlForm(settings).write(out));
    }

    /**
     * Writes the page to a stream; see {@link #writeHtml(Path)}.
     *
     * @param out where to
     * @throws UncheckedIOException if it cannot be written
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeHtml(OutputStream out) {
        write(out, new HtmlForm(settings)::write);
    }

    /**
     * Writes all findings that are or ever were open as JSON, with their histories. The form has a {@code version}, now 1, which
     * rises if a field goes or changes its meaning; new fields may come without that. It is described in
     * {@code docs/posture-report.md}.
     *
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeJson(Path file) {
        AtomicFile.write(file, out -> new JsonForm(settings).write(out));
    }

    /**
     * Writes JSON to a stream; see {@link #writeJson(Path)}.
     *
     * @param out where to
     * @throws UncheckedIOException if it cannot be written
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeJson(OutputStream out) {
        write(out, new JsonForm(settings)::write);
    }

    /**
     * Writes all findings that are or ever were open as CSV: a line of headings and a line for each finding, in UTF-8, as RFC
     * 4180 has it. Where a spreadsheet would take text for a formula, an apostrophe stands before it.
     *
     * @param file where to
     * @throws UncheckedIOException if the file cannot be written; a file that was there stays as it is
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeCsv(Path file) {
        AtomicFile.write(file, out -> new CsvForm(settings).write(out));
    }

    /**
     * Writes CSV to a stream; see {@link #writeCsv(Path)}.
     *
     * @param out where to
     * @throws UncheckedIOException if it cannot be written
     * @throws io.github.cspmalert.state.AlertStoreException if the ledger cannot be read
     */
    public void writeCsv(OutputStream out) {
        write(out, new CsvForm(settings)::write);
    }

    private static void write(OutputStream out, AtomicFile.Content content) {
        Objects.requireNonNull(out, "out");
        try {
            content.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to the stream.", e);
        }
    }
}
