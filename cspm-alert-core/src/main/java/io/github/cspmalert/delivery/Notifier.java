package io.github.cspmalert.delivery;

/**
 * Sends notifications through one channel. Implement it to add a channel of your own.
 *
 * <ul>
 *   <li><b>Threads:</b> {@link #send} is called from several threads at once, and may block; bound the waiting.
 *   <li><b>Retries:</b> do none. Say {@link Receipt.Status#RETRY} for an address, or throw a retryable
 *       {@link NotificationException} for all of them, and the engine tries those again later, and only those.
 *   <li><b>What failed:</b> if it was one address, say {@link Receipt.Status#REFUSED} for that address. If the receiver is
 *       down or busy, say retry. If nobody can be reached until a person repairs something, such as a refused login, say
 *       that the channel is broken: throw {@link NotificationException#channelBroken(String, Throwable)}, or return {@link
 *       Receipt#channelBroken} or a receipt with a {@link Receipt#channelFault()}. What waits for a broken channel
 *       is kept. A notifier that cannot tell the difference says retry.
 *   <li><b>At least once:</b> the same notification may come again after a crash or a time-out, with the same
 *       {@link Notification#key()}; pass the key to the receiver wherever the channel has a place for it.
 *   <li><b>Untrusted text:</b> names and values come from tenants. Escape whatever you add to the content yourself.
 * </ul>
 *
 * <p>What holds resources frees them in {@link #close()}, which is called by whoever created the notifier, never by the
 * engine.
 */
@FunctionalInterface
public interface Notifier extends AutoCloseable {

    /**
     * Sends a notification.
     *
     * @param notification the notification
     * @return what became of each address of the notification, exactly one outcome for each
     * @throws NotificationException if nothing was sent to anybody; {@link NotificationException#retryable()} says
     *     whether to try again later, and {@link NotificationException#channelBroken()} whether somebody must repair the
     *     channel first. Any other exception counts as a retryable one
     */
    Receipt send(Notification notification);

    /** Frees what the notifier holds. Does nothing by default. Closing twice is the same as closing once. */
    @Override
    default void close() {}
}
