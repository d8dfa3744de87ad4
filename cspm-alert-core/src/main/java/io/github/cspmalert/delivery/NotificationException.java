package io.github.cspmalert.delivery;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A notifier could not send anything to anybody. */
public final class NotificationException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether the channel is broken until somebody repairs it. */
    private final boolean channelBroken;

    /**
     * Creates an exception that says nothing about the channel.
     *
     * @param message what failed, and what to do about it; no address, no secret, no content
     * @param retryable whether the same notification may go through later
     * @param cause the cause, or null
     */
    public NotificationException(String message, boolean retryable, @Nullable Throwable cause) {
        this(message, retryable, false, cause);
    }

    private NotificationException(String message, boolean retryable, boolean channelBroken, @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.channelBroken = channelBroken;
    }

    /**
     * Says that the channel can deliver nothing to anybody until somebody repairs it: a refused login, a certificate that is
     * not trusted, a webhook that no longer exists. It is retryable, since the same notification goes through
     * after the repair.
     *
     * @param message what is broken and what to do about it; no address, no secret, no content
     * @param cause the cause, or null
     * @return the exception
     */
    public static NotificationException channelBroken(String message, @Nullable Throwable cause) {
        return new NotificationException(message, true, true, cause);
    }

    /** {@return whether the channel is broken until somebody repairs it, and not only this notification} */
    public boolean channelBroken() {
        return channelBroken;
    }
}
