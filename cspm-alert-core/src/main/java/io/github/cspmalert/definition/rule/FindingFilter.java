package io.github.cspmalert.definition.rule;

import io.github.cspmalert.check.InstanceType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.Problems;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which findings a posture rule or a waiver is about: those that meet every part that is set. One with nothing set meets all.
 * Patterns are whole values in which {@code *} stands for any text; upper and lower case are one. Immutable and thread-safe; its
 * {@linkplain Builder builder} is neither.
 */
public final class FindingFilter {

    /** Meets every finding. */
    public static final FindingFilter ALL = builder().build();

    private final Set<String> checkIds;
    private final List<String> checkNames;
    private final @Nullable RiskLevel minRisk;
    private final Set<InstanceType> products;
    private final Set<String> regions;
    private final Set<String> accounts;
    private final List<String> resources;
    private final Set<String> standards;

    private FindingFilter(Builder builder) {
        this.checkIds = Set.copyOf(builder.checkIds);
        this.checkNames = List.copyOf(builder.checkNames);
        this.minRisk = builder.minRisk;
        this.products = Set.copyOf(builder.products);
        this.regions = Set.copyOf(builder.regions);
        this.accounts = Set.copyOf(builder.accounts);
        this.resources = List.copyOf(builder.resources);
        this.standards = Set.copyOf(builder.standards);
    }

    /** {@return a new builder of a filter that meets every finding} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the ids of check items; empty for all} */
    public Set<String> checkIds() {
        return checkIds;
    }

    /** {@return patterns of names of check items; empty for all} */
    public List<String> checkNames() {
        return checkNames;
    }

    /** {@return the lowest risk; what is not documented counts as higher than all} */
    public Optional<RiskLevel> minRisk() {
        return Optional.ofNullable(minRisk);
    }

    /** {@return the products; empty for all} */
    public Set<InstanceType> products() {
        return products;
    }

    /** {@return the regions of resources; empty for all} */
    public Set<String> regions() {
        return regions;
    }

    /** {@return the names under which results are read, such as accounts; empty for all} */
    public Set<String> accounts() {
        return accounts;
    }

    /** {@return patterns of ids or names of resources; empty for all} */
    public List<String> resources() {
        return resources;
    }

    /** {@return the ids of standards; empty for all} */
    public Set<String> standards() {
        return standards;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FindingFilter that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(checkIds, checkNames, minRisk(), products, regions, accounts, resources, standards);
    }

    /** {@return what is set} */
    @Override
    public String toString() {
        return "FindingFilter[checkIds=%s, minRisk=%s, products=%s, regions=%s, accounts=%s, standards=%s, patterns=%s]"
                .formatted(
                        checkIds,
                        minRisk,
                        products,
                        regions,
                        accounts,
                        standards,
                        checkNames.size() + resources.size());
    }

    /** Puts a filter together. Not thread-safe. */
    public static final class Builder {

        private List<String> checkIds = List.of();
        private List<String> checkNames = List.of();
        private @Nullable RiskLevel minRisk;
        private List<InstanceType> products = List.of();
        private List<String> regions = List.of();
        private List<String> accounts = List.of();
        private List<String> resources = List.of();
        private List<String> standards = List.of();

        private Builder() {}

        /**
         * Sets the ids of check items; with names as well, either will do.
         *
         * @param checkIds the ids
         * @return this
         */
        public Builder checkIds(String... checkIds) {
            this.checkIds = List.of(checkIds);
            return this;
        }

        /**
         * Sets patterns of names of check items. CSPM translates names: ids are safer where they are known.
         *
         * @param checkNames the patterns
         * @return this
         */
        public Builder checkNames(String... checkNames) {
            this.checkNames = List.of(checkNames);
            return this;
        }

        /**
         * Sets the lowest risk.
         *
         * @param minRisk one of the documented levels
         * @return this
         */
        public Builder minRisk(RiskLevel minRisk) {
            this.minRisk = Objects.requireNonNull(minRisk, "minRisk");
            return this;
        }

        /**
         * Sets the products.
         *
         * @param products the products, such as {@code ECS}, in upper or lower case
         * @return this
         */
        public Builder products(String... products) {
            this.products = Stream.of(products).map(InstanceType::of).toList();
            return this;
        }

        /**
         * Sets the regions of resources.
         *
         * @param regions the regions, such as {@code cn-hangzhou}
         * @return this
         */
        public Builder regions(String... regions) {
            this.regions = List.of(regions);
            return this;
        }

        /**
         * Sets where results come from.
         *
         * @param accounts the names under which results are read
         * @return this
         */
        public Builder accounts(String... accounts) {
            this.accounts = List.of(accounts);
            return this;
        }

        /**
         * Sets patterns of resources, of which the id or the name is to meet one.
         *
         * @param resources the patterns, such as {@code prod-*}
         * @return this
         */
        public Builder resources(String... resources) {
            this.resources = List.of(resources);
            return this;
        }

        /**
         * Sets the standards that a check item is to belong to one of.
         *
         * @param standards the ids of standards
         * @return this
         */
        public Builder standards(String... standards) {
            this.standards = List.of(standards);
            return this;
        }

        /**
         * Builds the filter. The builder stays as it is.
         *
         * @return the filter
         * @throws io.github.cspmalert.common.AlertConfigurationException if a value is blank, has line breaks or control
         *     characters, or is longer than 256 characters; or the lowest risk is not documented. The message names all
         */
        public FindingFilter build() {
            Problems problems = new Problems();
            check(problems, "checkIds", checkIds);
            check(problems, "checkNames", checkNames);
            check(
                    problems,
                    "products",
                    products.stream().map(InstanceType::text).toList());
            check(problems, "regions", regions);
            check(problems, "accounts", accounts);
            check(problems, "resources", resources);
            check(problems, "standards", standards);
            problems.require(
                    minRisk == null || minRisk.isDocumented(),
                    "minRisk is '%s'; it must be one of %s"
                            .formatted(
                                    minRisk == null ? "" : Checks.printable(minRisk.text()),
                                    RiskLevel.documentedValues().stream()
                                            .map(RiskLevel::text)
                                            .collect(Collectors.joining(", "))));
            problems.throwIfAny("finding filter");
            return new FindingFilter(this);
        }

        private static void check(Problems problems, String field, List<String> values) {
            for (String value : values) {
                boolean sound = !value.isBlank()
                        && value.length() <= 256
                        && Checks.oneLineOf(value).equals(value);
                problems.require(
                        sound,
                        "%s names '%s'; each must be one line of 1 to 256 characters without blanks around it"
                                .formatted(field, Checks.printable(value)));
            }
        }
    }
}
