package io.github.cspmalert.posture;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.internal.Letters;
import java.util.List;
import java.util.Set;

/** Says which findings a {@link FindingFilter} meets. Pure. */
public final class FindingMatch {

    private FindingMatch() {}

    /**
     * Says whether a filter meets a finding.
     *
     * @param filter the filter
     * @param finding the finding
     * @return whether it meets every part that is set. A finding whose risk is not known yet has any
     */
    public static boolean matches(FindingFilter filter, Finding finding) {
        return filter.minRisk()
                        .map(least -> finding.risk()
                                .map(risk -> risk.compareTo(least) >= 0)
                                .orElse(true))
                        .orElse(true)
                && matchesKey(filter, finding);
    }

    /**
     * Says whether a filter meets a finding as it is or as it stood: what has become less risky than the rule asks for is still
     * to be told to whoever heard of it.
     *
     * @param filter the filter
     * @param before how it stood
     * @param finding the finding
     * @return whether it meets every part that is set, the risk before or now
     */
    public static boolean matches(FindingFilter filter, Stand before, Finding finding) {
        RiskLevel was = before.risk();
        boolean risky = was != null
                && filter.minRisk().filter(least -> was.compareTo(least) >= 0).isPresent();
        return risky ? matchesKey(filter, finding) : matches(filter, finding);
    }

    private static boolean matchesKey(FindingFilter filter, Finding finding) {
        FindingKey key = finding.key();
        return among(filter.products(), key.instanceType())
                && among(filter.regions(), key.regionId())
                && among(filter.accounts(), key.source())
                && matchesCheck(filter, finding)
                && (filter.resources().isEmpty()
                        || anyMeets(filter.resources(), key.instanceId())
                        || anyMeets(filter.resources(), finding.instanceName()))
                && (filter.standards().isEmpty()
                        || finding.standards().stream().anyMatch(filter.standards()::contains));
    }

    private static boolean matchesCheck(FindingFilter filter, Finding finding) {
        return filter.checkIds().isEmpty() && filter.checkNames().isEmpty()
                || filter.checkIds().contains(finding.key().checkId())
                || anyMeets(filter.checkNames(), finding.checkItemName());
    }

    private static <T> boolean among(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean anyMeets(List<String> patterns, String text) {
        String lower = Letters.lower(text);
        return patterns.stream().anyMatch(pattern -> meets(Letters.lower(pattern), lower));
    }

    /** Goes back to the last asterisk only, so that no pattern takes long. */
    static boolean meets(String pattern, String text) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int p = 0;
        while (at < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = at;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(at)) {
                p++;
                at++;
            } else if (star >= 0) {
                p = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
