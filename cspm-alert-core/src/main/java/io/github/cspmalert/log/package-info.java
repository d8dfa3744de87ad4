/**
 * Asking a log source: the query, its time range, and rows that tell whether they are all there are.
 */
@NullMarked
package io.github.cspmalert.log;

import org.jspecify.annotations.NullMarked;
