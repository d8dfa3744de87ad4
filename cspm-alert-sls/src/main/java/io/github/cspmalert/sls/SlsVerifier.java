package io.github.cspmalert.sls;

import com.aliyun.openservices.log.common.Index;
import com.aliyun.openservices.log.common.IndexKey;
import io.github.cspmalert.query.LogQuery;
import io.github.cspmalert.query.LogQueryException;
import io.github.cspmalert.query.LogResult;
import io.github.cspmalert.query.LogRow;
import io.github.cspmalert.query.TimeRange;
import io.github.cspmalert.sls.SlsVerification.Finding;
import io.github.cspmalert.sls.SlsVerification.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that an alert depends on, one thing after the other. What follows from a failed check is not looked at.
 *
 * <p>The age of the last record tells silence from health: no rows may mean that nothing is wrong, or that no record of
 * any status arrives any more.
 */
final class SlsVerifier {

    private static final Duration HEARTBEAT_WINDOW = Duration.ofDays(8);
    private static final String HEARTBEAT =
            "__topic__: \"sas-cspm-log\" | SELECT max(__time__) AS last_record, count(1) AS records";
    private static final List<String> CHECKS =
            List.of("credentials", "project", "Logstore", "index", "fields", "last record");
    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "SignatureNotMatch",
            "InvalidAccessKeyId",
            "Unauthorized",
            "SecurityTokenExpired",
            "ClientSignatureError",
            "RequestTimeTooSkewed");

    private final SlsConnection connection;
    private final String project;
    private final String logstore;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private boolean failed;

    SlsVerifier(SlsConnection connection, String project, String logstore) {
        this(connection, project, logstore, Clock.systemUTC());
    }

    SlsVerifier(SlsConnection connection, String project, String logstore, Clock clock) {
        this.connection = connection;
        this.project = project;
        this.logstore = logstore;
        this.clock = clock;
    }

    SlsVerification run(List<String> statements) {
        project();
        logstore();
        Index index = index();
        if (index != null) {
            fields(index, statements);
        }
        lastRecord();
        for (String check : CHECKS.subList(findings.size(), CHECKS.size())) {
            findings.add(new Finding(check, Outcome.SKIPPED, "not looked at, since an earlier check failed"));
        }
        return new SlsVerification(findings);
    }

    // The service has no call for credentials alone: the first call shows them.
    private void project() {
        try {
            connection.call("look-up of project " + project, client -> client.GetProject(project));
            ok("credentials", "accepted");
            ok("project", project);
        } catch (LogQueryException e) {
            boolean credentials =
                    e.errorCode().filter(CREDENTIAL_CODES::contains).isPresent();
            if (!credentials && e.errorCode().filter("ProjectNotExist"::equals).isPresent()) {
                ok("credentials", "accepted");
            }
            problem(findings.isEmpty() ? "credentials" : "project", e);
        }
    }

    private void logstore() {
        if (failed) {
            return;
        }
        try {
            connection.call(
                    "look-up of Logstore " + project + "/" + logstore, client -> client.GetLogStore(project, logstore));
            ok("Logstore", logstore);
        } catch (LogQueryException e) {
            problem("Logstore", e);
        }
    }

    private @Nullable Index index() {
        if (failed) {
            return null;
        }
        try {
            Index index = connection.call(
                    "look-up of the index of " + project + "/" + logstore,
                    client -> client.GetIndex(project, logstore).GetIndex());
            ok("index", index.GetKeys().GetKeys().size() + " fields are indexed");
            return index;
        } catch (LogQueryException e) {
            problem("index", e);
            return null;
        }
    }

    private void fields(Index index, List<String> statements) {
        Map<String, IndexKey> keys = index.GetKeys().GetKeys();
        Set<String> unsearchable = new TreeSet<>();
        Set<String> withoutStatistics = new TreeSet<>();
        for (String statement : statements) {
            StatementFields fields = StatementFields.of(Statement.parse(statement));
            fields.searched().stream().filter(name -> !keys.containsKey(name)).forEach(unsearchable::add);
            fields.selected().stream()
                    .filter(name -> !keys.containsKey(name) || !keys.get(name).IsDocValue())
                    .forEach(withoutStatistics::add);
        }
        if (unsearchable.isEmpty() && withoutStatistics.isEmpty()) {
            ok("fields", statements.isEmpty() ? "no statement was given" : "all that the statements name are indexed");
        } else {
            findings.add(new Finding("fields", Outcome.PROBLEM, fieldsMessage(unsearchable, withoutStatistics)));
        }
    }

    private static String fieldsMessage(Set<String> unsearchable, Set<String> withoutStatistics) {
        List<String> parts = new ArrayList<>();
        if (!unsearchable.isEmpty()) {
            parts.add("not indexed, so a search cannot name them: " + unsearchable);
        }
        if (!withoutStatistics.isEmpty()) {
            parts.add("not indexed with statistics, so SQL cannot use them: " + withoutStatistics);
        }
        return String.join("; ", parts) + "; add them to the index";
    }

    private void lastRecord() {
        if (failed) {
            return;
        }
        Instant now = clock.instant();
        TimeRange window = new TimeRange(now.minus(HEARTBEAT_WINDOW), now.plusSeconds(1));
        try {
            LogResult result = SlsLogSource.of(connection, project, logstore).query(new LogQuery(HEARTBEAT, window));
            findings.add(lastRecord(result.rows(), now));
        } catch (LogQueryException e) {
            problem("last record", e);
        }
    }

    private static Finding lastRecord(List<LogRow> rows, Instant now) {
        String last = rows.isEmpty() ? "null" : rows.get(0).get("last_record").orElse("null");
        if (!last.matches("\\d{1,10}")) {
            return new Finding(
                    "last record",
                    Outcome.WARNING,
                    "no record of topic sas-cspm-log arrived in the last 8 days; check that CSPM is enabled and has run, that"
                            + " log analysis delivers the topic, that neither its storage nor the CSPM quota is used up, and"
                            + " that this is the right region");
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(last));
        String records = rows.get(0).get("records").orElse("?");
        return new Finding(
                "last record",
                Outcome.OK,
                "%s records of topic sas-cspm-log in the last 8 days, the last at %s, %d hours ago"
                        .formatted(records, at, Duration.between(at, now).toHours()));
    }

    private void ok(String check, String message) {
        findings.add(new Finding(check, Outcome.OK, message));
    }

    private void problem(String check, LogQueryException e) {
        failed = true;
        findings.add(new Finding(check, Outcome.PROBLEM, String.valueOf(e.getMessage())));
    }
}
