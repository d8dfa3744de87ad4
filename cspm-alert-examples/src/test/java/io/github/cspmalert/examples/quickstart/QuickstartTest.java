package io.github.cspmalert.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cspmalert.sls.SlsVerification;
import io.github.cspmalert.sls.SlsVerification.Observation;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void run_inThisProcess_endsWithTheArticlesMail(@TempDir Path folder) throws IOException {
        Quickstart.run(Map.of(), Clock.systemUTC(), screen, folder);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Subject: [High] CSPM check items not passed")
                .containsPattern(
                        "【ECS】Ensure no security groups allow ingress from 0\\.0\\.0\\.0/0 to port 22 - \\d+ resources")
                .containsPattern("【RAM】AdministratorAccess Policy Attachment - \\d+ resources")
                .contains("agrees with a count over the")
                .contains("told of the same alert less than the repeat interval ago")
                .contains("Nothing was sent.");
        assertThat(Files.readString(folder.resolve("cspm-alert.html"))).contains("<li>【ECS】");
        assertThat(Files.readString(folder.resolve("cspm-alert.eml"))).contains("X-CSPM-Alert-Key: ");
    }

    @Test
    void run_halfOfTheRealSettings_namesTheOthers(@TempDir Path folder) {
        Map<String, String> half = Map.of(
                "CSPM_ALERT_SLS_ENDPOINT", "https://cn-hangzhou.log.aliyuncs.com",
                "CSPM_ALERT_SLS_PROJECT", "sas-log-1234567890123456-cn-hangzhou");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quickstart.run(half, Clock.systemUTC(), screen, folder))
                .withMessageContaining("CSPM_ALERT_SLS_LOGSTORE")
                .withMessageContaining("CSPM_ALERT_SLS_REGION")
                .withMessageContaining("CSPM_ALERT_SMTP_URL")
                .withMessageContaining("CSPM_ALERT_MAIL_FROM")
                .withMessageContaining("CSPM_ALERT_MAIL_TO");
    }

    @Test
    void stopAtProblem_severalProblems_namesTheFirst() {
        SlsVerification found = new SlsVerification(
                List.of(
                        new Observation("connection", Verdict.OK, "the service answers"),
                        new Observation("project", Verdict.PROBLEM, "there is no project 'x'"),
                        new Observation("index", Verdict.PROBLEM, "there is no index")),
                Optional.empty());

        assertThatIllegalStateException()
                .isThrownBy(() -> Quickstart.stopAtProblem(found))
                .withMessage("project: there is no project 'x'");
    }
}
