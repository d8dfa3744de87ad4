package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** The senders of all channels. */
final class Senders {

    private final Map<Channel, ChannelSender> senders = new LinkedHashMap<>();

    /** What all senders share. */
    record Parts(SafeStore store, DeliveryDecider decider, EngineEvents events, EngineSettings settings) {}

    Senders(Map<Channel, Notifier> notifiers, Function<Channel, DeliveryLimits> limits, Parts parts) {
        notifiers.forEach((channel, notifier) ->
                senders.put(channel, new ChannelSender(channel, notifier, limits.apply(channel), parts)));
    }

    void start(ScheduledExecutorService timer, Function<Channel, Executor> workers) {
        senders.forEach((channel, sender) -> sender.start(timer, workers.apply(channel)));
    }

    void wake(Collection<Channel> channels) {
        channels.stream().map(this::sender).forEach(ChannelSender::wake);
    }

    List<DeliveryAttempt> sendNow(Collection<Channel> channels) {
        List<DeliveryAttempt> attempts = new ArrayList<>();
        channels.forEach(channel -> attempts.addAll(sender(channel).sendNow()));
        return attempts;
    }

    private ChannelSender sender(Channel channel) {
        return Objects.requireNonNull(senders.get(channel), () -> "no notifier for channel '" + channel + "'");
    }

    void stop() {
        senders.values().forEach(ChannelSender::stop);
    }

    /** {@return the channels that are still sending at a {@link System#nanoTime()}} */
    List<Channel> awaitIdle(long deadline) throws InterruptedException {
        List<Channel> busy = new ArrayList<>();
        for (Map.Entry<Channel, ChannelSender> each : senders.entrySet()) {
            if (!each.getValue().awaitIdle(deadline)) {
                busy.add(each.getKey());
            }
        }
        return busy;
    }
}
