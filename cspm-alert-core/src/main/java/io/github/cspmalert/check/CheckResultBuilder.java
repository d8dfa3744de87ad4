package io.github.cspmalert.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a record together, for tests and fixtures. What is not set is empty. Not thread-safe. */
public final class CheckResultBuilder {

    String topic = CheckResult.TOPIC;
    String checkId = "";
    String checkItemName = "";
    String instanceId = "";
    String instanceName = "";
    InstanceType instanceType = InstanceType.of("");
    InstanceSubType instanceSubType = InstanceSubType.of("");
    String regionId = "";
    RiskLevel riskLevel = RiskLevel.of("");
    CheckStatus status = CheckStatus.of("");
    String standardId = "";
    String requirementId = "";
    String sectionId = "";
    String instanceResult = "";
    Vendor vendor = Vendor.of("");

    @Nullable Instant startTime;

    @Nullable Instant logTime;

    final Map<String, String> otherFields = new LinkedHashMap<>();

    CheckResultBuilder() {}

    /**
     * Sets the topic. Default: {@value CheckResult#TOPIC}
     *
     * @param topic the topic
     * @return this builder
     */
    public CheckResultBuilder topic(String topic) {
        this.topic = Objects.requireNonNull(topic, "topic");
        return this;
    }

    /**
     * Sets the id of the check item.
     *
     * @param checkId the id
     * @return this builder
     */
    public CheckResultBuilder checkId(String checkId) {
        this.checkId = Objects.requireNonNull(checkId, "checkId");
        return this;
    }

    /**
     * Sets the name of the check item.
     *
     * @param checkItemName the name
     * @return this builder
     */
    public CheckResultBuilder checkItemName(String checkItemName) {
        this.checkItemName = Objects.requireNonNull(checkItemName, "checkItemName");
        return this;
    }

    /**
     * Sets the id of the resource.
     *
     * @param instanceId the id
     * @return this builder
     */
    public CheckResultBuilder instanceId(String instanceId) {
        this.instanceId = Objects.requireNonNull(instanceId, "instanceId");
        return this;
    }

    /**
     * Sets the name of the resource.
     *
     * @param instanceName the name
     * @return this builder
     */
    public CheckResultBuilder instanceName(String instanceName) {
        this.instanceName = Objects.requireNonNull(instanceName, "instanceName");
        return this;
    }

    /**
     * Sets the product.
     *
     * @param instanceType the product
     * @return this builder
     */
    public CheckResultBuilder instanceType(InstanceType instanceType) {
        this.instanceType = Objects.requireNonNull(instanceType, "instanceType");
        return this;
    }

    /**
     * Sets what the resource is within the product.
     *
     * @param instanceSubType the sub-type
     * @return this builder
     */
    public CheckResultBuilder instanceSubType(InstanceSubType instanceSubType) {
        this.instanceSubType = Objects.requireNonNull(instanceSubType, "instanceSubType");
        return this;
    }

    /**
     * Sets the region of the resource.
     *
     * @param regionId the region
     * @return this builder
     */
    public CheckResultBuilder regionId(String regionId) {
        this.regionId = Objects.requireNonNull(regionId, "regionId");
        return this;
    }

    /**
     * Sets how bad it is not to pass.
     *
     * @param riskLevel the level
     * @return this builder
     */
    public CheckResultBuilder riskLevel(RiskLevel riskLevel) {
        this.riskLevel = Objects.requireNonNull(riskLevel, "riskLevel");
        return this;
    }

    /**
     * Sets the outcome.
     *
     * @param status the outcome
     * @return this builder
     */
    public CheckResultBuilder status(CheckStatus status) {
        this.status = Objects.requireNonNull(status, "status");
        return this;
    }

    /**
     * Sets the id of the standard.
     *
     * @param standardId the id
     * @return this builder
     */
    public CheckResultBuilder standardId(String standardId) {
        this.standardId = Objects.requireNonNull(standardId, "standardId");
        return this;
    }

    /**
     * Sets the id of the requirement.
     *
     * @param requirementId the id
     * @return this builder
     */
    public CheckResultBuilder requirementId(String requirementId) {
        this.requirementId = Objects.requireNonNull(requirementId, "requirementId");
        return this;
    }

    /**
     * Sets the id of the section.
     *
     * @param sectionId the id
     * @return this builder
     */
    public CheckResultBuilder sectionId(String sectionId) {
        this.sectionId = Objects.requireNonNull(sectionId, "sectionId");
        return this;
    }

    /**
     * Sets the details.
     *
     * @param instanceResult the details as JSON
     * @return this builder
     */
    public CheckResultBuilder instanceResult(String instanceResult) {
        this.instanceResult = Objects.requireNonNull(instanceResult, "instanceResult");
        return this;
    }

    /**
     * Sets the cloud.
     *
     * @param vendor the cloud
     * @return this builder
     */
    public CheckResultBuilder vendor(Vendor vendor) {
        this.vendor = Objects.requireNonNull(vendor, "vendor");
        return this;
    }

    /**
     * Sets the instant of the check.
     *
     * @param startTime the instant; cut to whole seconds, as the log has it
     * @return this builder
     * @throws IllegalArgumentException if the instant is before 1970 or after 2286
     */
    public CheckResultBuilder startTime(Instant startTime) {
        this.startTime = CheckResultFields.wholeSeconds("startTime", startTime);
        otherFields.remove("start_time");
        return this;
    }

    /**
     * Sets the log time, SLS's {@code __time__}.
     *
     * @param logTime the instant; cut to whole seconds, as the log has it
     * @return this builder
     * @throws IllegalArgumentException if the instant is before 1970 or after 2286
     */
    public CheckResultBuilder logTime(Instant logTime) {
        this.logTime = CheckResultFields.wholeSeconds("logTime", logTime);
        otherFields.remove("__time__");
        return this;
    }

    /**
     * Sets a field by its name in the log, documented or not.
     *
     * @param name the name, such as {@code check_id}
     * @param value the value; a malformed time is kept among the {@linkplain CheckResult#otherFields() others}
     * @return this builder
     * @throws NullPointerException if the name or the value is null
     */
    public CheckResultBuilder field(String name, String value) {
        Objects.requireNonNull(name, "a field's name is null; every field needs a name");
        Objects.requireNonNull(value, () -> "the value of field '" + name + "' is null; leave the field out");
        if (CheckResultFields.set(this, name, value)) {
            otherFields.remove(name);
        } else {
            otherFields.put(name, value);
        }
        return this;
    }

    /**
     * Builds the record and leaves this builder as it is.
     *
     * @return the record
     */
    public CheckResult build() {
        return new CheckResult(this);
    }
}
