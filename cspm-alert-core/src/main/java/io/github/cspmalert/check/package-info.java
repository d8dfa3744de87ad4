/**
 * What CSPM says: one check result, and the open sets of values that it is written in.
 */
@NullMarked
package io.github.cspmalert.check;

import org.jspecify.annotations.NullMarked;
