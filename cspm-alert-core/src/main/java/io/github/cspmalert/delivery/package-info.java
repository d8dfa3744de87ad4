/**
 * Rendering and sending: templates, messages, notifiers, and receipts that say what became of each recipient.
 */
@NullMarked
package io.github.cspmalert.delivery;

import org.jspecify.annotations.NullMarked;
