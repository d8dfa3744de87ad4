package io.github.cspmalert.sls.internal.verify;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.sls.internal.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether CSPM's records arrive at all, whatever their status. Without them no alert fires, which looks like health.
 *
 * @param lastRecord the time of the last record, or null if there is none
 * @param counts how many records and check items there were
 * @param doubts why the answer may not be the whole one; empty if it is
 */
record Heartbeat(@Nullable Instant lastRecord, String counts, String doubts) {

    private static final String NO_RECORD =
            "no record of topic %s arrived in the last %s. Look whether CSPM is on and has"
                    + " checked within that time; whether its quota is used up; whether log analysis is on, its storage is not full and"
                    + " the topic is switched on; whether this is the project of the right region (cn-hangzhou for the Chinese mainland,"
                    + " ap-southeast-1 for all else); whether the index covers that time; and whether the records go to a Logstore of Log"
                    + " Management instead";

    static LogQuery query(TimeRange range, boolean withChecks) {
        String checks = withChecks ? ", approx_distinct(check_id) AS checks" : "";
        return new LogQuery(
                "__topic__: \"%s\" | SELECT max(__time__) AS last_record, count(1) AS records%s FROM log"
                        .formatted(CheckResult.TOPIC, checks),
                range);
    }

    static Heartbeat read(LogResult result) {
        Optional<LogRow> row = result.rows().stream().findFirst();
        Instant last = row.flatMap(found -> found.get("last_record"))
                .filter(text -> text.matches("\\d{1,10}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElse(null);
        String records = row.flatMap(found -> found.get("records")).orElse("unknown");
        String checks = row.flatMap(found -> found.get("checks"))
                .map(count -> ", check items: about " + count)
                .orElse("");
        String doubts = result.cuts().stream().map(Cut::explanation).collect(Collectors.joining("; "));
        return new Heartbeat(last, "records: " + records + checks, doubts);
    }

    String describe(Duration window, Instant now) {
        String found = lastRecord == null
                ? NO_RECORD.formatted(CheckResult.TOPIC, words(window))
                : "the last record of topic %s is of %s, %s ago (in the last %s: %s)"
                        .formatted(
                                CheckResult.TOPIC,
                                lastRecord,
                                words(Duration.between(lastRecord, now)),
                                words(window),
                                counts);
        return doubts.isEmpty() ? found : found + " (" + doubts + ")";
    }

    static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        return duration.toMinutes() >= 120
                ? duration.toHours() + " hours"
                : Texts.count(Math.max(0, duration.toMinutes()), "minute");
    }
}
