package io.github.cspmalert.json.state;

import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.check.Vendor;
import io.github.cspmalert.posture.CheckOutcome;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.state.FindingEntry;

/** The form of a finding. */
final class FindingForm {

    private static final int VERSION = 1;

    private FindingForm() {}

    static String write(FindingEntry entry) {
        Finding.Parts parts = entry.finding().parts();
        return Documents.write(VERSION, document -> document.object("key", fields -> write(parts.key(), fields))
                .object("description", fields -> write(parts.description(), fields))
                .texts("standards", parts.standards())
                .put("firstSeen", parts.firstSeen())
                .put("lastSeen", parts.lastSeen())
                .objects("history", parts.history(), FindingForm::write)
                .put("absentSince", parts.absentSince()));
    }

    private static void write(FindingKey key, FieldsWriter fields) {
        fields.put("source", key.source())
                .put("vendor", key.vendor().text())
                .put("checkId", key.checkId())
                .put("regionId", key.regionId())
                .put("instanceType", key.instanceType().text())
                .put("instanceSubType", key.instanceSubType().text())
                .put("instanceId", key.instanceId());
    }

    private static void write(Finding.Description description, FieldsWriter fields) {
        fields.put("at", description.at())
                .put("loggedAt", description.loggedAt())
                .put("checkItemName", description.checkItemName())
                .put("instanceName", description.instanceName())
                .put("details", description.details());
    }

    private static void write(CheckOutcome outcome, FieldsWriter fields) {
        fields.put("at", outcome.checkedAt())
                .put("loggedAt", outcome.loggedAt())
                .put("status", outcome.status().text())
                .put("risk", outcome.risk().text());
    }

    static FindingEntry read(String document) {
        return Documents.read(
                "a finding",
                VERSION,
                document,
                fields -> new FindingEntry(Finding.of(new Finding.Parts(
                        fields.object("key", FindingForm::key),
                        fields.object("description", FindingForm::description),
                        fields.texts("standards"),
                        fields.instant("firstSeen"),
                        fields.instant("lastSeen"),
                        fields.objects("history", FindingForm::outcome),
                        fields.instantOrNull("absentSince")))));
    }

    private static FindingKey key(Fields fields) {
        return new FindingKey(
                fields.text("source"),
                Vendor.of(fields.text("vendor")),
                fields.text("checkId"),
                fields.text("regionId"),
                InstanceType.of(fields.text("instanceType")),
                InstanceSubType.of(fields.text("instanceSubType")),
                fields.text("instanceId"));
    }

    private static Finding.Description description(Fields fields) {
        return new Finding.Description(
                fields.instant("at"),
                fields.instant("loggedAt"),
                fields.text("checkItemName"),
                fields.text("instanceName"),
                fields.text("details"));
    }

    private static CheckOutcome outcome(Fields fields) {
        return new CheckOutcome(
                fields.instant("at"),
                fields.instant("loggedAt"),
                CheckStatus.of(fields.text("status")),
                RiskLevel.of(fields.text("risk")));
    }
}
