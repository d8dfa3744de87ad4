/**
 * Notifications by mail: {@link io.github.cspmalert.notify.email.EmailNotifier}. Jakarta Mail writes the mails;
 * the package itself speaks SMTP.
 *
 * <p>A mail is made by {@code EmailComposer}, out of {@code MailHeaders} and {@code MailLayout}. What begins with {@code Smtp} is the
 * conversation with the server, in which {@code MailDelivery} brings the mail to all its recipients.
 */
@NullMarked
package io.github.cspmalert.notify.email;

import org.jspecify.annotations.NullMarked;
