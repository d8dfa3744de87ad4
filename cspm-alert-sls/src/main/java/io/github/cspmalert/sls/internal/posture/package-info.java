/** Definitions as Simple Log Service can have them: the queries that stand in place of posture rules, and what is left out. */
@NullMarked
package io.github.cspmalert.sls.internal.posture;

import org.jspecify.annotations.NullMarked;
