/**
 * Deciding about findings: what records change in the ledger, what a posture rule tells of it, and how results are doing. Not
 * part of the public interface.
 */
@NullMarked
package io.github.cspmalert.internal.decision.posture;

import org.jspecify.annotations.NullMarked;
