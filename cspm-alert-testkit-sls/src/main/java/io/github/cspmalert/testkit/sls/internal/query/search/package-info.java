/**
 * The search part of a statement: parsed by the documented grammar and compiled to a condition on the table of logs.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax/">Search syntax and functions</a>
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.query.search;

import org.jspecify.annotations.NullMarked;
