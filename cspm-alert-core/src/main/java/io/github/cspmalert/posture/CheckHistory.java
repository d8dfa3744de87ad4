package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a finding, the oldest first, and what follows from their order: when it opened and closed, and how often it
 * opened again. See {@link Finding} for which checks are kept. Immutable.
 */
final class CheckHistory {

    private final List<CheckOutcome> checks;
    private final @Nullable Instant openedAt;
    private final @Nullable Instant closedAt;
    private final int timesReopened;

    CheckHistory(List<CheckOutcome> checks) {
        this.checks = List.copyOf(checks);
        boolean open = false;
        @Nullable Instant opened = null;
        @Nullable Instant closed = null;
        int reopened = 0;
        for (CheckOutcome each : this.checks) {
            if (each.isOpen() && !open) {
                reopened += opened == null ? 0 : 1;
                opened = each.checkedAt();
                closed = null;
            } else if (!each.isOpen() && open) {
                closed = each.checkedAt();
            }
            open = each.isOpen();
        }
        this.openedAt = opened;
        this.closedAt = closed;
        this.timesReopened = reopened;
    }

    List<CheckOutcome> checks() {
        return checks;
    }

    Optional<CheckOutcome> last() {
        return checks.isEmpty() ? Optional.empty() : Optional.of(checks.get(checks.size() - 1));
    }

    FindingState state() {
        if (openedAt == null) {
            return FindingState.CLEAR;
        }
        if (closedAt == null) {
            return FindingState.OPEN;
        }
        return last().map(CheckOutcome::status).filter(CheckStatus.PASS::equals).isPresent()
                ? FindingState.FIXED
                : FindingState.EXEMPTED;
    }

    @Nullable Instant openedAt() {
        return openedAt;
    }

    @Nullable Instant closedAt() {
        return closedAt;
    }

    int timesReopened() {
        return timesReopened;
    }

    /** Takes further checks in, in any order; of several at one instant, the last by order counts. */
    CheckHistory with(List<CheckOutcome> more) {
        return more.isEmpty() ? this : new CheckHistory(compact(merged(more)));
    }

    private List<CheckOutcome> merged(List<CheckOutcome> more) {
        if (more.size() == 1 && isNewest(more.get(0))) {
            // Nearly always: the outcome of the next scan.
            List<CheckOutcome> all = new ArrayList<>(checks.size() + 1);
            all.addAll(checks);
            all.add(more.get(0));
            return all;
        }
        TreeMap<Instant, CheckOutcome> byInstant = new TreeMap<>();
        checks.forEach(each -> byInstant.put(each.checkedAt(), each));
        more.forEach(each ->
                byInstant.merge(each.checkedAt(), each, (one, other) -> one.compareTo(other) < 0 ? other : one));
        return List.copyOf(byInstant.values());
    }

    private boolean isNewest(CheckOutcome outcome) {
        return last().filter(newest -> !outcome.checkedAt().isAfter(newest.checkedAt()))
                .isEmpty();
    }

    private static List<CheckOutcome> compact(List<CheckOutcome> all) {
        if (all.size() < 3 || !isOld(all.get(1), all)) {
            return all;
        }
        List<CheckOutcome> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean inner = i > 0 && i < all.size() - 1;
            if (!(inner
                    && isOld(all.get(i), all)
                    && same(all.get(i - 1), all.get(i))
                    && same(all.get(i), all.get(i + 1)))) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static boolean isOld(CheckOutcome each, List<CheckOutcome> all) {
        return each.checkedAt().isBefore(all.get(all.size() - 1).checkedAt().minus(Finding.EXACT));
    }

    private static boolean same(CheckOutcome one, CheckOutcome other) {
        return one.status().equals(other.status()) && one.risk().equals(other.risk());
    }
}
