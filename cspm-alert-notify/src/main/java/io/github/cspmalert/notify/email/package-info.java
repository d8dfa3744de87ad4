/**
 * Notifications by mail: {@link io.github.cspmalert.notify.email.EmailNotifier}. It writes mails and speaks SMTP by itself.
 */
@NullMarked
package io.github.cspmalert.notify.email;

import org.jspecify.annotations.NullMarked;
