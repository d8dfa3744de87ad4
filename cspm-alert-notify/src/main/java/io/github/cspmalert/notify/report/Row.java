package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.FindingState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the table of the page says of a finding, without its history and its details, which are long. */
record Row(
        FindingKey key,
        String checkItemName,
        String instanceName,
        Optional<RiskLevel> risk,
        FindingState state,
        Instant openedAt,
        Optional<Instant> closedAt,
        Instant lastSeen,
        int timesReopened,
        List<String> owners,
        List<String> waivers,
        Figures.News news,
        String id) {

    /** What is open first, then what is no longer observed; by risk, and the longest open first. */
    static final Comparator<Row> URGENT_FIRST = Comparator.comparingInt(Row::stateRank)
            .thenComparingInt(row -> -row.risk().map(RiskLevel::rank).orElse(0))
            .thenComparing(Row::openedAt)
            .thenComparing(Row::id);

    static Row of(LedgerEntry entry, Figures.News news) {
        Finding finding = entry.finding();
        return new Row(
                finding.key(),
                finding.checkItemName(),
                finding.instanceName(),
                finding.risk(),
                finding.state(),
                finding.openedAt().orElse(finding.firstSeen()),
                finding.closedAt(),
                finding.lastSeen(),
                finding.timesReopened(),
                List.copyOf(entry.owners()),
                entry.waivers().stream().map(Waiver::id).toList(),
                news,
                finding.key().id());
    }

    private int stateRank() {
        return switch (state) {
            case OPEN -> 0;
            case UNOBSERVED -> 1;
            default -> 2;
        };
    }
}
