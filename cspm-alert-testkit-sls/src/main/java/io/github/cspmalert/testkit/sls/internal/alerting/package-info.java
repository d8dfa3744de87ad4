/**
 * Runs alerts as their stored JSON and the records around them say: a reading of the documentation that shares nothing with
 * the one in core, so that each can be held to the other.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.alerting;

import org.jspecify.annotations.NullMarked;
