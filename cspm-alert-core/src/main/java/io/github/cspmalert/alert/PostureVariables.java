package io.github.cspmalert.alert;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingChange;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.posture.Enrichment;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.OpenCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What templates see of the news of a posture rule, as {@code posture} beside {@code alert}. Thread-safe. */
public final class PostureVariables {

    /** The number of changes that are listed: {@value}. All of them are counted. */
    public static final int MOST_CHANGES = 200;

    private final PostureNews news;
    private final Instant now;
    private final ConsoleLinks links;
    private final Function<String, Source> sources;
    private final Function<FindingKey, Enrichment> enrichments;

    /**
     * Where the records of a source lie.
     *
     * @param accountId the id of the account; empty if it is not known
     * @param search the search that finds the records
     * @param origin where the log lies
     */
    public record Source(String accountId, String search, LogOrigin origin) {

        /** Nothing is known. */
        public static final Source UNKNOWN = new Source("", "", LogOrigin.UNKNOWN);
    }

    private PostureVariables(
            PostureNews news,
            Instant now,
            ConsoleLinks links,
            Function<String, Source> sources,
            Function<FindingKey, Enrichment> enrichments) {
        this.news = news;
        this.now = now;
        this.links = links;
        this.sources = sources;
        this.enrichments = enrichments;
    }

    /**
     * Lays news out: {@code kind}, {@code group} with {@code by}, {@code id} and {@code name}, {@code owner}, {@code unowned},
     * {@code since}, {@code counts} by change, {@code changes}, {@code left_out}, {@code open}, {@code trend}, {@code waived} and
     * {@code cspm_url}. A change has what an enricher knows in {@code enrichment}: {@code resource_name}, {@code account_name},
     * {@code standards} and {@code remediation}. Times are seconds since 1970, 0 for none; what is not known is an empty text.
     *
     * @param news the news
     * @param now the instant of the evaluation
     * @param links the links into the console
     * @param sources where the records of a source lie, by its name
     * @param enrichments what else is known of a finding
     * @return the variables; unmodifiable as far as templates go
     */
    public static Map<String, Object> of(
            PostureNews news,
            Instant now,
            ConsoleLinks links,
            Function<String, Source> sources,
            Function<FindingKey, Enrichment> enrichments) {
        return new PostureVariables(news, now, links, sources, enrichments).map();
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", news.kind().word());
        map.put(
                "group",
                Map.of(
                        "by", news.group().by().word(),
                        "id", news.group().id(),
                        "name", news.group().name()));
        map.put("owner", news.owner());
        map.put("unowned", news.unowned());
        map.put("since", news.since().getEpochSecond());
        map.put("counts", counts());
        map.put(
                "changes",
                news.changes().stream().limit(MOST_CHANGES).map(this::change).toList());
        map.put("left_out", Math.max(0, news.changes().size() - MOST_CHANGES));
        map.put("open", open(news.open()));
        map.put("trend", news.trend().stream().map(PostureVariables::point).toList());
        map.put("waived", news.waived());
        map.put("cspm_url", links.cspm(region()));
        return map;
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (FindingChange change : FindingChange.values()) {
            counts.put(change.word(), 0);
        }
        news.changes().forEach(item -> counts.merge(item.change().word(), 1, Integer::sum));
        return counts;
    }

    private Map<String, Object> change(PostureNews.Item item) {
        Finding finding = item.finding();
        FindingKey key = finding.key();
        Source source = sources.apply(key.source());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("change", item.change().word());
        map.put("id", key.id());
        map.put("source", key.source());
        map.put("account_id", source.accountId());
        map.put("vendor", key.vendor().text());
        map.put("check_id", key.checkId());
        map.put("check_item_name", cut(finding.checkItemName()));
        map.put("instance_type", key.instanceType().text());
        map.put("instance_sub_type", key.instanceSubType().text());
        map.put("instance_id", cut(key.instanceId()));
        map.put("instance_name", cut(finding.instanceName()));
        map.put("region_id", key.regionId());
        map.put("risk", finding.risk().map(RiskLevel::text).orElse(""));
        map.put("previous_risk", previousRisk(item));
        map.put("status", finding.lastStatus().map(status -> status.text()).orElse(""));
        map.put("first_seen", finding.firstSeen().getEpochSecond());
        map.put("last_seen", finding.lastSeen().getEpochSecond());
        map.put("opened_at", seconds(finding.openedAt().orElse(null)));
        map.put("closed_at", seconds(finding.closedAt().orElse(null)));
        map.put("open_days", openDays(finding));
        map.put("times_reopened", finding.timesReopened());
        map.put("deadline", seconds(item.deadline()));
        map.put("overdue", item.isOverdue(now));
        map.put("reminder", item.reminder());
        map.put("waiver", waiver(item.waiver()));
        map.put("standards", finding.standards());
        map.put("enrichment", enrichment(enrichments.apply(key)));
        map.put("instance_result", finding.details());
        map.put("query_url", queryUrl(finding, source));
        return map;
    }

    private static String previousRisk(PostureNews.Item item) {
        RiskLevel risk = item.before().risk();
        return item.change() == FindingChange.RISK_RAISED && risk != null ? risk.text() : "";
    }

    private long openDays(Finding finding) {
        Instant until = finding.closedAt().orElse(now);
        return finding.openedAt()
                .map(opened -> Math.max(0, Duration.between(opened, until).toDays()))
                .orElse(0L);
    }

    private static Map<String, Object> waiver(@Nullable Waiver waiver) {
        return waiver == null
                ? Map.of("id", "", "reason", "", "author", "", "until", 0L)
                : Map.of(
                        "id", waiver.id(),
                        "reason", waiver.reason(),
                        "author", waiver.author(),
                        "until", waiver.until().getEpochSecond());
    }

    private static Map<String, Object> enrichment(Enrichment known) {
        return Map.of(
                "resource_name", known.resourceName(),
                "account_name", known.accountName(),
                "standards", known.standards(),
                "remediation", known.remediation());
    }

    private static Map<String, Object> open(OpenCounts counts) {
        return Map.of(
                "total", counts.total(),
                "high", counts.high(),
                "medium", counts.medium(),
                "low", counts.low(),
                "other", counts.other());
    }

    private static Map<String, Object> point(PostureNews.Point point) {
        Map<String, Object> map = new LinkedHashMap<>(open(point.open()));
        map.put("at", point.at().getEpochSecond());
        return map;
    }

    // The records of the finding since a day before it opened, which a record without a time did at the beginning of
    // time.
    private String queryUrl(Finding finding, Source source) {
        StringBuilder search = new StringBuilder(source.search().equals("*") ? "" : source.search());
        term(search, "check_id", finding.key().checkId());
        term(search, "instance_id", finding.key().instanceId());
        Instant opened = finding.openedAt().orElse(finding.firstSeen());
        Instant before = (opened.isBefore(now) ? opened : now).minus(Duration.ofDays(1));
        Instant from = before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before;
        LogResult result = new LogResult(source.origin(), List.of(), List.of(), Set.of());
        return links.query(new QueryData(search.isEmpty() ? "*" : search.toString(), new TimeRange(from, now), result));
    }

    private static void term(StringBuilder search, String field, String value) {
        if (!value.isBlank()) {
            String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
            search.append(search.isEmpty() ? "" : " and ")
                    .append(field)
                    .append(": \"")
                    .append(quoted)
                    .append('"');
        }
    }

    private String region() {
        return news.changes().stream()
                .map(item ->
                        sources.apply(item.finding().key().source()).origin().region())
                .filter(region -> !region.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static long seconds(@Nullable Instant instant) {
        return instant == null ? 0 : instant.getEpochSecond();
    }

    private static String cut(String text) {
        return AlertVariables.cut(text);
    }
}
