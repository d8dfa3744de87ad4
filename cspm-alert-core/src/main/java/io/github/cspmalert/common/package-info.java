/**
 * What every other package may use: the root of the exceptions, secrets, and the pauses between attempts.
 */
@NullMarked
package io.github.cspmalert.common;

import org.jspecify.annotations.NullMarked;
