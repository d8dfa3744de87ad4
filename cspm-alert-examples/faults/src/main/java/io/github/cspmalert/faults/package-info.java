/**
 * Kills and cuts what evaluates and sends, and counts what arrives. Run by the profile {@code faults}, never deployed.
 */
@NullMarked
package io.github.cspmalert.faults;

import org.jspecify.annotations.NullMarked;
