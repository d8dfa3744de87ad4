package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
            span(json, "Custom", "-" + DurationText.write(custom.from()), end(custom.to()));
        } else if (timeSpan instanceof TimeSpan.Truncated truncated) {
            span(json, "Truncated", "-" + truncated.count() + unit(truncated.unit()), "absolute");
        } else {
            // The documentation shows no bounds for this type and the SDK checks none. Not seen against the service.
            span(json, "Today", "today", "now");
        }
    }

    private static String end(Duration to) {
        return to.isZero() ? "now" : to.isNegative() ? DurationText.write(to.negated()) : "-" + DurationText.write(to);
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
        json.unused("belongs to the console, and stays in the service", "ui");
        json.unused("is of the kind of legacy alerts, which is not known here", "logStore");
        String region = json.text("region");
        String project = json.text("project");
        String name = json.text("store");
        String statement = json.text("query");
        if (type == null) {
            return null;
        }
        Store store = store(json, type, region, project, name);
        if (type == StoreType.META) {
            json.unused("says nothing of resource data", "region", "project");
            json.unused("says nothing of resource data", "timeSpanType", "start", "end", "powerSqlMode");
            return store == null ? null : withRest(resourceData(sourceName.apply(store), statement), json);
        }
        TimeSpan timeSpan = timeSpan(json);
        Optional<Query.PowerSqlMode> mode = json.word("powerSqlMode", Query.PowerSqlMode.class);
        if (store == null || timeSpan == null) {
            json.ignore("roleArn", "dashboardId", "chartTitle").tellTheRest();
            return null;
        }
        Query query = Query.of(sourceName.apply(store), statement, timeSpan);
        return withRest(mode.map(query::withPowerSqlMode).orElse(query), json);
    }

    private static Query resourceData(String source, String statement) {
        Query query = Query.ofResourceData(source);
        return new Query(source, statement, query.timeSpan(), query.powerSqlMode(), "", "", "");
    }

    private static @Nullable Store store(JsonView json, StoreType type, String region, String project, String name) {
        try {
            return type == StoreType.META ? Store.meta(name) : new Store(type, region, project, name);
        } catch (IllegalArgumentException e) {
            json.leaveOut("store", "needs region, project and name, each of one line");
            return null;
        }
    }

    private static Query withRest(Query query, JsonView json) {
        String role = json.text("roleArn");
        String dashboard = json.text("dashboardId");
        String chart = json.text("chartTitle");
        json.tellTheRest();
        Query asked = changed(query, json, "roleArn", each -> each.withRoleArn(role));
        Query titled = changed(asked, json, "chartTitle", each -> each.withChart("", chart));
        return changed(titled, json, "dashboardId", each -> each.withChart(dashboard, each.chartTitle()));
    }

    private static Query changed(Query query, JsonView json, String field, UnaryOperator<Query> change) {
        try {
            return change.apply(query);
        } catch (IllegalArgumentException e) {
            json.leaveOut(field, "has control characters");
            return query;
        }
    }

    private static @Nullable TimeSpan timeSpan(JsonView json) {
        String type = json.text("timeSpanType");
        String start = json.text("start");
        String end = json.text("end");
        Optional<TimeSpan> read;
        try {
            read = timeSpan(type, start, end);
        } catch (IllegalArgumentException e) {
            read = Optional.empty();
        }
        if (read.isEmpty()) {
            json.leaveOut(
                    "timeSpanType",
                    "is '%s' from '%s' to '%s', which is not known here"
                            .formatted(Texts.brief(type), Texts.brief(start), Texts.brief(end)));
        }
        return read.orElse(null);
    }

    private static Optional<TimeSpan> timeSpan(String type, String start, String end) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "relative" -> end.equals("now") ? before(start).map(TimeSpan::relative) : Optional.empty();
            case "custom" -> before(start).flatMap(from -> before(end).map(to -> TimeSpan.custom(from, to)));
            case "truncated" -> end.equals("absolute") ? truncated(start) : Optional.empty();
            case "today" -> isToday(start, end) ? Optional.of(TimeSpan.today()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isToday(String start, String end) {
        return List.of("", "today").contains(start) && List.of("", "now").contains(end);
    }

    /** {@return how long before now; negative for a time to come, which Terraform's sample has as an end: {@code 20s}} */
    private static Optional<Duration> before(String text) {
        if (text.equals("now")) {
            return Optional.of(Duration.ZERO);
        }
        return text.startsWith("-")
                ? DurationText.read(text.substring(1))
                : DurationText.read(text.startsWith("+") ? text.substring(1) : text)
                        .map(Duration::negated);
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
