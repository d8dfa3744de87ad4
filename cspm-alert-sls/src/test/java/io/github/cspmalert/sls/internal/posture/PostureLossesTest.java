package io.github.cspmalert.sls.internal.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostureLossesTest {

    private static final FindingFilter PATTERN =
            FindingFilter.builder().resources("prod-*").build();

    /** Each sentence that can be said is one of the table's, and each of the table's can be said. */
    @Test
    void of_everythingARuleMayAsk_isWhatTheReadmeSays() throws IOException {
        List<String> table = Stream.concat(
                        items("This JVM only, of posture rules"),
                        items("Simple Log Service, with limits, of posture rules"))
                .toList();
        Set<String> said = new TreeSet<>();
        for (FindingGrouping grouping : FindingGrouping.values()) {
            said.addAll(PostureLosses.of(rule(grouping), true, definitions(), List.of()));
        }

        assertThat(said).allSatisfy(sentence -> assertThat(table)
                .as(sentence)
                .filteredOn(sentence::contains)
                .hasSize(1));
        assertThat(table).allSatisfy(item -> assertThat(said).as(item).anyMatch(sentence -> sentence.contains(item)));
    }

    private static PostureRule rule(FindingGrouping grouping) {
        return PostureRule.builder("p1")
                .actionPolicy("mail")
                .tells(FindingChange.values())
                .filter(PATTERN)
                .groupBy(grouping)
                .remindAfter(Duration.ofDays(7))
                .deadline(RiskLevel.HIGH, Duration.ofDays(30))
                .schedule(Schedule.cron("0 8 ? * MON", ZoneOffset.UTC))
                .allClear()
                .build();
    }

    private static AlertDefinitions definitions() {
        return AlertDefinitions.builder()
                .addWaiver(new Waiver("legacy", PATTERN, "goes", "lead", Instant.parse("2027-01-31T00:00:00Z")))
                .build();
    }

    private static Stream<String> items(String home) throws IOException {
        return Pattern.compile("^\\| " + home + " \\| ([^|]+) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .flatMap(row -> Stream.of(row.group(1).split("; ")));
    }
}
