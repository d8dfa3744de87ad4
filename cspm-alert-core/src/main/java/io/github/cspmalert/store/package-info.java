/**
 * What must outlive a restart: the state of each rule's alerts and the notifications that are still to be sent.
 */
@NullMarked
package io.github.cspmalert.store;

import org.jspecify.annotations.NullMarked;
