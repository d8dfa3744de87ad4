package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.state.WaiverEntry;
import io.github.cspmalert.state.WaiverUse;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The forms of waivers that were added at run time, and of what is remembered of waivers. */
final class WaiverForm {

    private static final int VERSION = 1;

    private WaiverForm() {}

    static String write(WaiverEntry entry) {
        Waiver waiver = entry.waiver();
        ObjectNode document = Documents.begin(VERSION);
        document.put("id", waiver.id());
        write(waiver.filter(), document.putObject("filter"));
        document.put("reason", waiver.reason());
        document.put("author", waiver.author());
        document.put("until", waiver.until().toString());
        document.put("addedAt", entry.addedAt().toString());
        return Documents.text(document);
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
        ObjectNode document = Documents.begin(VERSION);
        document.put("filter", use.filter());
        document.put("meets", use.meets());
        document.put("told", use.told());
        return Documents.text(document);
    }

    static WaiverUse readUse(String document) {
        return Documents.read(
                "the use of a waiver",
                VERSION,
                document,
                fields -> new WaiverUse(fields.text("filter"), fields.bool("meets"), fields.bool("told")));
    }

    private static void write(FindingFilter filter, ObjectNode into) {
        sorted(filter.checkIds(), into.putArray("checkIds"));
        filter.checkNames().forEach(into.putArray("checkNames")::add);
        into.put("minRisk", filter.minRisk().map(RiskLevel::text).orElse(null));
        sorted(filter.products().stream().map(InstanceType::text).toList(), into.putArray("products"));
        sorted(filter.regions(), into.putArray("regions"));
        sorted(filter.accounts(), into.putArray("accounts"));
        filter.resources().forEach(into.putArray("resources")::add);
        sorted(filter.standards(), into.putArray("standards"));
    }

    private static void sorted(Collection<String> texts, ArrayNode into) {
        texts.stream().sorted().forEach(into::add);
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
