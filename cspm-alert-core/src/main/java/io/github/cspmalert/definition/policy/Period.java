package io.github.cspmalert.definition.policy;

/**
 * When an action may tell anybody, by the account's calendar of holidays and working hours. What falls outside is dropped
 * by SLS, not delayed.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public enum Period {
    /** At any time. */
    ANY,
    /** On working days. */
    WORKDAY,
    /** On days that are no working days. */
    NON_WORKDAY,
    /** In the working hours of working days. */
    WORKTIME,
    /** Outside working hours, and on days that are no working days. */
    NON_WORKTIME
}
