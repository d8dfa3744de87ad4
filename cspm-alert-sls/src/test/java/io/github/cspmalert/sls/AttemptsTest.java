package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.sls.StubService.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often, with what pauses, and with which credentials a request is sent. */
@Timeout(30)
class AttemptsTest {

    private static final LogQuery QUERY = new LogQuery(
            "* | SELECT id", new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600)));
    private static final Reply BUSY = Reply.error(503, "ServerBusy", "busy");

    private final StubService service = new StubService().otherwise(request -> Answers.idRows(0, 2));
    private final ManualPace pace = new ManualPace();
    private final SlsConnectionBuilder settings = Connections.to(service).pace(pace);

    @AfterEach
    void close() {
        Thread.interrupted();
        service.close();
    }

    @Test
    void query_busyTwice_succeedsOnTheThirdAttemptAfterGrowingPauses() {
        service.next(BUSY, BUSY);

        assertThat(query().rows()).hasSize(2);
        assertThat(service.asked()).hasSize(3);
        // Half a second doubled, of which up to one half is taken off.
        assertThat(pace.pauses()).hasSize(2);
        assertThat(pace.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pace.pauses().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void query_maxAttemptsOfOne_isSentOnce() {
        service.next(BUSY);
        settings.maxAttempts(1);

        assertThat(failure().retryable()).isTrue();
        assertThat(service.asked()).hasSize(1);
        assertThat(pace.pauses()).isEmpty();
    }

    @Test
    void query_pauseBeyondTheCallTimeout_endsWithTheFailure() {
        service.otherwise(request -> BUSY);
        settings.backoff(new Backoff(Duration.ofSeconds(40), Duration.ofSeconds(40)))
                .callTimeout(Duration.ofSeconds(60))
                .random(new MostPause());

        assertThat(failure()).hasMessageContaining("after 2 attempts");
        assertThat(service.asked()).hasSize(2);
        assertThat(pace.pauses()).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void query_eachAttempt_isSignedAnewWithTheCredentialsOfTheMoment() {
        service.next(BUSY, BUSY);
        AtomicInteger asked = new AtomicInteger();
        settings.credentials(
                () -> SlsCredentials.temporary("id-" + asked.incrementAndGet(), "secret", "token-" + asked));

        query();

        assertThat(service.asked())
                .extracting(request -> request.header("x-acs-security-token"))
                .containsExactly("token-1", "token-2", "token-3");
        assertThat(service.asked())
                .extracting(request -> request.header("Authorization"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Credential=id-1/"),
                        second -> assertThat(second).contains("Credential=id-2/"),
                        third -> assertThat(third).contains("Credential=id-3/"));
    }

    @Test
    void query_signatureV1_isSentAsSuch() {
        settings.signatureVersion(SignatureVersion.V1);

        query();

        assertThat(service.asked().get(0).header("Authorization")).startsWith("LOG " + Connections.KEY_ID + ":");
        assertThat(service.asked().get(0).header("x-log-signaturemethod")).isEqualTo("hmac-sha1");
    }

    @Test
    void query_providerFailsOnce_isRepeated() {
        AtomicInteger asked = new AtomicInteger();
        settings.credentials(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("STS is down, " + Connections.KEY_SECRET);
            }
            return SlsCredentials.of(Connections.KEY_ID, Connections.KEY_SECRET);
        });

        assertThat(query().rows()).hasSize(2);
    }

    @Test
    void query_providerFailsForGood_isNotRepeatedAndNothingIsSent() {
        settings.credentials(() -> {
            throw new AlertConfigurationException("vault", List.of("no such secret"));
        });

        assertThat(failure())
                .hasMessageContaining("the credentials provider failed with AlertConfigurationException")
                .hasCauseInstanceOf(AlertConfigurationException.class)
                .matches(failure -> !failure.retryable());
        assertThat(service.asked()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // the point of the test
    void query_providerGivesNull_saysSo() {
        settings.credentials(() -> null);

        assertThat(failure()).hasMessageContaining("the credentials provider gave null");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void query_interruptedInAPause_endsAtOnceAndTheThreadStaysInterrupted() {
        service.otherwise(request -> BUSY);
        pace.during(() -> Thread.currentThread().interrupt());

        LogQueryException failure = failure();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("the thread was interrupted").matches(LogQueryException::retryable);
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void query_threadThatIsInterruptedAlready_sendsNothing() {
        Thread.currentThread().interrupt();

        assertThat(failure()).hasMessageContaining("the thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void query_interruptedInARealPause_endsAtOnce() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        service.otherwise(request -> {
            answered.countDown();
            return BUSY;
        });
        Duration long1 = Duration.ofMinutes(30);
        try (SlsConnection connection = settings.pace(null)
                .backoff(new Backoff(long1, long1))
                .callTimeout(Duration.ofHours(3))
                .build()) {
            CompletableFuture<LogQueryException> outcome = new CompletableFuture<>();
            Thread thread = new Thread(() -> outcome.complete(failure(connection)));
            thread.start();
            answered.await();
            thread.interrupt();

            assertThat(outcome.get(20, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        }
    }

    @Test
    void close_duringARealPause_endsItWithIllegalState() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        service.otherwise(request -> {
            answered.countDown();
            return BUSY;
        });
        Duration long1 = Duration.ofMinutes(30);
        SlsConnection connection = settings.pace(null)
                .backoff(new Backoff(long1, long1))
                .callTimeout(Duration.ofHours(3))
                .build();
        CompletableFuture<LogResult> outcome =
                CompletableFuture.supplyAsync(() -> source(connection).query(QUERY));
        answered.await();
        connection.close();

        assertThat(outcome)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("the SlsConnection is closed");
    }

    @Test
    void close_twice_isTheSameAsOnceAndLaterCallsSaySo() {
        SlsConnection connection = settings.build();
        connection.close();
        assertThatCode(connection::close).doesNotThrowAnyException();

        assertThatIllegalStateException()
                .isThrownBy(() -> source(connection).query(QUERY))
                .withMessage("the SlsConnection is closed; build a new one");
        assertThatIllegalStateException().isThrownBy(() -> connection.verify(PROJECT, LOGSTORE));
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void in_afterClose_makesNoFurtherConnection() {
        SlsConnection connection = settings.build();
        connection.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> connection.in("cn-shanghai"))
                .withMessageContaining("the SlsConnection is closed");
    }

    @Test
    void build_twice_givesIndependentConnections() {
        SlsConnection first = settings.build();
        try (SlsConnection second = settings.build()) {
            first.close();
            assertThat(source(second).query(QUERY).rows()).hasSize(2);
        }
    }

    @Test
    void query_fromManyThreads_sharesOneConnection() {
        try (SlsConnection connection = settings.maxConnections(4).build()) {
            SlsLogSource source = source(connection);
            List<LogResult> results = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i -> source.query(QUERY))
                    .toList();
            assertThat(results).hasSize(40).allSatisfy(result -> assertThat(result.rows())
                    .hasSize(2));
        }
    }

    @Test
    void toString_showsNoSecret() {
        try (SlsConnection connection = settings.build()) {
            assertThat(connection).hasToString("SlsConnection[http://cn-hangzhou.sls.test, cn-hangzhou]");
            assertThat(source(connection).toString())
                    .contains(PROJECT, LOGSTORE)
                    .doesNotContain(Connections.KEY_SECRET);
        }
    }

    private LogResult query() {
        try (SlsConnection connection = settings.build()) {
            return source(connection).query(QUERY);
        }
    }

    private LogQueryException failure() {
        try (SlsConnection connection = settings.build()) {
            return failure(connection);
        }
    }

    private static LogQueryException failure(SlsConnection connection) {
        return catchThrowableOfType(
                LogQueryException.class, () -> source(connection).query(QUERY));
    }

    private static SlsLogSource source(SlsConnection connection) {
        return SlsLogSource.of(connection, PROJECT, LOGSTORE);
    }

    /** Takes nothing off a pause. */
    private static final class MostPause implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }
    }
}
