/**
 * An engine that is killed and started again.
 */
@NullMarked
package io.github.cspmalert.examples.restart;

import org.jspecify.annotations.NullMarked;
