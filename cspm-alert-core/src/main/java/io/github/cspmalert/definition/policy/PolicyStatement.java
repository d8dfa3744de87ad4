package io.github.cspmalert.definition.policy;

/**
 * One statement of an action list. Statements are carried out from the first to the last; after a {@link Branch} has been
 * carried out the list goes on, unless the branch ends with a {@link Stop}.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public sealed interface PolicyStatement permits Action, Branch, Stop {}
