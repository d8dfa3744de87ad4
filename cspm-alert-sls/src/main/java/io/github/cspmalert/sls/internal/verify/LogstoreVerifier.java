package io.github.cspmalert.sls.internal.verify;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.client.Failure.Kind;
import io.github.cspmalert.sls.internal.client.SdkClient;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.SlsCalls.Result;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.sls.internal.verify.Checked.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all that an alert depends on, one thing after the other; what follows from a failed check is not looked at. The
 * look-ups need permissions that an alert does not, so a missing one is a warning. For one thread, once.
 */
public final class LogstoreVerifier {

    private static final List<String> CHECKS = List.of(
            "connection",
            "credentials",
            "project",
            "Logstore",
            "index",
            "fields",
            "statements",
            "matches",
            "last record");
    private static final Duration TRIAL = Duration.ofHours(1);

    private final LogSource source;
    private final SlsCalls calls;
    private final Clock clock;
    private final String project;
    private final String logstore;
    private final List<Checked> checked = new ArrayList<>();
    private @Nullable Instant lastRecord;
    private boolean failed;

    public LogstoreVerifier(LogSource source, SlsCalls calls, LogOrigin logstore, Clock clock) {
        this.source = source;
        this.calls = calls;
        this.clock = clock;
        this.project = logstore.project();
        this.logstore = logstore.store();
    }

    /** {@return how all checks came out, in their order} */
    public List<Checked> run(Duration window, List<String> statements) {
        project();
        lookUp("Logstore", logstore, new Target("look up", project, logstore, "log:GetLogStore"), client -> {
            client.GetLogStore(project, logstore);
            return true;
        });
        IndexFields index = index();
        if (!failed) {
            fields(index, statements);
            statements(statements);
            matches(statements, window);
        }
        if (!failed) {
            lastRecord(index, window);
        }
        CHECKS.stream()
                .filter(check -> checked.stream().noneMatch(each -> each.check().equals(check)))
                .forEach(this::skipped);
        return checked;
    }

    /** {@return the time of the last record; empty if there is none, or if that could not be told} */
    public Optional<Instant> lastRecord() {
        return Optional.ofNullable(lastRecord);
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
            if (failure == null || failure.httpStatus() > 0) {
                add(passed, Outcome.OK, passed.equals("connection") ? "the service answers" : "accepted");
            } else {
                skipped(passed);
            }
        }
        judge(failure == null ? "project" : check, project, target, outcome);
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
        judge(check, found, target, outcome);
        return outcome.value();
    }

    private void judge(String check, String found, Target target, Result<?> outcome) {
        Failure failure = outcome.failure();
        if (failure == null) {
            add(check, Outcome.OK, found);
            return;
        }
        String message =
                String.valueOf(failure.toException(target, outcome.attempts()).getMessage());
        if (failure.kind() == Kind.PERMISSION) {
            add(check, Outcome.WARNING, "not looked at, though an alert may work: " + message);
        } else {
            add(check, Outcome.PROBLEM, message);
        }
    }

    private void fields(@Nullable IndexFields index, List<String> statements) {
        if (index == null) {
            add("fields", Outcome.WARNING, "not looked at, since the index could not be read");
            return;
        }
        FieldCheck fields = FieldCheck.of(index, statements);
        tell("fields", fields.problems(), fields.words());
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
        tell("statements", refused, tried);
    }

    private void matches(List<String> statements, Duration window) {
        List<Checked> looked = statements.stream()
                .map(statement -> MatchCheck.look(source, statement, last(window)))
                .toList();
        boolean all = looked.stream().allMatch(each -> each.outcome() == Outcome.OK);
        String found = looked.stream().map(Checked::message).distinct().collect(Collectors.joining("; "));
        add(
                "matches",
                all ? Outcome.OK : Outcome.WARNING,
                "in the last " + Heartbeat.words(window) + ": "
                        + (found.isEmpty() ? "no statement to look for" : found));
    }

    private void lastRecord(@Nullable IndexFields index, Duration window) {
        boolean checks = index != null && index.hasStatistics("check_id");
        try {
            Heartbeat heartbeat = Heartbeat.read(source.query(Heartbeat.query(last(window), checks)));
            lastRecord = heartbeat.lastRecord();
            String message = heartbeat.describe(window, clock.instant());
            if (lastRecord == null) {
                add("last record", Outcome.WARNING, message);
            } else {
                add("last record", Outcome.OK, message);
            }
        } catch (LogQueryException e) {
            add(
                    "last record",
                    Outcome.PROBLEM,
                    "no record of topic " + CheckResult.TOPIC + " could be asked for: " + e.getMessage());
        }
    }

    private TimeRange last(Duration window) {
        Instant now = clock.instant();
        return new TimeRange(now.minus(window), now.plusSeconds(1));
    }

    private void tell(String check, List<String> problems, String otherwise) {
        if (problems.isEmpty()) {
            add(check, Outcome.OK, otherwise);
        } else {
            add(check, Outcome.PROBLEM, String.join("; ", problems));
        }
    }

    private void skipped(String check) {
        add(check, Outcome.SKIPPED, "not looked at, since another check failed");
    }

    /** A bad statement does not keep records from arriving. */
    private void add(String check, Outcome outcome, String message) {
        failed |= outcome == Outcome.PROBLEM && !check.equals("fields") && !check.equals("statements");
        checked.add(new Checked(check, outcome, message));
    }
}
