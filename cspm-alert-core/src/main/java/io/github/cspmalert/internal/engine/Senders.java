package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.SilenceDecider.Withheld;
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
    record Parts(
            SafeStore store,
            DeliveryDecider decider,
            SilenceGate silences,
            IncidentBook incidents,
            EngineEvents events,
            EngineSettings settings) {}

    /** What was attempted, and what was held back instead. */
    record Sent(List<DeliveryAttempt> attempts, List<Withheld> withheld) {}

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

    Sent sendNow(Collection<Channel> channels) {
        Sent all = new Sent(new ArrayList<>(), new ArrayList<>());
        for (Channel channel : channels) {
            Sent sent = sender(channel).sendNow();
            all.attempts().addAll(sent.attempts());
            all.withheld().addAll(sent.withheld());
        }
        return all;
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
