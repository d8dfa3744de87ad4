package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.sls.SlsPlan.Effect;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two provisioners at once, their requests interleaved by a seed: whoever reports success leaves what it says, a mix is told
 * to one of them at least, and what is there belongs to the owner it was made for.
 */
class TwoProvisionersTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 10);
    private static final AlertDefinitions FIRST = definitions("one@example.com", 3, Severity.HIGH);
    private static final AlertDefinitions SECOND = definitions("two@example.com", 5, Severity.LOW);

    private static AlertDefinitions definitions(String address, int threshold, Severity severity) {
        var all = ProvisionerFixture.definitions(ProvisionerFixture.rule()
                .threshold(threshold)
                .severity(severity)
                .build());
        return AlertDefinitions.builder()
                .addUser(User.builder("alex").name("Alex").addEmail(address).build())
                .addUserGroup(all.userGroups().get(0))
                .addTemplate(all.templates().get(0))
                .addActionPolicy(all.actionPolicies().get(0))
                .source(all.sources().values().iterator().next())
                .addRule(all.rules().get(0))
                .build();
    }

    @Test
    void apply_twoAtOnceInAFreshAccount_whoeverLosesLeavesTheOthersOwned() throws Exception {
        rounds("project", server -> {});
    }

    @Test
    void apply_twoAtOnceOverWhatIsThere_aMixIsToldToOneOfThem() throws Exception {
        rounds(
                "project",
                server -> alone(server).plan(ProvisionerFixture.definitions()).apply());
    }

    @Test
    void apply_twoOwnersAtOnce_eachOwnsWhatItMade() throws Exception {
        rounds("another", server -> {});
    }

    private void rounds(String secondOwner, Consumer<EmbeddedSls> before) throws Exception {
        long seed = Long.getLong("fuzz.seed", new Random().nextLong());
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (EmbeddedSls server = EmbeddedSls.builder().project(PROJECT).start()) {
                before.accept(server);
                told += round(server, secondOwner, seed + round);
            }
        }
        assertThat(told).as("rounds in which somebody was told, seed %d", seed).isPositive();
    }

    private int round(EmbeddedSls server, String secondOwner, long seed) throws Exception {
        Map<String, AlertDefinitions> wanted = Map.of("first", FIRST, "second", SECOND);
        Turnstile turnstile = new Turnstile(seed, List.of("first", "second"));
        List<String> successful = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<Boolean>> outcomes = Map.of(
                    "first", threads.submit(() -> apply(server, turnstile, "first", "project", FIRST)),
                    "second", threads.submit(() -> apply(server, turnstile, "second", secondOwner, SECOND)));
            for (Map.Entry<String, Future<Boolean>> outcome : outcomes.entrySet()) {
                if (outcome.getValue().get(5, TimeUnit.MINUTES)) {
                    successful.add(outcome.getKey());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        if (successful.size() == 2) {
            assertThat(wanted.values())
                    .as("no mix where both report success, seed %d", seed)
                    .anyMatch(definitions -> isAsWanted(server, definitions));
        }
        assertOwned(server, secondOwner, seed);
        return 2 - successful.size();
    }

    private static boolean apply(
            EmbeddedSls server, Turnstile turnstile, String name, String owner, AlertDefinitions definitions) {
        SlsCredentials key = SlsCredentials.of(server.accessKeyId(), server.accessKeySecret());
        try (SlsConnection connection = connect(server, turnstile.before(name, key))) {
            SlsProvisioner.builder(connection, PROJECT)
                    .owner(owner)
                    .build()
                    .plan(definitions)
                    .apply();
            return true;
        } catch (SlsProvisioningException e) {
            return false;
        } finally {
            turnstile.leave(name);
        }
    }

    /** All that is there was made here, so nothing of it blocks a next plan, and destroying takes all of it away. */
    private static void assertOwned(EmbeddedSls server, String secondOwner, long seed) {
        if (secondOwner.equals("project")) {
            SlsPlan next = alone(server).plan(FIRST);
            assertThat(next.isApplicable()).as("seed %d: %s", seed, next).isTrue();
            next.apply();
            assertThat(isAsWanted(server, FIRST)).as("seed %d", seed).isTrue();
        }
        for (String owner : List.of("project", secondOwner)) {
            try (SlsConnection connection = connect(server)) {
                SlsProvisioner.builder(connection, PROJECT)
                        .owner(owner)
                        .build()
                        .planDestroy()
                        .apply();
            }
        }
        assertThat(server.alert(PROJECT, "cspm-not-passed")).as("seed %d", seed).isEmpty();
        assertThat(server.record("sls.common.user", "alex")).as("seed %d", seed).isEmpty();
        assertThat(server.record("sls.alert.action_policy", "mail-sec-ops"))
                .as("seed %d", seed)
                .isEmpty();
    }

    private static boolean isAsWanted(EmbeddedSls server, AlertDefinitions definitions) {
        return alone(server).plan(definitions).steps().stream()
                .allMatch(step -> step.effect() == Effect.UNCHANGED || step.effect() == Effect.ADOPT);
    }

    private static SlsProvisioner alone(EmbeddedSls server) {
        return SlsProvisioner.builder(connect(server), PROJECT).owner("project").build();
    }

    private static SlsConnection connect(EmbeddedSls server) {
        return connect(
                server, SlsCredentialsProvider.of(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret())));
    }

    private static SlsConnection connect(EmbeddedSls server, SlsCredentialsProvider credentials) {
        return SlsConnection.builder(server.endpoint(), server.region())
                .credentials(credentials)
                .proxy(server.proxyHost(), server.port())
                .maxAttempts(1)
                .pace(new ManualPace())
                .build();
    }
}
