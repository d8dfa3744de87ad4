/**
 * What must outlive a restart, and the stores that keep it.
 */
@NullMarked
package io.github.cspmalert.state;

import org.jspecify.annotations.NullMarked;
