package io.github.cspmalert.notify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostureReportTest {

    @TempDir
    Path folder;

    private final Ledgers ledger = new Ledgers().with("web", Ledgers.failed(3, RiskLevel.HIGH));
    private final PostureReport report =
            PostureReport.builder(ledger).clock(Ledgers.CLOCK).build();

    @Test
    void write_files_holdTheThreeForms() throws IOException {
        report.writeHtml(folder.resolve("report.html"));
        report.writeJson(folder.resolve("report.json"));
        report.writeCsv(folder.resolve("report.csv"));

        assertThat(folder.resolve("report.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
        assertThat(folder.resolve("report.json"))
                .content()
                .startsWith("{\"version\":1,")
                .endsWith("}");
        assertThat(folder.resolve("report.csv")).content().startsWith("id,").endsWith("\r\n");
        assertThat(files()).hasSize(3);
    }

    @Test
    void write_ledgerCannotBeRead_leavesTheOldFileAndNoOther() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "old");
        PostureReport failing = PostureReport.builder(ledger)
                .owners(finding -> {
                    throw new IllegalStateException("no owners today");
                })
                .build();

        assertThatThrownBy(() -> failing.writeJson(file)).hasMessage("no owners today");
        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void write_fileThatIsThere_keepsItsPermissions() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = Files.writeString(folder.resolve("report.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        report.writeCsv(file);
        report.writeCsv(folder.resolve("new.csv"));

        assertThat(file).content().startsWith("id,");
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
        assertThat(permissions(folder.resolve("new.csv"))).isEqualTo("rw-------");
    }

    @Test
    void write_folderIsMissing_saysWhichFile() {
        Path file = folder.resolve("missing").resolve("report.csv");

        assertThatThrownBy(() -> report.writeCsv(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("report.csv")
                .hasMessageContaining("see to it that its folder is there");
    }

    @Test
    void write_stream_isFlushedAndLeftOpen() {
        StringBuilder calls = new StringBuilder();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void flush() {
                calls.append("flush ");
            }

            @Override
            public void close() {
                calls.append("close ");
            }
        };

        report.writeHtml(out);
        report.writeJson(out);
        report.writeCsv(out);

        assertThat(calls).contains("flush").doesNotContain("close");
    }

    @Test
    void write_streamThatFails_failsUnchecked() {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> report.writeCsv(out))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("disk full");
    }

    @Test
    void build_severalMistakes_areToldTogether() {
        Waiver waiver =
                new Waiver("twice", FindingFilter.builder().checkIds("1").build(), "Because.", "ciso", Ledgers.NOW);

        assertThatThrownBy(() -> PostureReport.builder(ledger)
                        .title(" ")
                        .maxFindings(0)
                        .closedWithin(Duration.ofDays(6))
                        .waivers(List.of(waiver, waiver))
                        .build())
                .isInstanceOfSatisfying(AlertConfigurationException.class, e -> assertThat(e.problems())
                        .containsExactly(
                                "title must be one line of 1 to 200 characters; give the page a heading",
                                "maxFindings must be 1 to 200000, but is 0; JSON and CSV hold all findings",
                                "closedWithin must be PT168H to PT87600H, but is PT144H",
                                "waivers has two with the id 'twice'; give each its own"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
