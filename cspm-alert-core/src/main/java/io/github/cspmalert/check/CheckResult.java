package io.github.cspmalert.check;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log of CSPM: what a check item found on a resource at some instant. Immutable and thread-safe; its
 * {@linkplain CheckResultBuilder builder} is neither.
 *
 * <p>No record is refused, whatever is in it: a missing field is empty, an unknown value and an unknown field
 * are kept, and {@link #oddities()} lists what is not as documented. Names, and values in {@link #instanceResult()}, are
 * written by tenants: escape them wherever they are shown.
 *
 * <p>A resource may have several records of one run, which differ in standard, requirement and section only. An account
 * is not part of the record.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class CheckResult {

    /** The topic of CSPM's records: {@value}. Other topics of the same Logstore have fields of the same names. */
    public static final String TOPIC = "sas-cspm-log";

    /** The names of the documented fields, in the order in which {@link #toRow()} writes them. */
    public static final List<String> FIELDS = CheckResultFields.names();

    private final String topic;
    private final String checkId;
    private final String checkItemName;
    private final String instanceId;
    private final String instanceName;
    private final InstanceType instanceType;
    private final InstanceSubType instanceSubType;
    private final String regionId;
    private final RiskLevel riskLevel;
    private final CheckStatus status;
    private final String standardId;
    private final String requirementId;
    private final String sectionId;
    private final String instanceResult;
    private final Vendor vendor;
    private final @Nullable Instant startTime;
    private final @Nullable Instant logTime;
    private final Map<String, String> otherFields;

    CheckResult(CheckResultBuilder builder) {
        this.topic = builder.topic;
        this.checkId = builder.checkId;
        this.checkItemName = builder.checkItemName;
        this.instanceId = builder.instanceId;
        this.instanceName = builder.instanceName;
        this.instanceType = builder.instanceType;
        this.instanceSubType = builder.instanceSubType;
        this.regionId = builder.regionId;
        this.riskLevel = builder.riskLevel;
        this.status = builder.status;
        this.standardId = builder.standardId;
        this.requirementId = builder.requirementId;
        this.sectionId = builder.sectionId;
        this.instanceResult = builder.instanceResult;
        this.vendor = builder.vendor;
        this.startTime = builder.startTime;
        this.logTime = builder.logTime;
        this.otherFields = builder.otherFields.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.otherFields));
    }

    /** {@return a new builder of a record of topic {@value #TOPIC}, all else empty} */
    public static CheckResultBuilder builder() {
        return new CheckResultBuilder();
    }

    /**
     * Reads a record. Never fails for what is in it: see {@link #oddities()}.
     *
     * @param row the fields by name, such as the values of a row of a query's result; a null value counts as missing
     * @return the record
     * @throws NullPointerException if the row is null
     */
    public static CheckResult fromRow(Map<String, ? extends @Nullable String> row) {
        Objects.requireNonNull(row, "row is null; give the fields of a record by name");
        CheckResultBuilder builder = new CheckResultBuilder().topic("");
        row.forEach((name, value) -> {
            if (value != null) {
                builder.field(name, value);
            }
        });
        return builder.build();
    }

    /**
     * Writes the record as fields: the documented ones in the order of {@link #FIELDS}, then the others. What is empty is
     * left out.
     *
     * @return the fields by name, unmodifiable; {@link #fromRow} makes an equal record of them
     */
    public Map<String, String> toRow() {
        return CheckResultFields.toRow(this);
    }

    /**
     * Tells what is not as documented: missing fields, values outside the documented sets, malformed times, values of a
     * length that SLS does not store. Such a record is still worth an alert, and it may tell that the log has changed.
     *
     * @return one sentence for each, without any text written by tenants; empty if all is well
     */
    public List<String> oddities() {
        return CheckResultFields.oddities(this);
    }

    /** {@return the topic; empty if missing, as in Logstores that hold one kind of log} */
    public String topic() {
        return topic;
    }

    /** {@return the id of the check item, by which to group: the name may be translated or changed} */
    public String checkId() {
        return checkId;
    }

    /** {@return the name of the check item; written by a tenant if the check item is custom} */
    public String checkItemName() {
        return checkItemName;
    }

    /** {@return the id of the resource; empty for some checks of a whole account} */
    public String instanceId() {
        return instanceId;
    }

    /** {@return the name of the resource, written by a tenant} */
    public String instanceName() {
        return instanceName;
    }

    /** {@return the product} */
    public InstanceType instanceType() {
        return instanceType;
    }

    /** {@return what the resource is within the product} */
    public InstanceSubType instanceSubType() {
        return instanceSubType;
    }

    /** {@return the region of the resource, such as {@code cn-hangzhou}} */
    public String regionId() {
        return regionId;
    }

    /** {@return how bad it is not to pass} */
    public RiskLevel riskLevel() {
        return riskLevel;
    }

    /** {@return the outcome} */
    public CheckStatus status() {
        return status;
    }

    /** {@return the id of the standard that the check item was run for} */
    public String standardId() {
        return standardId;
    }

    /** {@return the id of the requirement within the standard} */
    public String requirementId() {
        return requirementId;
    }

    /** {@return the id of the section within the requirement} */
    public String sectionId() {
        return sectionId;
    }

    /** {@return details as JSON with {@code Checks} and {@code Columns}, untrusted; SQL cuts it at 2,048 bytes} */
    public String instanceResult() {
        return instanceResult;
    }

    /** {@return the cloud} */
    public Vendor vendor() {
        return vendor;
    }

    /** {@return the instant of the check, or empty if missing or malformed} */
    public Optional<Instant> startTime() {
        return Optional.ofNullable(startTime);
    }

    /** {@return the log time, SLS's {@code __time__}, or empty if missing or malformed} */
    public Optional<Instant> logTime() {
        return Optional.ofNullable(logTime);
    }

    /** {@return the instant of the check or else the log time, or empty if neither can be read} */
    public Optional<Instant> time() {
        return startTime().or(this::logTime);
    }

    /** {@return the fields that are not documented, and documented ones whose value is malformed; unmodifiable} */
    public Map<String, String> otherFields() {
        return otherFields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof CheckResult that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return the id of the check item and the status; nothing else, since records are confidential} */
    @Override
    public String toString() {
        return "CheckResult[checkId=%s, status=%s]".formatted(printable(checkId), printable(status.text()));
    }

    private List<Object> parts() {
        return List.of(
                List.of(topic, checkId, checkItemName, instanceId, instanceName, instanceType, instanceSubType),
                List.of(regionId, riskLevel, status, standardId, requirementId, sectionId, instanceResult, vendor),
                List.of(startTime(), logTime(), otherFields));
    }

    private static String printable(String text) {
        return CheckResultFields.printable(text);
    }
}
