/**
 * What is decided about who is told.
 */
@NullMarked
package io.github.cspmalert.policy;

import org.jspecify.annotations.NullMarked;
