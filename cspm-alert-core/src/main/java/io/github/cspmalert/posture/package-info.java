/**
 * The ledger of CSPM: which resource fails which check item, since when, and whether it is new, reopened, fixed, exempted or
 * no longer observed. Pure: no clock, no thread, no I/O.
 */
@NullMarked
package io.github.cspmalert.posture;

import org.jspecify.annotations.NullMarked;
