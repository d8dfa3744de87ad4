package io.github.cspmalert.check;

import java.util.Comparator;
import java.util.List;

/**
 * How bad it is not to pass a check item. The set is open. Levels are ordered from {@link #LOW} to {@link #HIGH}; what is
 * not documented comes above them, so that a list with the worst first shows it at the top.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class RiskLevel extends OpenValue implements Comparable<RiskLevel> {

    /** Low. */
    public static final RiskLevel LOW = new RiskLevel("LOW", 1);

    /** Medium. */
    public static final RiskLevel MEDIUM = new RiskLevel("MEDIUM", 2);

    /** High. */
    public static final RiskLevel HIGH = new RiskLevel("HIGH", 3);

    private static final int UNKNOWN_RANK = 4;

    private static final Known<RiskLevel> KNOWN =
            new Known<>(text -> new RiskLevel(text, UNKNOWN_RANK), LOW, MEDIUM, HIGH);

    private static final Comparator<RiskLevel> ORDER =
            Comparator.comparingInt(RiskLevel::rank).thenComparing(RiskLevel::canonical);

    private final int rank;

    private RiskLevel(String text, int rank) {
        super(text, rank != UNKNOWN_RANK);
        this.rank = rank;
    }

    /**
     * Reads a level.
     *
     * @param text the text, in upper or lower case; anything is accepted
     * @return the level, one of the constants if it is documented
     */
    public static RiskLevel of(String text) {
        return KNOWN.of(text);
    }

    /** {@return the documented values, the lowest first} */
    public static List<RiskLevel> documentedValues() {
        return KNOWN.values();
    }

    /** {@return 1 for {@link #LOW}, 2 for {@link #MEDIUM}, 3 for {@link #HIGH}, 4 for what is not documented} */
    public int rank() {
        return rank;
    }

    /**
     * Compares by rank, and levels that are not documented by their text among themselves.
     *
     * @param other the other level
     * @return less than zero, zero or more than zero, as this level is lower, equal or higher
     */
    @Override
    public int compareTo(RiskLevel other) {
        return ORDER.compare(this, other);
    }
}
