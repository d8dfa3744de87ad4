/**
 * Reading policies: whether their conditions hold, which actions are on the way, whom these name, and who is on call. Not part
 * of the public interface.
 */
@NullMarked
package io.github.cspmalert.internal.decision.policy;

import org.jspecify.annotations.NullMarked;
