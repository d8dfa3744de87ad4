package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import io.github.cspmalert.testkit.sls.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The emulator answers every published error, and each is told with what a person should do. */
class PublishedErrorsTest {

    private static final String PROJECT = "sas-log-1234567890";

    @Test
    void query_everyPublishedError_isToldWithAdvice() {
        try (EmbeddedSls server =
                        EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
                SlsConnection connection = SlsConnection.builder(server.endpoint(), server.region())
                        .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                        .proxy(server.proxyHost(), server.port())
                        .callTimeout(Duration.ofSeconds(30))
                        .maxAttempts(1)
                        .build()) {
            SlsLogSource source = SlsLogSource.of(connection, PROJECT, "sas-log");
            TimeRange hour = new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600));
            assertThat(Fault.published()).hasSizeGreaterThan(50).allSatisfy(fault -> {
                server.faults().next(fault);

                LogQueryException failure =
                        catchThrowableOfType(LogQueryException.class, () -> source.query(new LogQuery("*", hour)));

                assertThat(failure).as(fault.toString()).isNotNull();
                assertThat(failure.errorCode()).isPresent();
                assertThat(failure.getMessage())
                        .contains("HTTP ")
                        .matches(
                                "(?s).*(check|look|set|grant|enable|activate|create|fetch|allow|raise|lower|shorten|make them"
                                        + "|adopt|begin before|statement|failing).*")
                        .doesNotContain("null");
            });
        }
    }
}
