package io.github.cspmalert.testkit;

import io.github.cspmalert.check.RiskLevel;
import java.util.List;

/**
 * A check item as the generator knows it.
 *
 * @param failing the share of resources that do not pass, 0 to 1
 * @param sections where the item stands in the standards; the first is the one written by default
 */
record CheckItem(String id, String name, ResourceKind kind, RiskLevel risk, double failing, List<Section> sections) {

    /** A place in a standard. */
    record Section(String standardId, String requirementId, String sectionId) {}

    CheckItem {
        sections = List.copyOf(sections);
    }
}
