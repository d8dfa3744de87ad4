package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.state.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The figures of the page, counted finding by finding. Not thread-safe. */
final class Figures {

    static final Duration WEEK = Duration.ofDays(7);

    /** How long ago a finding may have been fixed to count for the time that fixing takes. */
    static final Duration FIXED_WITHIN = Duration.ofDays(90);

    // Those of the first group are up to 7 days old, and so on; those of the last are older.
    private static final List<Integer> AGES = List.of(7, 30, 90);

    private final Instant now;
    private final NewsBounds bounds;
    final RiskCounts open = new RiskCounts();
    final RiskCounts waived = new RiskCounts();
    final RiskCounts unobserved = new RiskCounts();
    final Breakdown products = new Breakdown();
    final Breakdown accounts = new Breakdown();
    final Breakdown owners = new Breakdown();
    final List<RiskCounts> ages = IntStream.rangeClosed(0, AGES.size())
            .mapToObj(i -> new RiskCounts())
            .toList();
    final Map<News, RiskCounts> news = new EnumMap<>(News.class);
    final List<FixTimes> fixTimes =
            IntStream.range(0, RiskCounts.KINDS).mapToObj(i -> new FixTimes()).toList();
    final Trend trend;
    private boolean empty = true;

    Figures(Map<String, SourceState> sources, Instant now) {
        this.now = now;
        this.bounds = new NewsBounds(sources, now);
        this.trend = new Trend(now);
        for (News each : News.values()) {
            news.put(each, new RiskCounts());
        }
    }

    /** What happened to a finding within the week. */
    enum News {
        NONE,
        NEW,
        REOPENED,
        FIXED,
        EXEMPTED
    }

    void add(LedgerEntry entry) {
        Finding finding = entry.finding();
        @Nullable RiskLevel risk = finding.risk().orElse(null);
        empty = false;
        trend.add(finding);
        news.computeIfAbsent(newsOf(finding), each -> new RiskCounts()).add(risk);
        switch (finding.state()) {
            case OPEN -> addOpen(entry, risk);
            case UNOBSERVED -> unobserved.add(risk);
            case FIXED -> addFixed(finding, risk);
            default -> {}
        }
    }

    private void addOpen(LedgerEntry entry, @Nullable RiskLevel risk) {
        Finding finding = entry.finding();
        open.add(risk);
        if (entry.isWaived()) {
            waived.add(risk);
        }
        products.add(finding.key().instanceType().text(), risk);
        accounts.add(finding.key().source(), risk);
        if (entry.owners().isEmpty()) {
            owners.add("", risk);
        }
        entry.owners().forEach(owner -> owners.add(owner, risk));
        ages.get(ageGroup(ageInDays(finding))).add(risk);
    }

    private void addFixed(Finding finding, @Nullable RiskLevel risk) {
        Instant opened = finding.openedAt().orElseThrow();
        finding.closedAt()
                .filter(closed -> closed.isAfter(now.minus(FIXED_WITHIN)))
                .ifPresent(closed -> fixTimes.get(RiskCounts.place(risk)).add(Duration.between(opened, closed)));
    }

    /** {@return for how many whole days a finding has been open} */
    long ageInDays(Finding finding) {
        return Math.max(0, Duration.between(finding.openedAt().orElse(now), now).toDays());
    }

    private static int ageGroup(long days) {
        return (int) AGES.stream().filter(most -> days > most).count();
    }

    /** {@return what happened to a finding within the week} */
    News newsOf(Finding finding) {
        return switch (finding.state()) {
            case OPEN -> opened(finding);
            case FIXED -> closedWithinWeek(finding) ? News.FIXED : News.NONE;
            case EXEMPTED -> closedWithinWeek(finding) ? News.EXEMPTED : News.NONE;
            case CLEAR, UNOBSERVED -> News.NONE;
        };
    }

    private News opened(Finding finding) {
        Instant at = finding.openedAt().orElseThrow();
        if (finding.timesReopened() > 0) {
            return bounds.isWithinWeek(at) ? News.REOPENED : News.NONE;
        }
        return bounds.isNew(finding.key().source(), at) ? News.NEW : News.NONE;
    }

    private boolean closedWithinWeek(Finding finding) {
        return finding.closedAt().filter(bounds::isWithinWeek).isPresent();
    }

    NewsBounds bounds() {
        return bounds;
    }

    /** {@return whether no finding is or ever was open} */
    boolean isEmpty() {
        return empty;
    }

    Instant now() {
        return now;
    }
}
