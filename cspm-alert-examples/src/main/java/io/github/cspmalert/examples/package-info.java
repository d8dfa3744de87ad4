/**
 * Runnable mains.
 */
@NullMarked
package io.github.cspmalert.examples;

import org.jspecify.annotations.NullMarked;
