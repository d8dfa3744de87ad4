package io.github.cspmalert.examples;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import java.io.PrintStream;

/** A notifier of your own in a few lines: prints notifications. */
public final class ConsoleNotifier implements Notifier {

    /** The channel to register it for. */
    public static final Channel CONSOLE = new Channel("console");

    private final PrintStream out;

    /**
     * Creates a notifier.
     *
     * @param out where to print
     */
    public ConsoleNotifier(PrintStream out) {
        this.out = out;
    }

    @Override
    public Receipt send(Notification notification) {
        Message message = notification.message();
        synchronized (out) {
            out.printf("== %s [%s]%n%s%n", message.subject(), notification.key(), message.content());
            message.notices().forEach(notice -> out.printf("! %s%n", notice));
            notification.to().forEach(address -> out.printf("-> %s%n", address.value()));
        }
        return Receipt.accepted(notification);
    }
}
