package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.Vendor;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Digests;
import java.util.List;
import java.util.Objects;

/**
 * What a finding is about: a check item on a resource. Names are no part of it, since they are translated and changed; nor is
 * the standard, since CSPM writes a record for each standard that a check item belongs to.
 *
 * @param source where the results come from, such as an account or a project, which no record tells; one line, not blank
 * @param vendor the cloud
 * @param checkId the id of the check item; empty if a record lacks it
 * @param regionId the region of the resource; empty for what is in no region
 * @param instanceType the product
 * @param instanceSubType what the resource is within the product; users and groups may share an id
 * @param instanceId the id of the resource; empty for some checks of a whole account
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public record FindingKey(
        String source,
        Vendor vendor,
        String checkId,
        String regionId,
        InstanceType instanceType,
        InstanceSubType instanceSubType,
        String instanceId) {

    /**
     * Checks the parts.
     *
     * @param source where the results come from
     * @param vendor the cloud
     * @param checkId the id of the check item
     * @param regionId the region of the resource
     * @param instanceType the product
     * @param instanceSubType what the resource is within the product
     * @param instanceId the id of the resource
     * @throws IllegalArgumentException if the source is blank or has line breaks or control characters
     */
    public FindingKey {
        Checks.notBlank("source", Checks.oneLine("source", source));
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(checkId, "checkId");
        Objects.requireNonNull(regionId, "regionId");
        Objects.requireNonNull(instanceType, "instanceType");
        Objects.requireNonNull(instanceSubType, "instanceSubType");
        Objects.requireNonNull(instanceId, "instanceId");
    }

    /**
     * Says what a record is about.
     *
     * @param source where the record comes from
     * @param result the record
     * @return the key
     * @throws IllegalArgumentException if the source is blank or has line breaks or control characters
     */
    public static FindingKey of(String source, CheckResult result) {
        return new FindingKey(
                source,
                result.vendor(),
                result.checkId(),
                result.regionId(),
                result.instanceType(),
                result.instanceSubType(),
                result.instanceId());
    }

    /**
     * Names the finding in a store, a link or a file name.
     *
     * @return 32 hexadecimal digits, equal for equal keys; nothing of a tenant's can be read from it
     */
    public String id() {
        return Digests.hex(
                32,
                List.of(
                        source,
                        vendor.canonical(),
                        checkId,
                        regionId,
                        instanceType.canonical(),
                        instanceSubType.canonical(),
                        instanceId));
    }

    /** {@return the id of the check item and of the finding; no name or id of a resource, since those are confidential} */
    @Override
    public String toString() {
        return "FindingKey[checkId=%s, id=%s]".formatted(Checks.printable(checkId), id());
    }
}
