/**
 * Doing what was decided. Not part of the public interface.
 */
@NullMarked
package io.github.cspmalert.internal.engine;

import org.jspecify.annotations.NullMarked;
