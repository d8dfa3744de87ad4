package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.internal.decision.SilenceDecider.Withheld;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for one channel: claims items under a lease, lets the notifier send each on a thread of the channel, and
 * settles them. A notifier that never answers costs this channel alone, and that until the attempt's time is over.
 */
final class ChannelSender {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");
    private static final int MAX_CONFLICTS = 10;
    // So much longer than an attempt may take, so that engines whose clocks differ do not send the same twice.
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);
    // So many senders of a channel may hang for good before it is left alone.
    private static final int MOST_STUCK = 8;

    private final Channel channel;
    private final DeliveryLimits limits;
    private final SafeStore store;
    private final DeliveryDecider decider;
    private final EngineEvents events;
    private final EngineSettings settings;
    private final SilenceGate silences;
    private final IncidentBook incidents;
    private final ChannelHealth health;
    private final Sending.Parts attempts;

    private @Nullable ScheduledExecutorService timer;
    private @Nullable Executor workers;
    private @Nullable ScheduledFuture<?> next;
    // A thread that closes the engine from within a notifier does not wait for itself.
    private final Set<Thread> sending = ConcurrentHashMap.newKeySet();
    // The keys of what is being sent. A clock that is set ahead ends a lease early, and gives it to us again.
    private final Set<String> inTheAir = ConcurrentHashMap.newKeySet();
    private int running;
    private int stuck;
    private boolean woken;
    // Somebody found every turn taken, and is to look again when one is given back unused, not with the next poll.
    private boolean refused;
    private boolean stopped;
    // When the first of the items that failed here is to be attempted again.
    private @Nullable Instant retryAt;

    ChannelSender(Channel channel, Notifier notifier, DeliveryLimits limits, Senders.Parts parts) {
        this.channel = channel;
        this.limits = limits;
        this.store = parts.store();
        this.decider = parts.decider();
        this.events = parts.events();
        this.settings = parts.settings();
        this.silences = parts.silences();
        this.incidents = parts.incidents();
        this.health = new ChannelHealth(limits.perMinute().orElse(0), settings.retryBackoff());
        this.attempts = new Sending.Parts(notifier, decider, settings.clock(), limits.attemptTimeout(), this);
    }

    /** Begins to send by itself. */
    synchronized void start(ScheduledExecutorService timer, Executor workers) {
        this.timer = timer;
        this.workers = workers;
        wakeIn(Duration.ZERO);
    }

    /** Claims nothing more. What is being sent goes on. */
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    /** Sends soon, if it sends by itself. */
    synchronized void wake() {
        woken = true;
        if (running < limits.concurrency()) {
            wakeIn(Duration.ZERO);
        } else {
            // Whoever ends or gives back a turn wakes it; until then it would wake for nothing, once for each
            // evaluation.
            refused = true;
        }
    }

    /** {@return whether nothing is being sent, after waiting for it until a {@link System#nanoTime()} at most} */
    synchronized boolean awaitIdle(long deadline) throws InterruptedException {
        int own = sending.contains(Thread.currentThread()) ? 1 : 0;
        while (running > own) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Sends what is due on this thread, one after the other. */
    Senders.Sent sendNow() {
        List<DeliveryAttempt> made = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        Claimed claimed = claim(1);
        while (!claimed.isEmpty()) {
            claimed.claims().forEach(claim -> made.add(new Sending(claim, attempts).send()));
            withheld.addAll(claimed.withheld());
            claimed = claim(1);
        }
        return new Senders.Sent(made, withheld);
    }

    /** What was claimed to be sent, and what was claimed and held back or put back, which makes room for others. */
    private record Claimed(List<Claim> claims, List<Withheld> withheld, boolean putBack) {

        static final Claimed NOTHING = new Claimed(List.of(), List.of(), false);

        boolean isEmpty() {
            return claims.isEmpty() && withheld.isEmpty() && !putBack;
        }
    }

    private void run() {
        try {
            int free = free();
            List<Claim> claims = free == 0 ? List.of() : claim(free).claims();
            for (Claim claim : claims) {
                hand(new Sending(claim, attempts));
            }
            boolean more = !claims.isEmpty() && claims.size() == free;
            planNext(more);
        } catch (Throwable e) {
            log.error("Sending hit an unexpected fault and goes on [channel={}]", channel, LoggableFault.of(e));
            planNext(false);
        }
    }

    // What waits for its period makes room for others, which are claimed at once.
    private boolean putBack(Claim claim, Instant now) {
        Settlement waiting = decider.waits(claim, now).orElse(null);
        if (waiting == null) {
            return false;
        }
        store.commit(new Commit(List.of(), List.of(), Set.of(), List.of(waiting), List.of()), false);
        madeRoom(Objects.requireNonNull(waiting.next()).nextAttempt());
        return true;
    }

    // Nobody is to hear that nobody has acknowledged what somebody acknowledged while this waited.
    private boolean withdraw(Claim claim, Instant now) {
        HistoryEntry moot = incidents.moot(claim.item().notification(), now).orElse(null);
        if (moot == null) {
            return false;
        }
        Settlement gone = new Settlement(claim, null);
        store.commit(new Commit(List.of(), List.of(), Set.of(), List.of(gone), List.of(moot)), false);
        madeRoom(null);
        return true;
    }

    private synchronized void madeRoom(@Nullable Instant again) {
        woken = true;
        retryFrom(again);
    }

    private synchronized void retryFrom(@Nullable Instant again) {
        if (again != null && (retryAt == null || again.isBefore(retryAt))) {
            retryAt = again;
        }
    }

    private Claimed claim(int wanted) {
        Instant now = settings.clock().instant();
        int permits;
        synchronized (this) {
            permits = stopped || stuck >= MOST_STUCK ? 0 : health.take(now, wanted, running);
            refused |= permits == 0 && running > 0;
            running += permits;
        }
        if (permits == 0) {
            return Claimed.NOTHING;
        }
        Claimed claimed = Claimed.NOTHING;
        try {
            Duration lease = limits.attemptTimeout().plus(LEASE_MARGIN);
            claimed =
                    toBeSent(store.claim(new ClaimRequest(channel, now, lease, decider.longestPause(), permits)), now);
        } finally {
            giveBack(now, permits - claimed.claims().size());
        }
        return claimed;
    }

    private Claimed toBeSent(List<Claim> claims, Instant now) {
        if (claims.isEmpty()) {
            return Claimed.NOTHING;
        }
        List<Silence> ofAllRules = silences.ofAllRules();
        List<Claim> toBeSent = new ArrayList<>();
        List<Withheld> withheld = new ArrayList<>();
        boolean putBack = false;
        for (Claim claim : claims) {
            if (putBack(claim, now) || withdraw(claim, now)) {
                putBack = true;
                continue;
            }
            Optional<Withheld> held = silences.holdBack(claim, ofAllRules, now);
            if (held.isPresent()) {
                withheld.add(held.get());
                madeRoom(held.get().again());
            } else if (inTheAir.add(claim.item().key())) {
                toBeSent.add(claim);
            }
        }
        return new Claimed(toBeSent, withheld, putBack);
    }

    private synchronized void giveBack(Instant taken, int count) {
        health.giveBack(taken, count);
        release(count);
        if (count > 0 && refused) {
            wake();
        }
    }

    private void hand(Sending sending) {
        try {
            sending.watch(timer());
            workers().execute(sending::send);
        } catch (RejectedExecutionException e) {
            sending.fail(e);
        }
    }

    private synchronized void planNext(boolean more) {
        if (running >= limits.concurrency()) {
            return;
        }
        Instant now = settings.clock().instant();
        Duration pause = health.nextPermit(now)
                .map(instant -> Duration.between(now, instant))
                .orElse(more || woken ? Duration.ZERO : untilRetry(now));
        wakeIn(pause);
    }

    private Duration untilRetry(Instant now) {
        Instant at = retryAt;
        if (at == null) {
            return settings.pollInterval();
        }
        return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    }

    private synchronized void wakeIn(Duration time) {
        ScheduledExecutorService executor = timer;
        if (stopped || executor == null) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        Duration wait = time.compareTo(settings.pollInterval()) < 0 ? time : settings.pollInterval();
        try {
            next = executor.schedule(this::run, wait.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.error("The executor takes no more work, so nothing is sent [channel={}]", channel, LoggableFault.of(e));
        }
    }

    // Whoever wakes this sender from now on may have something that is not claimed below.
    private synchronized int free() {
        woken = false;
        refused = running >= limits.concurrency();
        Instant at = retryAt;
        if (at != null && !at.isAfter(settings.clock().instant())) {
            retryAt = null;
        }
        return Math.max(0, limits.concurrency() - running);
    }

    private synchronized ScheduledExecutorService timer() {
        return Objects.requireNonNull(timer);
    }

    private synchronized Executor workers() {
        return Objects.requireNonNull(workers);
    }

    private synchronized void release(int count) {
        running -= count;
        notifyAll();
    }

    /** Notes that this thread sends. */
    void enter() {
        sending.add(Thread.currentThread());
    }

    /** Notes that this thread sends no more. */
    void leave() {
        sending.remove(Thread.currentThread());
    }

    /** Settles a claim after its attempt, and gives back its turn. */
    void ended(Claim claim, DeliveryAttempt attempt) {
        // Once settled it may be claimed again at any time; if it counted as in the air then, it would wait for its
        // lease.
        inTheAir.remove(claim.item().key());
        try {
            settle(claim, attempt);
            learn(attempt);
        } finally {
            release(1);
            wake();
        }
    }

    /** Counts an attempt that is over while its thread may hang. */
    synchronized void stick() {
        stuck++;
        if (stuck == MOST_STUCK) {
            log.error(
                    "So many attempts never ended that the channel sends nothing until one of them does [channel={}, stuck={}]",
                    channel,
                    stuck);
        }
    }

    /** Counts a thread that hangs no more. */
    synchronized void unstick() {
        stuck--;
        wake();
    }

    private void settle(Claim claim, DeliveryAttempt attempt) {
        Instant now = settings.clock().instant();
        for (int i = 0; i < MAX_CONFLICTS; i++) {
            SafeStore.Loaded loaded = store.load(DeliveryDecider.toldKeys(attempt.notification()));
            Commit commit = decider.settle(claim, attempt, now, loaded.known());
            // A fact in the end, to be remembered whoever else writes meanwhile.
            if (store.commit(commit, loaded.fromStore() && i < MAX_CONFLICTS - 1)) {
                return;
            }
        }
    }

    private void learn(DeliveryAttempt attempt) {
        ChannelHealth.Turn turn;
        synchronized (this) {
            turn = health.learn(attempt, settings.clock().instant());
            retryFrom(attempt.nextAttempt());
        }
        events.attempted(attempt);
        switch (turn) {
            case BROKE ->
                events.channelBroken(channel, attempt.receipt().channelFault().orElse("unknown"));
            case REPAIRED -> events.channelRepaired(channel);
            case NONE -> {}
        }
    }
}
