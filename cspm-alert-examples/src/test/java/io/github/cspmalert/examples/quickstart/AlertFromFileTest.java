package io.github.cspmalert.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.notify.PostureTemplates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertFromFileTest {

    private static final Path FILE = Path.of("alerts/cspm-not-passed.yaml");

    @Test
    void file_read_isTheArticlesAlert() {
        DefinitionsMapper mapper = DefinitionsMapper.ofDefaults();
        Store store = Store.log("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log");
        AlertDefinitions article = ArticleAlert.definitions(store, "sec-ops@example.com");

        // The file has the query on fewer lines.
        String onFewerLines = mapper.writeJson(article)
                .replace("NOT_PASS |\\nSELECT", "NOT_PASS | SELECT")
                .replace("cnt\\nGROUP", "cnt GROUP");
        assertThat(mapper.read(FILE)).isEqualTo(mapper.readJson(onFewerLines));
    }

    @Test
    void file_lines_areThirtyAtMost() throws IOException {
        assertThat(Files.readAllLines(FILE)).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void file_lint_isWhatTheReadmeShows() throws IOException {
        String told = DefinitionsMapper.ofDefaults().read(FILE).lint().stream()
                .map(warning -> warning + "\n")
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("../README.md"))).contains("```text\n" + told + "```");
    }

    @Test
    void postureFile_lint_tellsNothing() {
        assertThat(DefinitionsMapper.ofDefaults()
                        .read(
                                code -> code.addTemplate(PostureTemplates.email(Locale.ENGLISH)),
                                Path.of("posture/findings.yaml"))
                        .lint())
                .isEmpty();
    }

    @Test
    void run_inThisProcess_plansAndSendsTheMail() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        AlertFromFile.run(FILE, Clock.systemUTC(), new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8)));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Plan: 4 to create, 0 to update, 0 to adopt, 0 to delete, 0 unchanged, 0 blocked.")
                .contains("Subject: [High] CSPM check items not passed")
                .containsPattern("【RAM】AdministratorAccess Policy Attachment - \\d+ resources");
    }
}
