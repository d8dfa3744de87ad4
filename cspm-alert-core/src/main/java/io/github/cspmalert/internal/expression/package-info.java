/**
 * The expression language of SLS's trigger conditions and set operations: read once, with the place of every mistake, and
 * evaluated row by row.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/syntax-of-evaluate-expressions">SLS: syntax of
 *     expressions</a>
 */
@NullMarked
package io.github.cspmalert.internal.expression;

import org.jspecify.annotations.NullMarked;
