package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random answers of a mail server. Whatever it says, sending ends in time with a receipt or the documented exception, says
 * nothing of the password, and counts nothing as accepted that the server did not get.
 */
@Tag("fuzz")
class SmtpAnswersFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final String PASSWORD = "s3cr3t-pässword";
    private static final Duration LIMIT = Duration.ofMillis(300);
    // What a busy machine may add.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> ADDRESSES = List.of(
            "ann@example.com",
            "bob@Example.COM",
            "設定@例え.jp",
            "eve@straße.example",
            "no address",
            "\"a..b\"@example.jp");

    @Test
    void send_randomAnswers_haveADocumentedOutcomeInTime() throws IOException {
        long seed = Long.getLong("fuzz.seed", new Random().nextLong());
        System.out.println("SmtpAnswersFuzzTest: fuzz.seed=" + seed + ", fuzz.inputs=" + INPUTS);
        int accepted = 0;
        int failed = 0;
        try (RandomSmtpServer server = new RandomSmtpServer(PASSWORD)) {
            for (int i = 0; i < INPUTS; i++) {
                String what = "fuzz.seed=%d, input %d".formatted(seed, i);
                Random random = new Random(seed + i);
                server.restart(new Random(random.nextLong()), random.nextInt(8) / 7.0);
                try {
                    boolean taken = send(server, random, what);
                    accepted += taken ? 1 : 0;
                    failed += taken ? 0 : 1;
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(what + " after " + server.said(), e);
                }
            }
        }
        // Otherwise nothing was tried.
        assertThat(accepted).isGreaterThan(INPUTS / 100);
        assertThat(failed).isGreaterThan(INPUTS / 100);
    }

    private static boolean send(RandomSmtpServer server, Random random, String what) {
        String[] to = random.ints(1 + random.nextInt(5), 0, ADDRESSES.size())
                .distinct()
                .mapToObj(ADDRESSES::get)
                .toArray(String[]::new);
        EmailNotifierBuilder builder = EmailNotifier.builder()
                .host("127.0.0.1")
                .port(server.port())
                .security(random.nextInt(20) == 0 ? SmtpSecurity.STARTTLS : SmtpSecurity.NONE)
                .from("alerts@example.com")
                .heloName("test.example.com")
                .readTimeout(LIMIT)
                .sendTimeout(LIMIT)
                .maxRecipients(1 + random.nextInt(3));
        boolean login = random.nextBoolean();
        if (login) {
            builder.username("user").password(Secret.of(PASSWORD));
        }
        long start = System.nanoTime();
        try (EmailNotifier email = builder.build()) {
            Receipt receipt = email.send(Notifications.html("s", "<p>x</p>", to));

            assertThat(receipt.outcomes()).as(what).hasSize(to.length);
            receipt.outcomes().forEach(outcome -> assertClean(outcome.detail(), login, what));
            receipt.channelFault().ifPresent(fault -> assertClean(fault, login, what));
            boolean accepted = !receipt.with(Status.ACCEPTED).isEmpty();
            assertThat(!accepted || server.gotContent()).as(what).isTrue();
            return accepted;
        } catch (NotificationException e) {
            assertThat(e.retryable()).as(what).isTrue();
            for (Throwable t = e; t != null; t = t.getCause()) {
                assertClean(String.valueOf(t.getMessage()), login, what);
            }
            assertThat(e.getMessage()).as(what).doesNotContain("@example");
            return false;
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(LIMIT.plus(PATIENCE));
        }
    }

    // A server can only repeat what it was told.
    private static void assertClean(String said, boolean login, String what) {
        assertThat(said).as(what).hasSizeLessThan(600);
        assertThat(login && (said.contains(PASSWORD) || said.contains(Scrubber.base64(PASSWORD))))
                .as(what + ": " + said)
                .isFalse();
        assertThat(said.chars().noneMatch(Character::isISOControl))
                .as(what + ": " + said)
                .isTrue();
    }
}
