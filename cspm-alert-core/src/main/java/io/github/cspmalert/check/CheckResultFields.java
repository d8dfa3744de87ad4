package io.github.cspmalert.check;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documented fields of the log in their order, and how each is read and written. */
enum CheckResultFields {
    TOPIC("__topic__", CheckResult::topic, CheckResultBuilder::topic),
    CHECK_ID("check_id", CheckResult::checkId, CheckResultBuilder::checkId),
    CHECK_ITEM_NAME("check_item_name", CheckResult::checkItemName, CheckResultBuilder::checkItemName),
    INSTANCE_ID("instance_id", CheckResult::instanceId, CheckResultBuilder::instanceId),
    INSTANCE_NAME("instance_name", CheckResult::instanceName, CheckResultBuilder::instanceName),
    INSTANCE_TYPE("instance_type", r -> r.instanceType().text(), (b, text) -> b.instanceType(InstanceType.of(text))),
    INSTANCE_SUB_TYPE(
            "instance_sub_type",
            r -> r.instanceSubType().text(),
            (b, text) -> b.instanceSubType(InstanceSubType.of(text))),
    REGION_ID("region_id", CheckResult::regionId, CheckResultBuilder::regionId),
    RISK_LEVEL("risk_level", r -> r.riskLevel().text(), (b, text) -> b.riskLevel(RiskLevel.of(text))),
    STATUS("status", r -> r.status().text(), (b, text) -> b.status(CheckStatus.of(text))),
    STANDARD_ID("standard_id", CheckResult::standardId, CheckResultBuilder::standardId),
    REQUIREMENT_ID("requirement_id", CheckResult::requirementId, CheckResultBuilder::requirementId),
    SECTION_ID("section_id", CheckResult::sectionId, CheckResultBuilder::sectionId),
    INSTANCE_RESULT("instance_result", CheckResult::instanceResult, CheckResultBuilder::instanceResult),
    VENDOR("vendor", r -> r.vendor().text(), (b, text) -> b.vendor(Vendor.of(text))),
    START_TIME("start_time", r -> seconds(r.startTime()), null),
    LOG_TIME("__time__", r -> seconds(r.logTime()), null);

    /** SLS stores up to 1 MB of a value. */
    private static final int LONGEST_VALUE = 1024 * 1024;

    /** The last second that has ten digits; thirteen would be milliseconds, which Security Center's API writes. */
    private static final long LAST_SECOND = 9_999_999_999L;

    private static final Map<String, CheckResultFields> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(field -> field.field, field -> field));

    private final String field;
    private final Function<CheckResult, String> reader;
    private final @Nullable BiConsumer<CheckResultBuilder, String> writer;

    CheckResultFields(
            String field,
            Function<CheckResult, String> reader,
            @Nullable BiConsumer<CheckResultBuilder, String> writer) {
        this.field = field;
        this.reader = reader;
        this.writer = writer;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(value -> value.field).toList();
    }

    /** Sets a documented field. {@return whether it is one, and could be read} */
    static boolean set(CheckResultBuilder builder, String name, String value) {
        CheckResultFields field = BY_NAME.get(name);
        if (field == null) {
            return false;
        }
        if (field.writer != null) {
            field.writer.accept(builder, value);
            return true;
        }
        return setTime(builder, field, value.strip());
    }

    private static boolean setTime(CheckResultBuilder builder, CheckResultFields field, String value) {
        Instant time = parseSeconds(value);
        if (field == START_TIME) {
            builder.startTime = time;
        } else {
            builder.logTime = time;
        }
        return time != null || value.isEmpty() || value.equals("null");
    }

    static Map<String, String> toRow(CheckResult result) {
        Map<String, String> row = new LinkedHashMap<>();
        for (CheckResultFields field : values()) {
            String value = field.reader.apply(result);
            if (!value.isEmpty()) {
                row.put(field.field, value);
            }
        }
        row.putAll(result.otherFields());
        return Collections.unmodifiableMap(row);
    }

    static List<String> oddities(CheckResult result) {
        Map<String, String> row = toRow(result);
        List<String> found = new ArrayList<>();
        if (!result.topic().isEmpty() && !result.topic().equals(CheckResult.TOPIC)) {
            found.add("__topic__ is '%s', not '%s'".formatted(printable(result.topic()), CheckResult.TOPIC));
        }
        for (CheckResultFields field :
                List.of(CHECK_ID, CHECK_ITEM_NAME, INSTANCE_TYPE, RISK_LEVEL, STATUS, START_TIME)) {
            if (!row.containsKey(field.field)) {
                found.add(field.field + " is missing");
            }
        }
        addUnknown(found, INSTANCE_TYPE, result.instanceType());
        addUnknown(found, INSTANCE_SUB_TYPE, result.instanceSubType());
        addUnknown(found, RISK_LEVEL, result.riskLevel());
        addUnknown(found, STATUS, result.status());
        addUnknown(found, VENDOR, result.vendor());
        for (CheckResultFields field : List.of(START_TIME, LOG_TIME)) {
            String malformed = result.otherFields().get(field.field);
            if (malformed != null) {
                found.add("%s must be epoch seconds, but is '%s'".formatted(field.field, printable(malformed)));
            }
        }
        row.forEach((name, value) -> {
            if (value.length() > LONGEST_VALUE) {
                found.add("%s has %d characters, more than SLS stores".formatted(printable(name), value.length()));
            }
        });
        return List.copyOf(found);
    }

    static Instant wholeSeconds(String name, Instant time) {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() > LAST_SECOND) {
            throw new IllegalArgumentException("%s must be between 1970 and 2286, but is %s".formatted(name, time));
        }
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    static String printable(String text) {
        return Checks.printable(text);
    }

    private static void addUnknown(List<String> found, CheckResultFields field, OpenValue value) {
        if (!value.isDocumented() && !value.text().isEmpty()) {
            found.add("%s '%s' is not a documented value".formatted(field.field, printable(value.text())));
        }
    }

    private static @Nullable Instant parseSeconds(String text) {
        boolean digits = text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !text.isEmpty() ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
    }

    private static String seconds(Optional<Instant> time) {
        return time.map(instant -> Long.toString(instant.getEpochSecond())).orElse("");
    }
}
