package io.github.cspmalert.testkit;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckResultBuilder;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records that scheduled runs of CSPM would leave in the log of one account, for tests, benchmarks and
 * demonstrations. The account changes from run to run: findings are fixed, whitelisted or new, and resources are
 * deleted and created. Equal settings and equal calls give equal records, on every machine.
 *
 * <p>What the records are like:
 *
 * <ul>
 *   <li>Nearly 80 check items of 22 kinds of resources, with the names that Security Center prints. Most ids of check
 *       items are made up, since few are published; so are all standards.
 *   <li>In the default account, 40 to 80 pairs of product and check item fail in each run, fewer than the 100 rows after
 *       which SLS cuts a result. Three always fail: {@code AdministratorAccess Policy Attachment}, {@code Ensure users
 *       not logged on for 90 days or longer are disabled for console logon} and {@code Ensure no security groups allow
 *       ingress from 0.0.0.0/0 to port 22}.
 *   <li>A few names of resources, and one of a check item, hold quotes, HTML, Markdown, formulas or template code, since
 *       tenants write them. Many are Chinese or Japanese.
 *   <li>Now and then a record says {@code CHECKING} before the outcome, or {@code NOT_CHECK} instead of it.
 * </ul>
 *
 * <pre>{@code
 * CheckResultGenerator generator = CheckResultGenerator.builder().seed(42).build();
 * List<CheckResult> monday = generator.run(Instant.parse("2026-11-23T00:00:00Z"), Duration.ofHours(6));
 * List<CheckResult> tuesday = generator.run(Instant.parse("2026-11-24T00:00:00Z"), Duration.ofHours(6));
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class CheckResultGenerator {

    private static final double CHECKING = 0.002;
    private static final double NOT_CHECKED = 0.0005;
    private static final double UNKNOWN = 0.002;
    private static final int LONGEST_DELAY = 3;

    private final SplittableRandom random;
    private final GeneratedAccount account;
    private final boolean recordPerSection;
    private final @Nullable CheckStatus unknownStatus;
    private @Nullable Instant lastEnd;

    private CheckResultGenerator(Builder builder) {
        this.random = new SplittableRandom(builder.seed);
        this.account = new GeneratedAccount(random, builder.accountId, builder.resources);
        this.recordPerSection = builder.recordPerSection;
        this.unknownStatus = builder.unknownStatus;
    }

    /** {@return a new builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes the records of the next run. Checks are spread evenly over the slot, one check item after the other.
     *
     * @param start the start of the slot; not before the end of the last one
     * @param slot the length of the slot; at least one second. CSPM's own slots are six hours long
     * @return the records by log time, which is from zero to three seconds after the check; all within the slot
     * @throws IllegalArgumentException if the slot is shorter than a second or begins before the end of the last one
     * @see <a href="https://www.alibabacloud.com/help/doc-detail/142974.htm">Security Center: when CSPM runs</a>
     */
    public List<CheckResult> run(Instant start, Duration slot) {
        if (slot.toSeconds() < 1) {
            throw new IllegalArgumentException("slot must be at least one second, but is " + slot);
        }
        Instant first = start.truncatedTo(ChronoUnit.SECONDS);
        Instant end = first.plusSeconds(slot.toSeconds());
        if (lastEnd != null) {
            if (first.isBefore(lastEnd)) {
                throw new IllegalArgumentException(
                        "start must not be before the end of the last run, %s, but is %s".formatted(lastEnd, start));
            }
            account.evolve();
        }
        lastEnd = end;
        List<CheckResult> records = new Run(first, slot.toSeconds()).records();
        records.sort(Comparator.comparing(record -> record.logTime().orElseThrow()));
        return List.copyOf(records);
    }

    /**
     * Makes as many records as wanted, by runs that follow one another without a pause. The stream makes them as it goes,
     * one run at a time, so that millions need no memory.
     *
     * @param count the number of records
     * @param start the start of the first run; not before the end of the last one
     * @param slot the length of each run; at least one second
     * @return the records by log time; each use of the stream moves this generator on
     * @throws IllegalArgumentException if the count is negative, or as for {@link #run}
     */
    public Stream<CheckResult> stream(long count, Instant start, Duration slot) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, but is " + count);
        }
        return Stream.iterate(start, next -> next.plus(slot))
                .flatMap(next -> run(next, slot).stream())
                .limit(count);
    }

    /** A run whose records are being made. */
    private final class Run {

        private final long start;
        private final long length;
        private final long checks;
        private final List<CheckResult> records;
        private long done;

        Run(Instant start, long length) {
            this.start = start.getEpochSecond();
            this.length = length;
            this.checks = CheckItems.ALL.stream()
                    .mapToLong(item -> account.resources(item.kind()).size())
                    .sum();
            this.records = new ArrayList<>((int) Math.min(Integer.MAX_VALUE / 4, checks * (recordPerSection ? 2 : 1)));
        }

        List<CheckResult> records() {
            for (ResourceKind kind : ResourceKind.values()) {
                List<CheckItem> items = account.items(kind);
                for (int i = 0; i < items.size(); i++) {
                    for (GeneratedAccount.Checked checked : account.resources(kind)) {
                        check(items.get(i), checked.resource(), checked.statuses()[i]);
                    }
                }
            }
            return records;
        }

        private void check(CheckItem item, Resource resource, CheckStatus status) {
            long second = start + length * done++ / checks;
            double point = random.nextDouble();
            if (point < CHECKING) {
                write(item, resource, CheckStatus.CHECKING, second);
                write(item, resource, status, second);
            } else if (point < CHECKING + NOT_CHECKED) {
                write(item, resource, CheckStatus.NOT_CHECK, second);
            } else if (unknownStatus != null && point < CHECKING + NOT_CHECKED + UNKNOWN) {
                write(item, resource, unknownStatus, second);
            } else {
                write(item, resource, status, second);
            }
        }

        private void write(CheckItem item, Resource resource, CheckStatus status, long second) {
            // What comes later must not have an earlier log time within one resource, so CHECKING is never delayed.
            long delay = status.equals(CheckStatus.CHECKING) ? 0 : random.nextInt(LONGEST_DELAY + 1);
            CheckResultBuilder record = CheckResult.builder()
                    .checkId(item.id())
                    .checkItemName(item.name())
                    .instanceId(resource.id())
                    .instanceName(resource.name())
                    .instanceType(resource.kind().type())
                    .instanceSubType(resource.kind().subType())
                    .regionId(resource.region())
                    .riskLevel(item.risk())
                    .status(status)
                    .instanceResult(resource.details())
                    .vendor(Vendor.ALIYUN)
                    .startTime(Instant.ofEpochSecond(second))
                    .logTime(Instant.ofEpochSecond(Math.min(second + delay, start + length - 1)));
            for (CheckItem.Section section :
                    recordPerSection ? item.sections() : item.sections().subList(0, 1)) {
                records.add(record.standardId(section.standardId())
                        .requirementId(section.requirementId())
                        .sectionId(section.sectionId())
                        .build());
            }
        }
    }

    /** Puts a generator together. Not thread-safe. */
    public static final class Builder {

        private static final int FEWEST = 50;
        private static final int MOST = 1_000_000;

        private long seed = 1;
        private int resources = 2_000;
        private String accountId = "1234567890123456";
        private boolean recordPerSection;
        private @Nullable CheckStatus unknownStatus;

        private Builder() {}

        /**
         * Sets the seed of all random choices. Default: 1.
         *
         * @param seed the seed
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the number of resources of the account. Default: 2,000. More resources make more records of the same
         * check items: about five for each resource.
         *
         * @param resources the number; 50 to 1,000,000
         * @return this builder
         * @throws IllegalArgumentException if there are fewer or more
         */
        public Builder resources(int resources) {
            if (resources < FEWEST || resources > MOST) {
                throw new IllegalArgumentException(
                        "resources must be between %d and %d, but is %d".formatted(FEWEST, MOST, resources));
            }
            this.resources = resources;
            return this;
        }

        /**
         * Sets the id of the account, which is the id of the resource where the account as a whole is checked. Default:
         * {@code 1234567890123456}.
         *
         * @param accountId the id; digits
         * @return this builder
         * @throws IllegalArgumentException if it has anything but digits
         */
        public Builder accountId(String accountId) {
            if (!accountId.matches("[0-9]{1,20}")) {
                throw new IllegalArgumentException("accountId must be 1 to 20 digits");
            }
            this.accountId = accountId;
            return this;
        }

        /**
         * Sets whether a check leaves one record for each section of the standards that its check item belongs to, one to
         * three, or only one. Default: only one. Which of the two the service does is not documented.
         *
         * @param recordPerSection whether there is a record for each section
         * @return this builder
         */
        public Builder recordPerSection(boolean recordPerSection) {
            this.recordPerSection = recordPerSection;
            return this;
        }

        /**
         * Makes about one outcome of 500 a status that nobody has documented. Default: none.
         *
         * @param status the status, such as {@code PARTIALLY_PASS}
         * @return this builder
         * @throws IllegalArgumentException if the status is documented or blank
         */
        public Builder unknownStatus(String status) {
            CheckStatus parsed = CheckStatus.of(status);
            if (parsed.isDocumented() || parsed.text().isBlank()) {
                throw new IllegalArgumentException(
                        "status must be one that is not documented, but is '" + status + "'");
            }
            this.unknownStatus = parsed;
            return this;
        }

        /**
         * Builds a generator with an account of its own and leaves this builder as it is.
         *
         * @return the generator
         */
        public CheckResultGenerator build() {
            return new CheckResultGenerator(this);
        }
    }
}
