package io.github.cspmalert.definition.rule;

/** What can be told of a finding. The order is that of a message: what needs work first. */
public enum FindingChange {
    /** Open, and never was before. */
    NEW("new"),
    /** Open again, after it was fixed, exempted or no longer observed. */
    REOPENED("reopened"),
    /** Open as before, at a higher risk. */
    RISK_RAISED("risk_raised"),
    /** Open for as long as the rule reminds of, or beyond its deadline, or no longer waived. */
    STILL_OPEN("still_open"),
    /** A waiver holds it back, and is about to end. */
    WAIVER_ENDING("waiver_ending"),
    /** It was open when it was seen last, too many scans ago: deleted, perhaps, or no longer checked. Not a pass. */
    UNOBSERVED("unobserved"),
    /** Somebody decided in CSPM that it need not pass. */
    EXEMPTED("exempted"),
    /** It passes. */
    FIXED("fixed");

    private final String word;

    FindingChange(String word) {
        this.word = word;
    }

    /** {@return the word that templates and documents use, such as {@code risk_raised}} */
    public String word() {
        return word;
    }
}
