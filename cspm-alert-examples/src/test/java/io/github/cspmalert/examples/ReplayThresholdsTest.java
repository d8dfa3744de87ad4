package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReplayThresholdsTest {

    @Test
    void run_prints_whatTheReadmeShows() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new ReplayThresholds(new PrintStream(printed, true, StandardCharsets.UTF_8)).run();

        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```text\n" + printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n") + "```");
    }
}
