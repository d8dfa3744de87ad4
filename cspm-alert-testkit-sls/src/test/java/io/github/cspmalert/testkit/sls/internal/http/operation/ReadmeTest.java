package io.github.cspmalert.testkit.sls.internal.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.http.SlsService;
import io.github.cspmalert.testkit.sls.internal.http.SlsService.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The module's README says what is served and what is refused, and says all of it. */
class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void served_areTheOperationsThatThereAre() throws IOException {
        try (SlsService service = new SlsService(new Settings(
                Map.of(),
                "cn-hangzhou",
                "cn-shanghai",
                Clock.systemUTC(),
                Duration.ofMinutes(15),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                (index, folder) -> {
                    throw new AssertionError("no Logstore is created");
                }))) {
            assertThat(names(ROW, "## Served")).containsExactlyInAnyOrderElementsOf(service.operations());
        }
    }

    @Test
    void refused_areTheNamesThatRefusalsGive() throws IOException {
        assertThat(names(NAME, "## Refused")).startsWith("405 InvalidMethod").containsAll(NotServed.names());
        assertThat(names(NAME, "## Refused")).hasSize(NotServed.names().size() + 1);
    }

    private static List<String> names(Pattern pattern, String heading) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf(heading) + heading.length());
        int end = section.indexOf("\n## ");
        return pattern.matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
