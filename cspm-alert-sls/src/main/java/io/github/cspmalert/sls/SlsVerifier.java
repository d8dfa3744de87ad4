package io.github.cspmalert.sls;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.SlsVerification.Finding;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.client.Failure.Kind;
import io.github.cspmalert.sls.internal.client.SdkClient;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.SlsCalls.Result;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.sls.internal.verify.Heartbeat;
import io.github.cspmalert.sls.internal.verify.IndexFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that an alert depends on, one thing after the other; what follows from a failed check is not looked at. The
 * look-ups need permissions that an alert does not, so wanting one of those is a warning. For one thread, once.
 */
final class SlsVerifier {

    private static final List<String> CHECKS =
            List.of("connection", "credentials", "project", "Logstore", "index", "fields", "statements", "last record");
    private static final Duration TRIAL = Duration.ofHours(1);

    private final SlsLogSource source;
    private final SlsCalls calls;
    private final Clock clock;
    private final String project;
    private final String logstore;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Instant lastRecord;
    private boolean failed;

    SlsVerifier(SlsLogSource source, SlsConnection connection, Target target) {
        this.source = source;
        this.calls = connection.calls();
        this.clock = connection.clock();
        this.project = target.project();
        this.logstore = String.valueOf(target.logstore());
    }

    SlsVerification run(Duration window, List<String> statements) {
        project();
        lookUp("Logstore", logstore, new Target("look up", project, logstore, "log:GetLogStore"), client -> {
            client.GetLogStore(project, logstore);
            return true;
        });
        IndexFields index = index();
        if (!failed) {
            add(index == null ? unknownFields() : FieldCheck.check(index, statements));
            statements(statements);
        }
        if (!failed) {
            lastRecord(index, window);
        }
        CHECKS.stream().filter(check -> !isFound(check)).forEach(this::skip);
        return new SlsVerification(findings, Optional.ofNullable(lastRecord));
    }

    // The service has no call for the credentials alone: the first call shows them.
    private void project() {
        Target target = new Target("look up", project, null, "log:GetProject");
        Result<Boolean> outcome = calls.attempt(target, calls.start(), client -> {
            client.GetProject(project);
            return true;
        });
        Failure failure = outcome.failure();
        String check = failure == null ? "" : check(failure.kind());
        for (String passed : CHECKS.subList(0, Math.max(0, failure == null ? 2 : CHECKS.indexOf(check)))) {
            boolean reached = failure == null || failure.httpStatus() > 0;
            add(
                    reached
                            ? ok(passed, passed.equals("connection") ? "the service answers" : "accepted")
                            : skipped(passed));
        }
        add(failure == null ? ok("project", project) : failed(check, target, failure, outcome.attempts()));
    }

    private static String check(Kind kind) {
        return switch (kind) {
            case NETWORK, TLS, BUSY, ANSWER, INTERRUPTED -> "connection";
            case CREDENTIALS, CLOCK -> "credentials";
            default -> "project";
        };
    }

    private @Nullable IndexFields index() {
        Target target = new Target("look up the index of", project, logstore, "log:GetIndex");
        return lookUp("index", "found", target, client -> {
            var response = client.GetIndexString(project, logstore);
            return IndexFields.parse(response.GetIndex(), response.GetRequestId());
        });
    }

    private <T> @Nullable T lookUp(String check, String found, Target target, SdkClient.Request<T> request) {
        if (failed) {
            return null;
        }
        Result<T> outcome = calls.attempt(target, calls.start(), request);
        Failure failure = outcome.failure();
        add(failure == null ? ok(check, found) : failed(check, target, failure, outcome.attempts()));
        return outcome.value();
    }

    private Finding failed(String check, Target target, Failure failure, int attempts) {
        String message = String.valueOf(failure.toException(target, attempts).getMessage());
        return failure.kind() == Kind.PERMISSION
                ? warning(check, "not looked at, though an alert may work: " + message)
                : problem(check, message);
    }

    private static Finding unknownFields() {
        return warning("fields", "not looked at, since the index could not be read");
    }

    /** The service is the judge of its own language, so each statement is run, over a short time. */
    private void statements(List<String> statements) {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            try {
                source.query(new LogQuery(statements.get(i), last(TRIAL), 1));
            } catch (LogQueryException | IllegalArgumentException e) {
                refused.add("statement " + (i + 1) + ": " + e.getMessage());
            }
        }
        String tried = Texts.count(statements.size(), "statement") + " tried over the last hour";
        add(refused.isEmpty() ? ok("statements", tried) : problem("statements", String.join("; ", refused)));
    }

    private void lastRecord(@Nullable IndexFields index, Duration window) {
        boolean checks = index != null && index.hasStatistics("check_id");
        try {
            Heartbeat heartbeat = Heartbeat.read(source.query(Heartbeat.query(last(window), checks)));
            lastRecord = heartbeat.lastRecord();
            String message = heartbeat.describe(window, clock.instant());
            add(lastRecord == null ? warning("last record", message) : ok("last record", message));
        } catch (LogQueryException e) {
            add(problem(
                    "last record",
                    "no record of topic " + CheckResult.TOPIC + " could be asked for: " + e.getMessage()));
        }
    }

    private TimeRange last(Duration window) {
        Instant now = clock.instant();
        return new TimeRange(now.minus(window), now.plusSeconds(1));
    }

    private void add(Finding finding) {
        findings.add(finding);
        failed |= finding.outcome() == SlsVerification.Outcome.PROBLEM && !isStatement(finding.check());
    }

    /** A bad statement does not keep records from arriving. */
    private static boolean isStatement(String check) {
        return check.equals("fields") || check.equals("statements");
    }

    private boolean isFound(String check) {
        return findings.stream().anyMatch(finding -> finding.check().equals(check));
    }

    private void skip(String check) {
        add(skipped(check));
    }

    static Finding ok(String check, String message) {
        return new Finding(check, SlsVerification.Outcome.OK, message);
    }

    static Finding problem(String check, String message) {
        return new Finding(check, SlsVerification.Outcome.PROBLEM, message);
    }

    private static Finding warning(String check, String message) {
        return new Finding(check, SlsVerification.Outcome.WARNING, message);
    }

    private static Finding skipped(String check) {
        return new Finding(check, SlsVerification.Outcome.SKIPPED, "not looked at, since another check failed");
    }
}
