package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts by a name and by risk. Not thread-safe. */
final class Breakdown {

    private static final Comparator<Map.Entry<String, RiskCounts>> WORST_FIRST =
            Comparator.<Map.Entry<String, RiskCounts>>comparingLong(
                            entry -> -entry.getValue().at(RiskCounts.KINDS - 1))
                    .thenComparingLong(entry -> -entry.getValue().at(0))
                    .thenComparingLong(entry -> -entry.getValue().at(1))
                    .thenComparingLong(entry -> -entry.getValue().at(2))
                    .thenComparing(Map.Entry::getKey);

    private final Map<String, RiskCounts> byName = new HashMap<>();

    void add(String name, @Nullable RiskLevel risk) {
        byName.computeIfAbsent(name, each -> new RiskCounts()).add(risk);
    }

    /** {@return the counts by name; whoever has most of the highest risk stands first} */
    List<Map.Entry<String, RiskCounts>> worstFirst() {
        return byName.entrySet().stream().sorted(WORST_FIRST).toList();
    }
}
