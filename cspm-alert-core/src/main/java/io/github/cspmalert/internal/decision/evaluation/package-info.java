/**
 * Evaluating a query rule: which log time it looks at, what its rows mean, and which alerts fire. Not part of the public
 * interface.
 */
@NullMarked
package io.github.cspmalert.internal.decision.evaluation;

import org.jspecify.annotations.NullMarked;
