/**
 * What a statement says of its result before it is run. Not part of the public interface: it changes without notice.
 */
@NullMarked
package io.github.cspmalert.internal.statement;

import org.jspecify.annotations.NullMarked;
