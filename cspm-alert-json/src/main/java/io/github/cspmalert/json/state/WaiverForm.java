package io.github.cspmalert.json.state;

import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;
import org.jspecify.annotations.Nullable;

/** The forms of waivers that were added at run time, and of what is remembered of waivers. */
final class WaiverForm {

    private static final int VERSION = 1;

    private WaiverForm() {}

    static String write(WaiverEntry entry) {
        Waiver waiver = entry.waiver();
        return Documents.write(VERSION, document -> document.put("id", waiver.id())
                .object("filter", filter -> write(waiver.filter(), filter))
                .put("reason", waiver.reason())
                .put("author", waiver.author())
                .put("until", waiver.until())
                .put("addedAt", entry.addedAt()));
    }

    static WaiverEntry read(String document) {
        return Documents.read(
                "a waiver",
                VERSION,
                document,
                fields -> new WaiverEntry(
                        new Waiver(
                                fields.text("id"),
                                fields.object("filter", WaiverForm::filter),
                                fields.text("reason"),
                                fields.text("author"),
                                fields.instant("until")),
                        fields.instant("addedAt")));
    }

    static String write(WaiverUse use) {
        return Documents.write(VERSION, document -> document.put("filter", use.filter())
                .put("meets", use.meets())
                .put("told", use.told()));
    }

    static WaiverUse readUse(String document) {
        return Documents.read(
                "the use of a waiver",
                VERSION,
                document,
                fields -> new WaiverUse(fields.text("filter"), fields.bool("meets"), fields.bool("told")));
    }

    private static void write(FindingFilter filter, FieldsWriter fields) {
        fields.sorted("checkIds", filter.checkIds())
                .texts("checkNames", filter.checkNames())
                .put("minRisk", filter.minRisk().map(RiskLevel::text).orElse(null))
                .sorted(
                        "products",
                        filter.products().stream().map(InstanceType::text).toList())
                .sorted("regions", filter.regions())
                .sorted("accounts", filter.accounts())
                .texts("resources", filter.resources())
                .sorted("standards", filter.standards());
    }

    private static FindingFilter filter(Fields fields) {
        FindingFilter.Builder filter = FindingFilter.builder()
                .checkIds(texts(fields, "checkIds"))
                .checkNames(texts(fields, "checkNames"))
                .products(texts(fields, "products"))
                .regions(texts(fields, "regions"))
                .accounts(texts(fields, "accounts"))
                .resources(texts(fields, "resources"))
                .standards(texts(fields, "standards"));
        @Nullable String minRisk = fields.textOrNull("minRisk");
        if (minRisk != null) {
            filter.minRisk(RiskLevel.of(minRisk));
        }
        try {
            return filter.build();
        } catch (AlertConfigurationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String[] texts(Fields fields, String name) {
        return fields.texts(name).toArray(String[]::new);
    }
}
