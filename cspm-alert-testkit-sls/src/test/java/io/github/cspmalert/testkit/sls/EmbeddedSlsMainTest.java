package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedSlsMainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 8080                            | there is no option \"--prot\"; --help lists them",
                "8080                                   | there is no option \"8080\"; --help lists them",
                "--port                                 | --port needs a value",
                "--port --project                       | --port needs a value",
                "--port 1 --port 2                      | --port is given twice",
                "--logstore sas-log                     | --logstore needs --project",
                "--access-key-id id                     | --access-key-id and --access-key-secret need each other",
                "--access-key-secret secret             | --access-key-id and --access-key-secret need each other",
                "--load absent.jsonl                    | --load absent.jsonl: there is no such file, or it cannot be read",
                "--load .                               | --load .: there is no such file, or it cannot be read"
            })
    void wrongArguments_areToldInOneLine(String arguments, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MainOptions.parse(arguments.split(" ")))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port eighty                          | --port eighty is no number",
                "--port 70000                           | port is 70000; it must be 0 to 65535",
                "--region EU                            | region is \"EU\"; it must be a region id such as cn-hangzhou",
                "--project UP                           | project is \"UP\"; a project name has",
                "--project abc --logstore UP            | logstore is \"UP\"; a Logstore name has"
            })
    void wrongValues_areToldInOneLine(String arguments, String message) {
        MainOptions options = MainOptions.parse(arguments.split(" "));

        assertThatIllegalArgumentException().isThrownBy(options::builder).withMessageStartingWith(message);
    }

    @Test
    void load_withoutLogstore_isRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("logs.jsonl"), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MainOptions.parse("--load", file.toString(), "--project", "abc"))
                .withMessage("--load needs --project and --logstore");
    }

    @Test
    void jsonLines_getTopicAndTimeOfCheckResults() throws Exception {
        Path file = Files.writeString(
                folder.resolve("logs.jsonl"),
                """
                {"check_id":11,"ok":true,"none":null,"instance_result":{"Checks":[{}]},"start_time":1719472214}

                {"__time__":"1719472215","__topic__":"other","start_time":"1719472214"}
                """);

        try (JsonLinesFile lines = new JsonLinesFile(file)) {
            assertThat(lines)
                    .toIterable()
                    .containsExactly(
                            Map.of(
                                    "check_id", "11",
                                    "ok", "true",
                                    "instance_result", "{\"Checks\":[{}]}",
                                    "start_time", "1719472214",
                                    "__topic__", "sas-cspm-log",
                                    "__time__", "1719472214"),
                            Map.of("__time__", "1719472215", "__topic__", "other", "start_time", "1719472214"));
        }
    }

    @Test
    void help_isPrinted() throws Exception {
        Ended ended = run("--help");

        assertThat(ended.status()).isZero();
        assertThat(ended.output())
                .startsWith("Usage: EmbeddedSlsMain [options]")
                .contains("--load FILE.jsonl");
    }

    @Test
    void wrongArgument_endsWithStatus2_andOneLine() throws Exception {
        Ended ended = run("--port", "70000");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output().lines()).containsExactly("EmbeddedSls: port is 70000; it must be 0 to 65535");
    }

    private static Ended run(String... arguments) throws Exception {
        Process process = MainProcess.start(List.of(arguments));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private record Ended(int status, String output) {}
}
