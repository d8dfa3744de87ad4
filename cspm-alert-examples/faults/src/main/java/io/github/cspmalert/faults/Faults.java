package io.github.cspmalert.faults;

import io.github.cspmalert.faults.Tally.Verdict;
import io.github.cspmalert.jdbc.JdbcStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the scenarios and says in one line what came of it. Settings: {@code faults.kills}, how many children are killed in each
 * scenario; {@code faults.scenarios}, which, separated by commas; {@code faults.seed}.
 */
final class Faults {

    private Faults() {}

    /** Ends with 1 if anything was lost, or told again under another key. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int wanted = Integer.getInteger("faults.kills", 0);
        long seed = Long.getLong("faults.seed", 1);
        Path folder = Files.createTempDirectory("cspm-alert-faults");
        Verdict all = Verdict.NOTHING;
        int kills = 0;
        boolean good = true;
        System.out.println("seed=" + seed + " folder=" + folder);
        for (Scenario scenario : scenarios()) {
            int each = wanted == 0 ? scenario.kills() : wanted;
            long start = System.nanoTime();
            Verdict verdict = run(scenario, each, seed, Files.createDirectory(folder.resolve(scenario.name())));
            System.out.printf(
                    "%s: kills=%d %s in %d s%n",
                    scenario, each, line(verdict), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
            good &= verdict.isGood();
            all = all.plus(verdict);
            kills += each;
        }
        System.out.println("kills=" + kills + " " + line(all));
        System.exit(good ? 0 : 1);
    }

    private static Verdict run(Scenario scenario, int kills, long seed, Path folder)
            throws IOException, InterruptedException {
        Tally tally = new Tally();
        try (HttpReceiver http = new HttpReceiver(tally);
                MailReceiver mail = new MailReceiver(tally);
                EmbeddedPostgres postgres = scenario.postgres() ? EmbeddedPostgres.start() : null;
                CuttableProxy proxy = postgres == null ? null : new CuttableProxy(postgres.getPort())) {
            new ScenarioRun(scenario, folder, new ScenarioRun.Parts(http, mail, proxy), seed).run(kills);
            if (postgres != null && scenario.replicas() > 1) {
                // The child that emptied the outbox had a clock that was hours ahead.
                Instant until = Clock.systemUTC().instant().plusSeconds(60);
                JdbcStore store = JdbcStore.of(postgres.getPostgresDatabase());
                System.out.println("  " + Windows.of(store, ChildSettings.RULES, until));
            }
            return tally.compare(WitnessStore.decided(folder));
        }
    }

    private static List<Scenario> scenarios() {
        @Nullable String names = System.getProperty("faults.scenarios");
        return names == null || names.isBlank()
                ? List.of(Scenario.values())
                : Arrays.stream(names.split(",")).map(Scenario::named).toList();
    }

    private static String line(Verdict verdict) {
        return "decided=%d lost=%d doubled=%d doubled_with_another_key=%d"
                .formatted(verdict.decided(), verdict.lost(), verdict.doubled(), verdict.doubledWithAnotherKey());
    }
}
