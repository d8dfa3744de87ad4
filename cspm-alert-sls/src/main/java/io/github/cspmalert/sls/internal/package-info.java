/** Helpers of this module. Not part of the public interface: they change without notice. */
@NullMarked
package io.github.cspmalert.sls.internal;

import org.jspecify.annotations.NullMarked;
