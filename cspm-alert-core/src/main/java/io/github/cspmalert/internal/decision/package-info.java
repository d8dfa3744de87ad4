/**
 * Deciding, purely: what fires, who is told, what is remembered next. Not part of the public interface.
 */
@NullMarked
package io.github.cspmalert.internal.decision;

import org.jspecify.annotations.NullMarked;
