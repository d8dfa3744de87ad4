package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.notify.email.SmtpFailures.Fates;
import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the mail server: a bounded number, each kept for a while after a mail in case another one follows.
 * A kept connection that turns out to be dead before it was given a content is replaced at once. Thread-safe.
 */
final class SmtpConnections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

    private record Kept(SmtpTransport transport, Instant since) {}

    private final SmtpSettings settings;
    private final SmtpFailures failures;
    private final Session session;
    private final Duration keepFor;
    private final Clock clock;
    private final Semaphore free;
    // Ends connections that nobody uses, and writes that hang. Its thread lives only while there is a connection.
    private final ScheduledThreadPoolExecutor timer;

    // Guarded by this.
    private final Deque<Kept> kept = new ArrayDeque<>();
    private int inUse;
    private boolean timerIsSet;
    private boolean closed;

    SmtpConnections(SmtpSettings settings, String sender, int atMost, Duration keepFor, Clock clock) {
        this.settings = settings;
        this.failures = new SmtpFailures(settings);
        this.keepFor = keepFor;
        this.clock = clock;
        this.free = new Semaphore(atMost, true);
        this.timer = timer();
        this.session = Session.getInstance(settings.properties(sender, timer));
    }

    Session session() {
        return session;
    }

    /**
     * Sends a mail.
     *
     * @throws NotificationException if nobody got the mail
     * @throws IllegalStateException if this is closed
     */
    Fates send(MimeMessage mail, Address[] to) {
        waitForFree();
        try {
            begin();
            return sendOnKeptOrNew(mail, to);
        } finally {
            end();
            free.release();
        }
    }

    private Fates sendOnKeptOrNew(MimeMessage mail, Address[] to) {
        SmtpTransport transport = takeKept();
        if (transport != null) {
            try {
                return sendOn(transport, mail, to);
            } catch (NotificationException e) {
                if (!transport.isDead() || transport.stage() == SmtpTransport.Stage.CONTENT) {
                    throw e;
                }
                log.debug("the kept connection was dead, connecting again [server={}]", settings.server());
            }
        }
        return sendOn(connect(), mail, to);
    }

    private Fates sendOn(SmtpTransport transport, MimeMessage mail, Address[] to) {
        boolean usable = false;
        try {
            Fates fates = Fates.ALL_ACCEPTED;
            try {
                transport.sendMessage(mail, to);
            } catch (MessagingException e) {
                fates = failures.sending(e, transport);
            }
            usable = !transport.isDead();
            return fates;
        } finally {
            if (usable) {
                keep(transport);
            } else {
                disconnect(transport);
            }
        }
    }

    private SmtpTransport connect() {
        Credentials credentials = settings.credentials();
        String username = credentials == null ? null : credentials.username();
        Secret secret = credentials == null ? null : secret(credentials);
        SmtpTransport transport = new SmtpTransport(session, settings);
        try {
            transport.connect(settings.host(), settings.port(), username, secret == null ? null : secret.reveal());
        } catch (AuthenticationFailedException e) {
            throw credentials == null || secret == null
                    ? failures.connecting(e, transport)
                    : failures.login(e, transport, credentials, secret);
        } catch (MessagingException e) {
            throw failures.connecting(e, transport);
        }
        if (credentials != null && !transport.supportsExtension("AUTH")) {
            disconnect(transport);
            throw failures.loginMissing();
        }
        return transport;
    }

    private static Secret secret(Credentials credentials) {
        try {
            return Objects.requireNonNull(credentials.secret().get(), "the supplier gave no token");
        } catch (RuntimeException e) {
            boolean retryable = !(e instanceof CspmAlertException known) || known.retryable();
            throw new NotificationException("the supplier of the mail server's token failed", retryable, e);
        }
    }

    private void waitForFree() {
        Duration patience = settings.connectTimeout().plus(settings.readTimeout());
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotificationException("interrupted while waiting for a connection", true, e);
        }
        throw new NotificationException(
                "no connection to the mail server became free in " + patience + "; if this lasts, raise maxConnections",
                true,
                null);
    }

    private synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("the notifier is closed");
        }
        inUse++;
    }

    // A connection needs the timer until its very end.
    private synchronized void end() {
        inUse--;
        if (closed && inUse == 0) {
            timer.shutdown();
        }
    }

    private @Nullable SmtpTransport takeKept() {
        closeUnused();
        synchronized (this) {
            Kept last = kept.pollLast();
            return last == null ? null : last.transport();
        }
    }

    private void keep(SmtpTransport transport) {
        synchronized (this) {
            if (!closed) {
                kept.addLast(new Kept(transport, clock.instant()));
                closeUnusedLater();
                return;
            }
        }
        disconnect(transport);
    }

    /** Ends the connections that nobody has used for a while. */
    private void closeUnused() {
        Instant oldest = clock.instant().minus(keepFor);
        List<Kept> unused = new ArrayList<>();
        synchronized (this) {
            while (!kept.isEmpty() && !kept.getFirst().since().isAfter(oldest)) {
                unused.add(kept.removeFirst());
            }
        }
        unused.forEach(connection -> disconnect(connection.transport()));
    }

    private synchronized void closeUnusedLater() {
        if (!closed && !kept.isEmpty() && !timerIsSet) {
            timerIsSet = true;
            timer.schedule(this::onTimer, keepFor.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        synchronized (this) {
            timerIsSet = false;
        }
        closeUnused();
        closeUnusedLater();
    }

    @Override
    public void close() {
        List<Kept> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(kept);
            kept.clear();
            inUse++;
        }
        all.forEach(connection -> disconnect(connection.transport()));
        end();
    }

    private static void disconnect(SmtpTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("a connection could not be ended in order", e);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cspm-alert-email");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
