package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results are read, and posture rules tell, by themselves. */
class PostureScheduleTest {

    private final PostureFixture engine = new PostureFixture();
    private final ManualScheduler scheduler = new ManualScheduler(engine.clock);

    private List<String> told() {
        return engine.mails.accepted().stream()
                .map(each -> each.message().content())
                .toList();
    }

    @Test
    void started_scansComeAndGo_tellsEachChangeWhenItHasSettled() {
        engine.logged("1", "i-1", "NOT_PASS");
        try (CspmAlerts alerts = engine.builder()
                .executor(scheduler)
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            alerts.start();
            scheduler.advance(Duration.ofMinutes(20));
            assertThat(told()).isEmpty();
            scheduler.advance(Duration.ofMinutes(40));
            assertThat(told()).containsExactly("baseline 1");

            engine.logged("1", "i-2", "NOT_PASS");
            scheduler.advance(Duration.ofHours(3));
            engine.logged("1", "i-1", "PASS");
            scheduler.advance(Duration.ofHours(3));

            assertThat(told()).containsExactly("baseline 1", "changes 2; new 1@i-2", "changes 1; fixed 1@i-1");
        }
    }

    @Test
    void started_logCannotBeRead_goesOnWhereItWas() {
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .executor(scheduler)
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            alerts.start();
            scheduler.advance(Duration.ofHours(1));
            engine.logged("1", "i-1", "NOT_PASS");
            for (int i = 0; i < 3; i++) {
                engine.log.failNext(new LogQueryException("the service is busy", true, null));
            }
            scheduler.advance(Duration.ofHours(2));

            assertThat(told()).containsExactly("baseline 0", "changes 1; new 1@i-1");
        }
    }

    @Test
    void digest_cronSchedule_tellsOfAWholeWeekInOneMessage() {
        engine.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = engine.builder()
                .executor(scheduler)
                .addPostureRule(PostureFixture.rule("weekly")
                        .schedule(Schedule.cron("0 8 ? * MON", ZoneOffset.UTC))
                        .build())
                .build()) {
            alerts.start();
            scheduler.advance(Duration.ofDays(1));
            for (int day = 0; day < 7; day++) {
                for (int resource = 0; resource < 7; resource++) {
                    engine.logged("1", "i-" + resource, resource <= day ? "NOT_PASS" : "PASS");
                }
                scheduler.advance(Duration.ofDays(1));
            }

            // From Tuesday at two to the Monday after at eight.
            assertThat(told())
                    .containsExactly(
                            "baseline 0",
                            "changes 7; new 1@i-0; new 1@i-1; new 1@i-2; new 1@i-3; new 1@i-4; new 1@i-5; new 1@i-6");
        }
    }

    @Test
    void preview_postureRule_isRefusedWithWhatToDo() {
        try (CspmAlerts alerts = engine.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            assertThatThrownBy(() -> alerts.preview("all")).hasMessageContaining("check(..)");
        }
    }
}
