package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.sls.StubService.Reply;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever loggers are switched on, neither a secret nor a row reaches them. */
class WireLogTest {

    private static final String TOKEN = "CAISt0ken-which-nobody-may-see";

    private final StubService service =
            new StubService().otherwise(request -> Reply.ok(Answers.complete("\"a\"", "{\"a\":\"row-of-a-tenant\"}")));
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void logEverything() {
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        root.setLevel(before);
        root.detachAppender(logged);
        service.close();
    }

    @Test
    void query_everyLoggerAtItsFinest_showsNeitherTokenNorSignatureNorRow() {
        try (SlsConnection connection = Connections.to(service)
                .credentials(SlsCredentials.temporary(Connections.KEY_ID, Connections.KEY_SECRET, TOKEN))
                .build()) {
            SlsLogSource.of(connection, PROJECT, LOGSTORE)
                    .query(new LogQuery(
                            "* | SELECT a",
                            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600))));
        }

        assertThat(service.asked().get(0).header("x-acs-security-token")).isEqualTo(TOKEN);
        assertThat(logged.list).as("HttpClient says something").isNotEmpty();
        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(TOKEN)
                        || line.contains("Signature=")
                        || line.contains(Connections.KEY_SECRET)
                        || line.contains("row-of-a-tenant"));
    }
}
