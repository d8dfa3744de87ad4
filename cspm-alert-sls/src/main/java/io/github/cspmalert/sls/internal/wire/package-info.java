/** How definitions are written for Simple Log Service, and read back. */
@NullMarked
package io.github.cspmalert.sls.internal.wire;

import org.jspecify.annotations.NullMarked;
