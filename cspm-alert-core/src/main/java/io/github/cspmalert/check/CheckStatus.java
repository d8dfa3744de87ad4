package io.github.cspmalert.check;

import java.util.List;

/**
 * The outcome of a check on one resource. The set is open: what is not documented is kept, and needs attention, since a
 * unknown status must not count as a pass.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/security-center/user-guide/log-category-and-field-description-v2-0">
 *     Security Center: log categories and fields</a>
 */
public final class CheckStatus extends OpenValue {

    /** The resource was not checked. Transient. */
    public static final CheckStatus NOT_CHECK = documented("NOT_CHECK");

    /** The check is running. Transient. */
    public static final CheckStatus CHECKING = documented("CHECKING");

    /** The resource passed. */
    public static final CheckStatus PASS = documented("PASS");

    /** The resource did not pass. */
    public static final CheckStatus NOT_PASS = documented("NOT_PASS");

    /** Somebody decided that the resource need not pass. */
    public static final CheckStatus WHITELIST = documented("WHITELIST");

    /** The check itself failed, for instance by a time-out. Documented for the API of Security Center only. */
    public static final CheckStatus FAILED = documented("FAILED");

    private static final Known<CheckStatus> KNOWN =
            new Known<>(text -> new CheckStatus(text, false), NOT_CHECK, CHECKING, PASS, NOT_PASS, WHITELIST, FAILED);

    private CheckStatus(String text, boolean documented) {
        super(text, documented);
    }

    private static CheckStatus documented(String text) {
        return new CheckStatus(text, true);
    }

    /**
     * Reads a status.
     *
     * @param text the text, in upper or lower case; anything is accepted
     * @return the status, one of the constants if it is documented
     */
    public static CheckStatus of(String text) {
        return KNOWN.of(text);
    }

    /** {@return the documented values} */
    public static List<CheckStatus> documentedValues() {
        return KNOWN.values();
    }

    /**
     * Says whether somebody must look at the resource.
     *
     * @return true for {@link #NOT_PASS}, {@link #FAILED} and everything that is not documented
     */
    public boolean needsAttention() {
        return !isDocumented() || equals(NOT_PASS) || equals(FAILED);
    }

    /**
     * Says whether the status is no result for the resource, so that an earlier one still holds.
     *
     * @return true for {@link #CHECKING} and {@link #NOT_CHECK}
     */
    public boolean isTransient() {
        return equals(CHECKING) || equals(NOT_CHECK);
    }
}
