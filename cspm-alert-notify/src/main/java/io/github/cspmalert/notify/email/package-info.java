/**
 * Notifications by mail: {@link io.github.cspmalert.notify.email.EmailNotifier}. Jakarta Mail writes the mails;
 * the package itself speaks SMTP.
 */
@NullMarked
package io.github.cspmalert.notify.email;

import org.jspecify.annotations.NullMarked;
