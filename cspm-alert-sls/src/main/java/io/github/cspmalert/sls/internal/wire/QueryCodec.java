package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Queries of a rule, as the service writes them.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: query statistics</a>
 */
final class QueryCodec {

    private static final Pattern UNITS = Pattern.compile("-(\\d{1,6})([smhd])");

    private QueryCodec() {}

    static ObjectNode encode(Query query, Store store) {
        boolean meta = store.type() == StoreType.META;
        ObjectNode json = JsonText.object()
                .put("storeType", Words.of(store.type()))
                .put("region", store.region())
                .put("project", store.project())
                .put("store", store.name())
                .put("query", query.statement());
        if (meta) {
            json.putNull("timeSpanType").putNull("start").putNull("end").putNull("powerSqlMode");
        } else {
            timeSpan(json, query.timeSpan());
            json.put("powerSqlMode", Words.of(query.powerSqlMode()));
        }
        put(json, "roleArn", query.roleArn());
        put(json, "dashboardId", query.dashboardId());
        put(json, "chartTitle", query.chartTitle());
        return json;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value.isEmpty()) {
            json.putNull(field);
        } else {
            json.put(field, value);
        }
    }

    private static void timeSpan(ObjectNode json, TimeSpan timeSpan) {
        if (timeSpan instanceof TimeSpan.Relative relative) {
            span(json, "Relative", "-" + DurationText.write(relative.length()), "now");
        } else if (timeSpan instanceof TimeSpan.Custom custom) {
            String end = custom.to().isZero() ? "now" : "-" + DurationText.write(custom.to());
            span(json, "Custom", "-" + DurationText.write(custom.from()), end);
        } else if (timeSpan instanceof TimeSpan.Truncated truncated) {
            span(json, "Truncated", "-" + truncated.count() + unit(truncated.unit()), "absolute");
        } else {
            // The documentation shows no bounds for this type and the SDK checks none. Not seen against the service.
            span(json, "Today", "today", "now");
        }
    }

    private static void span(ObjectNode json, String type, String start, String end) {
        json.put("timeSpanType", type).put("start", start).put("end", end);
    }

    private static char unit(ChronoUnit unit) {
        return switch (unit) {
            case SECONDS -> 's';
            case MINUTES -> 'm';
            case HOURS -> 'h';
            default -> 'd';
        };
    }

    /** {@return the query, or null if it cannot be expressed} */
    static @Nullable Query decode(JsonView json, Function<Store, String> sourceName) {
        StoreType type = json.neededWord("storeType", StoreType.class).orElse(null);
        json.ignore("ui", "timeSpanType", "start", "end", "powerSqlMode", "logStore");
        String region = json.text("region");
        String project = json.text("project");
        String name = json.text("store");
        String statement = json.text("query");
        if (type == null) {
            return null;
        }
        if (type == StoreType.META) {
            Query query = Query.ofResourceData(sourceName.apply(Store.meta(name)));
            return withRest(
                    new Query(query.source(), statement, query.timeSpan(), query.powerSqlMode(), "", "", ""), json);
        }
        TimeSpan timeSpan = timeSpan(json);
        if (timeSpan == null) {
            return null;
        }
        Query query = Query.of(sourceName.apply(new Store(type, region, project, name)), statement, timeSpan);
        return withRest(
                json.word("powerSqlMode", Query.PowerSqlMode.class)
                        .map(query::withPowerSqlMode)
                        .orElse(query),
                json);
    }

    private static Query withRest(Query query, JsonView json) {
        Query whole =
                query.withRoleArn(json.text("roleArn")).withChart(json.text("dashboardId"), json.text("chartTitle"));
        json.tellTheRest();
        return whole;
    }

    private static @Nullable TimeSpan timeSpan(JsonView json) {
        String type = json.text("timeSpanType");
        String start = json.text("start");
        String end = json.text("end");
        Optional<TimeSpan> read =
                switch (type) {
                    case "Relative" -> end.equals("now") ? before(start).map(TimeSpan::relative) : Optional.empty();
                    case "Custom" -> before(start).flatMap(from -> before(end).map(to -> TimeSpan.custom(from, to)));
                    case "Truncated" -> end.equals("absolute") ? truncated(start) : Optional.empty();
                    case "Today" -> Optional.of(TimeSpan.today());
                    default -> Optional.empty();
                };
        if (read.isEmpty()) {
            json.leaveOut(
                    "timeSpanType",
                    "is '%s' from '%s' to '%s', which is not known here"
                            .formatted(Texts.brief(type), Texts.brief(start), Texts.brief(end)));
        }
        return read.orElse(null);
    }

    private static Optional<Duration> before(String text) {
        if (text.equals("now")) {
            return Optional.of(Duration.ZERO);
        }
        return text.startsWith("-") ? DurationText.read(text.substring(1)) : Optional.empty();
    }

    private static Optional<TimeSpan> truncated(String start) {
        Matcher units = UNITS.matcher(start);
        if (!units.matches()) {
            return Optional.empty();
        }
        ChronoUnit unit =
                switch (units.group(2)) {
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    case "h" -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        return Optional.of(TimeSpan.truncated(Integer.parseInt(units.group(1)), unit));
    }
}
