package io.github.cspmalert.definition.template;

/**
 * How a webhook or a function gets the alerts of a merge set.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-template">SLS: alert templates</a>
 */
public enum SendType {
    /** One request for each alert. */
    SINGLE,
    /** All alerts in one request, as an array. */
    BATCH,
    /** A form that SLS's samples show and nothing explains; kept as it is found. */
    MERGED
}
