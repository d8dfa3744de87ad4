package io.github.cspmalert.faults;

import io.github.cspmalert.faults.ChildSettings.Mode;
import io.github.cspmalert.faults.ChildSettings.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Starts children, kills them at instants that a seed gives, and at the end lets one empty the outbox. */
final class ScenarioRun {

    private static final int LATEST_KILL_MILLIS = 2_500;
    // So often a child is killed while it starts.
    private static final int KILLS_AT_THE_START = 6;

    private final Scenario scenario;
    private final Path folder;
    private final Parts parts;
    private final Random random;
    private final List<ChildProcess> all = new ArrayList<>();

    /** What the children talk to. */
    record Parts(HttpReceiver http, MailReceiver mail, @Nullable CuttableProxy proxy) {}

    ScenarioRun(Scenario scenario, Path folder, Parts parts, long seed) {
        this.scenario = scenario;
        this.folder = folder;
        this.parts = parts;
        this.random = new Random(seed * 1_000 + scenario.ordinal());
    }

    void run(int kills) throws IOException, InterruptedException {
        try {
            killAndDrain(kills);
        } finally {
            all.forEach(ChildProcess::destroy);
        }
    }

    private void killAndDrain(int kills) throws IOException, InterruptedException {
        ChildProcess[] children = new ChildProcess[scenario.replicas()];
        for (int i = 0; i < children.length; i++) {
            children[i] = start(scenario.mode());
        }
        for (int kill = 0; kill < kills; kill++) {
            disturb(kill);
            int victim = random.nextInt(children.length);
            boolean cut = scenario == Scenario.CUT && isBad(kill);
            if (!cut && kill % KILLS_AT_THE_START != KILLS_AT_THE_START - 1) {
                children[victim].awaitStarted();
            }
            pause(random.nextInt(LATEST_KILL_MILLIS));
            children[victim].kill();
            children[victim] = start(scenario.mode());
        }
        mend();
        pause(LATEST_KILL_MILLIS);
        for (ChildProcess child : children) {
            child.kill();
        }
        ChildProcess last = start(Mode.DRAINING);
        last.awaitEmpty();
        last.kill();
    }

    private void disturb(int turn) {
        boolean bad = isBad(turn);
        if (scenario == Scenario.SILENCE) {
            parts.mail().silent(bad);
        }
        if (scenario == Scenario.CUT && parts.proxy() != null) {
            if (bad) {
                parts.proxy().cut();
            } else {
                parts.proxy().mend();
            }
        }
    }

    private static boolean isBad(int turn) {
        return turn % 2 == 1;
    }

    private void mend() {
        disturb(0);
    }

    private ChildProcess start(Mode mode) throws IOException {
        CuttableProxy proxy = parts.proxy();
        String database = proxy == null
                ? folder.resolve("alerts.db").toString()
                : "jdbc:postgresql://127.0.0.1:" + proxy.port()
                        + "/postgres?user=postgres&connectTimeout=2&socketTimeout=5";
        Ports ports = new Ports(parts.http().port(), parts.mail().port());
        ChildProcess child = ChildProcess.start(new ChildSettings(all.size(), folder, database, ports, mode));
        all.add(child);
        return child;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
