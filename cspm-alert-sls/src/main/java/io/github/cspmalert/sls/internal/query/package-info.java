/** Running statements: what they say, pages of answers, and what an answer holds. */
@NullMarked
package io.github.cspmalert.sls.internal.query;

import org.jspecify.annotations.NullMarked;
