/**
 * Deciding, purely, what becomes of alerts: who is told and how, what is told together, held back or escalated, what is
 * remembered next, and how all of that is explained. Not part of the public interface.
 */
@NullMarked
package io.github.cspmalert.internal.decision;

import org.jspecify.annotations.NullMarked;
