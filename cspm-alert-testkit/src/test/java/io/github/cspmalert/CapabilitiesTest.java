package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the javadoc of {@link AlertRule} say of the two homes is what the code does. */
class CapabilitiesTest {

    private static final Pattern ROW = Pattern.compile("^\\| (?!home|---)([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern ITEM = Pattern.compile("<li><b>([^<]+)</b>: ([^<]+)(?=<)");

    private final Map<String, List<String>> readme = table(ROW, section());
    private final Map<String, List<String>> javadoc = table(
            ITEM,
            read("../cspm-alert-core/src/main/java/io/github/cspmalert/definition/rule/AlertRule.java")
                    .replaceAll("\\n \\* +", " "));

    @Test
    void readme_whatIsTheServicesOnly_isWhatThisJvmRefuses() {
        assertThat(readme.get("Simple Log Service only"))
                .containsExactlyInAnyOrderElementsOf(ServiceOnly.capabilities());
    }

    @Test
    void javadoc_ofAlertRule_saysTheSameAsTheReadme() {
        assertThat(javadoc).isEqualTo(readme).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void rule_ofBothHomes_isCarriedOutHere(Schedule schedule) {
        AlertRule rule = AlertRule.builder("r1")
                .query("*")
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(schedule)
                .addLabel("team", "a")
                .addAnnotation("title", "${status}")
                .actionPolicy("mail")
                .repeatInterval(Duration.ofHours(4))
                .build();

        assertThat(ServiceOnly.of(rule)).isEmpty();
    }

    static Stream<Schedule> schedules() {
        return Stream.of(
                Schedule.fixedRate(Duration.ofMinutes(5)),
                Schedule.hourly(),
                Schedule.daily(9),
                Schedule.weekly(DayOfWeek.MONDAY, 9),
                Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.UTC));
    }

    private static String section() {
        String all = read("../README.md");
        int from = all.indexOf("\n## What runs where\n");
        return all.substring(from, all.indexOf("\n## ", from + 1));
    }

    private static Map<String, List<String>> table(Pattern row, String text) {
        return row.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), CapabilitiesTest::parts, (one, other) -> one, LinkedHashMap::new));
    }

    private static List<String> parts(MatchResult row) {
        return List.of(row.group(2).strip().split("; "));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be read", e);
        }
    }
}
