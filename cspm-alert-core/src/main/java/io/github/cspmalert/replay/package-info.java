/**
 * What definitions would have told over past logs: counts of evaluations, alerts and notifications, and two of them side by
 * side.
 */
@NullMarked
package io.github.cspmalert.replay;

import org.jspecify.annotations.NullMarked;
