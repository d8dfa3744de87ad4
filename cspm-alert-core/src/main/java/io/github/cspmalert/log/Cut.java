package io.github.cspmalert.log;

/** Why a result may not be all there is, or not exact. */
public enum Cut {
    /** The statement sets no limit, and there are more rows than the query asked for. */
    MAX_ROWS("there are more rows than the query asked for; add ORDER BY and a LIMIT to the statement"),
    /** The statement's own limit was reached, so there may be more rows. */
    LIMIT("the statement's own LIMIT was reached; there may be more rows"),
    /**
     * There are more rows than a rule evaluates: the first 100 of a search without SQL, and of each of three queries that
     * are put together, or else the first 1,000.
     */
    EVALUATED("there are more rows than a rule evaluates, as in SLS; aggregate or filter them in the query"),
    /** The service had not finished scanning when its repeats were used up. */
    INCOMPLETE("the service did not finish the query; narrow its time range or its search"),
    /** The service says that the figures are not exact. */
    INEXACT("the service says that the figures are not exact; use Dedicated SQL or narrow the query");

    private final String explanation;

    Cut(String explanation) {
        this.explanation = explanation;
    }

    /** {@return what happened and what to do about it, as part of a sentence} */
    public String explanation() {
        return explanation;
    }
}
