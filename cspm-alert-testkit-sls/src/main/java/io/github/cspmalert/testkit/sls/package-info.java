/**
 * An in-process Simple Log Service endpoint that the unmodified SDK talks to.
 */
@NullMarked
package io.github.cspmalert.testkit.sls;

import org.jspecify.annotations.NullMarked;
