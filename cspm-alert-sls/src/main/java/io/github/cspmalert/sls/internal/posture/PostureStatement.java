package io.github.cspmalert.sls.internal.posture;

import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.posture.CspmResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query that gives the findings that are open, by the latest state of each resource. What belongs to a resource for good
 * narrows the records that are read; what may change from record to record is asked of the newest only. Of two records in one second
 * the worse counts. Pure.
 */
final class PostureStatement {

    /** So many rows enter an evaluation at most. */
    static final int MOST_ROWS = 1000;

    // A search may have 30 words.
    private static final int MOST_WORDS = 20;

    private static final String SEARCH =
            CspmResults.SEARCH + " and not status: \"CHECKING\" and not status: \"NOT_CHECK\"";

    /** Later is more, and within a second what needs attention is more than what does not. */
    private static final String ORDER =
            "CAST(__time__ AS bigint) * 2 + CASE WHEN upper(status) IN ('PASS', 'WHITELIST') THEN 0 ELSE 1 END";

    private static final String CHECK_ID = "CAST(check_id AS varchar)";
    private static final String STANDARD_ID = "CAST(standard_id AS varchar)";

    private final FindingFilter filter;

    private PostureStatement(FindingFilter filter) {
        this.filter = filter;
    }

    /** {@return the statement for the findings that a filter meets, but for its accounts} */
    static String of(FindingFilter filter) {
        return new PostureStatement(filter).text();
    }

    private String text() {
        return """
                %s |
                SELECT check_id, last_check_name, last_risk, last_status, vendor, region_id, instance_type, instance_sub_type,
                       instance_id, last_instance_name, first_seen, last_seen
                FROM (
                  SELECT vendor, check_id, region_id, instance_type, instance_sub_type, instance_id,
                         coalesce(upper(%s), '') AS last_status,
                         coalesce(upper(%s), '') AS last_risk,
                         %s AS last_check_name,
                         %s AS last_instance_name,%s
                         min(__time__) AS first_seen, max(__time__) AS last_seen
                  FROM log%s
                  GROUP BY vendor, check_id, region_id, instance_type, instance_sub_type, instance_id
                )
                WHERE %s
                ORDER BY CASE last_risk WHEN 'LOW' THEN 3 WHEN 'MEDIUM' THEN 2 WHEN 'HIGH' THEN 1 ELSE 0 END, check_id, instance_id
                LIMIT %d"""
                .formatted(
                        search(),
                        newest("status"),
                        newest("risk_level"),
                        newest("check_item_name"),
                        newest("instance_name"),
                        standards(),
                        all("\n  WHERE ", ofTheResource()),
                        all("", ofTheNewest()),
                        MOST_ROWS);
    }

    // Only digits mean the same whether the field is indexed as text or as a number.
    private String search() {
        Collection<String> ids = filter.checkIds();
        boolean narrows = !ids.isEmpty()
                && ids.size() <= MOST_WORDS
                && filter.checkNames().isEmpty()
                && ids.stream().allMatch(id -> id.matches("[0-9]{1,18}"));
        return narrows
                ? SEARCH
                        + ids.stream()
                                .sorted()
                                .map(id -> "check_id: " + id)
                                .collect(Collectors.joining(" or ", " and (", ")"))
                : SEARCH;
    }

    private static String newest(String field) {
        return "max_by(%s, %s)".formatted(field, ORDER);
    }

    private String standards() {
        return filter.standards().isEmpty()
                ? ""
                : "\n         count_if(%s) AS in_standards,".formatted(in(STANDARD_ID, filter.standards()));
    }

    private List<String> ofTheResource() {
        List<String> all = new ArrayList<>();
        if (!filter.checkIds().isEmpty() && filter.checkNames().isEmpty()) {
            all.add(in(CHECK_ID, filter.checkIds()));
        }
        if (!filter.regions().isEmpty()) {
            all.add(in("region_id", filter.regions()));
        }
        if (!filter.products().isEmpty()) {
            all.add(in(
                    "upper(instance_type)",
                    filter.products().stream().map(InstanceType::canonical).toList()));
        }
        return all;
    }

    private List<String> ofTheNewest() {
        List<String> all = new ArrayList<>(List.of("last_status NOT IN ('PASS', 'WHITELIST')"));
        lessThan(filter.minRisk().orElse(RiskLevel.LOW))
                .forEach(risk -> all.add("last_risk <> " + quoted(risk.canonical())));
        if (!filter.checkNames().isEmpty()) {
            Stream<String> ids =
                    filter.checkIds().isEmpty() ? Stream.empty() : Stream.of(in(CHECK_ID, filter.checkIds()));
            all.add(any(Stream.concat(ids, filter.checkNames().stream().map(like("last_check_name")))));
        }
        if (!filter.resources().isEmpty()) {
            all.add(any(filter.resources().stream().flatMap(pattern -> Stream.of("instance_id", "last_instance_name")
                    .map(field -> like(field).apply(pattern)))));
        }
        if (!filter.standards().isEmpty()) {
            all.add("in_standards > 0");
        }
        return all;
    }

    // Not "at least", since a risk that is not documented counts as higher than all.
    private static List<RiskLevel> lessThan(RiskLevel least) {
        return RiskLevel.documentedValues().stream()
                .filter(risk -> risk.compareTo(least) < 0)
                .toList();
    }

    private static String all(String before, List<String> conditions) {
        return conditions.isEmpty() ? "" : before + String.join(" AND ", conditions);
    }

    private static String any(Stream<String> conditions) {
        return conditions.collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String in(String field, Collection<String> values) {
        return values.stream()
                .sorted()
                .map(PostureStatement::quoted)
                .collect(Collectors.joining(", ", field + " IN (", ")"));
    }

    private static Function<String, String> like(String field) {
        return pattern -> "lower(%s) LIKE %s ESCAPE '!'".formatted(field, quoted(likePattern(pattern)));
    }

    private static String likePattern(String pattern) {
        return pattern.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_")
                .replace('*', '%');
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
