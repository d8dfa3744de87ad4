/**
 * Notifications by mail, on Jakarta Mail.
 */
@NullMarked
package io.github.cspmalert.notify.email;

import org.jspecify.annotations.NullMarked;
