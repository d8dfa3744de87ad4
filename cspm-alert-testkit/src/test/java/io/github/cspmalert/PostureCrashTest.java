package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a week, with a waiver that comes and goes, read by engines that die between any two steps and are begun anew
 * on the same store.
 */
class PostureCrashTest {

    private static final int HISTORIES = 1_000;
    private static final int DAYS = 6;
    private static final List<String> STATUSES =
            List.of("NOT_PASS", "NOT_PASS", "NOT_PASS", "PASS", "PASS", "WHITELIST", "CHECKING", "FAILED");

    private static final String WAIVED = "@r-0";
    private static final Waiver WAIVER = new Waiver(
            "legacy",
            FindingFilter.builder().resources("r-0").build(),
            "to be shut down",
            "ciso",
            PostureFixture.MONDAY.plus(Duration.ofDays(300)));

    @Test
    void anyHistory_enginesThatDie_tellEachChangeOnce() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            new History(seed).run();
        }
    }

    /** A store that dies before or after a commit now and then. */
    private static final class DyingStore implements AlertStore {

        private final AlertStore store = new InMemoryAlertStore();
        private final Random random;
        private int oneIn = Integer.MAX_VALUE;
        private boolean died;

        DyingStore(Random random) {
            this.random = random;
        }

        @Override
        public boolean commit(Commit commit) {
            dieSometimes();
            boolean done = store.commit(commit);
            dieSometimes();
            return done;
        }

        private void dieSometimes() {
            if (died || random.nextInt(oneIn) == 0) {
                died = true;
                throw new IllegalStateException("died");
            }
        }

        @Override
        public Map<StateKey, Stored> load(Set<StateKey> keys) {
            return store.load(keys);
        }

        @Override
        public List<Claim> claim(ClaimRequest request) {
            return store.claim(request);
        }

        @Override
        public List<OutboxItem> untouched(Collection<String> keys) {
            return store.untouched(keys);
        }

        @Override
        public long waiting() {
            return store.waiting();
        }

        @Override
        public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
            return store.page(kind, after, atMost);
        }

        @Override
        public List<HistoryEntry> history(String ruleId, int atMost) {
            return store.history(ruleId, atMost);
        }
    }

    private static final class History {

        private final int seed;
        private final Random random;
        private final PostureFixture engine = new PostureFixture();
        private final DyingStore store;
        private final List<CheckResult> records = new ArrayList<>();
        private final Set<String> held = new TreeSet<>();
        private Map<String, Naive> told = Map.of();
        private boolean waived;
        private int heard;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.store = new DyingStore(random);
            engine.store = store;
            engine.results.set(
                    0, CspmResults.builder("prod", engine.log).scanCycles(100).build());
        }

        void run() {
            engine.logged("0", "r-0", "PASS");
            records.add(PostureFixture.record(engine.clock.instant(), "0", "r-0", "PASS", RiskLevel.HIGH));
            evaluate();
            told = naive(records);
            heard = engine.mails.sent().size();
            for (int day = 0; day < DAYS; day++) {
                engine.after(Duration.ofHours(20));
                if (random.nextInt(3) == 0) {
                    waive();
                }
                scan();
                evaluate();
                assertThat(heard()).as("seed %d, day %d", seed, day).isEqualTo(expected());
            }
        }

        // What is open and waived is held back, and stands as it was told until the waiver has ended.
        private Set<String> expected() {
            Map<String, Naive> now = naive(records);
            Map<String, Naive> next = new TreeMap<>(now);
            now.forEach((key, stand) -> {
                if (waived && stand.open() && key.endsWith(WAIVED)) {
                    held.add(key);
                    next.put(key, told.getOrDefault(key, Naive.UNKNOWN));
                }
            });
            Set<String> expected = changes(told, next);
            for (String key : List.copyOf(held)) {
                if (next.get(key) == now.get(key)) {
                    held.remove(key);
                    if (now.get(key).open()
                            && told.getOrDefault(key, Naive.UNKNOWN).open()) {
                        expected.add("still_open " + key);
                    }
                }
            }
            told = next;
            return expected;
        }

        // Adds the waiver, or ends it.
        private void waive() {
            waived = !waived;
            do {
                store.died = false;
                store.oneIn = 3;
                with(alerts -> {
                    if (waived) {
                        alerts.addWaiver(WAIVER);
                    } else {
                        alerts.endWaiver(WAIVER.id());
                    }
                });
            } while (store.died);
            store.oneIn = Integer.MAX_VALUE;
        }

        // Records come in any order, some twice, some about checks of an earlier day.
        private void scan() {
            List<CheckResult> run = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                Instant now = engine.clock.instant().plusSeconds(random.nextInt(600));
                CheckResult each = PostureFixture.record(
                        now,
                        Integer.toString(random.nextInt(2)),
                        "r-" + random.nextInt(3),
                        STATUSES.get(random.nextInt(STATUSES.size())),
                        RiskLevel.HIGH);
                run.add(random.nextInt(5) == 0 ? late(each) : each);
            }
            run.addAll(run.subList(0, random.nextInt(run.size())));
            Collections.shuffle(run, random);
            engine.log.addResults(run);
            records.addAll(run);
        }

        private CheckResult late(CheckResult record) {
            Map<String, String> row = new LinkedHashMap<>(record.toRow());
            row.put("start_time", Long.toString(record.time().orElseThrow().getEpochSecond() - 90_000));
            return CheckResult.fromRow(row);
        }

        private void evaluate() {
            engine.after(Duration.ofHours(1));
            store.oneIn = 4;
            int left = 20;
            do {
                store.died = false;
                if (left-- == 0) {
                    store.oneIn = Integer.MAX_VALUE;
                }
                check();
                // What was claimed is free again.
                engine.after(Duration.ofMinutes(20));
            } while (store.died || left >= 0 && store.waiting() > 0);
            store.oneIn = Integer.MAX_VALUE;
            check();
        }

        private void check() {
            with(alerts -> alerts.check("all"));
        }

        private void with(Consumer<CspmAlerts> action) {
            try (CspmAlerts alerts = engine.builder()
                    .addPostureRule(PostureFixture.rule("all").build())
                    .build()) {
                action.accept(alerts);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("died");
            }
        }

        /** {@return what was told since, each notification once, however often it was sent} */
        private Set<String> heard() {
            List<Notification> sent = engine.mails.sent();
            Map<String, Notification> byKey = sent.subList(heard, sent.size()).stream()
                    .collect(Collectors.toMap(Notification::key, Function.identity(), (one, other) -> one));
            heard = sent.size();
            Set<String> changes = new TreeSet<>();
            for (Notification each : byKey.values()) {
                for (String part : each.message().content().split("; ", -1)) {
                    if (part.contains("@")) {
                        assertThat(changes.add(part))
                                .as("seed %d: %s told twice", seed, part)
                                .isTrue();
                    }
                }
            }
            return changes;
        }
    }

    /** Where a finding stands by all records that there are. */
    private record Naive(boolean everOpen, boolean open, String status) {

        static final Naive UNKNOWN = new Naive(false, false, "");
    }

    private static Map<String, Naive> naive(List<CheckResult> records) {
        Map<String, TreeMap<Instant, CheckResult>> newest = new TreeMap<>();
        for (CheckResult record : records) {
            if (!record.status().isTransient()) {
                newest.computeIfAbsent(record.checkId() + "@" + record.instanceId(), key -> new TreeMap<>())
                        .merge(record.startTime().orElseThrow(), record, PostureCrashTest::worse);
            }
        }
        Map<String, Naive> stands = new TreeMap<>();
        newest.forEach((key, each) -> {
            CheckStatus last = each.lastEntry().getValue().status();
            boolean ever = each.values().stream().anyMatch(record -> rank(record) == 2);
            stands.put(key, new Naive(ever, rank(each.lastEntry().getValue()) == 2, last.text()));
        });
        return stands;
    }

    private static CheckResult worse(CheckResult one, CheckResult other) {
        Comparator<CheckResult> order = Comparator.comparing(
                        (CheckResult record) -> record.logTime().orElseThrow())
                .thenComparing(PostureCrashTest::rank);
        return order.compare(one, other) < 0 ? other : one;
    }

    private static int rank(CheckResult record) {
        return switch (record.status().text()) {
            case "PASS" -> 0;
            case "WHITELIST" -> 1;
            default -> 2;
        };
    }

    private static Set<String> changes(Map<String, Naive> before, Map<String, Naive> after) {
        Set<String> changes = new TreeSet<>();
        after.forEach((key, now) -> {
            Naive was = before.getOrDefault(key, Naive.UNKNOWN);
            if (now.open() && !was.open()) {
                changes.add((was.everOpen() ? "reopened " : "new ") + key);
            } else if (!now.open() && was.open()) {
                changes.add((now.status().equals("PASS") ? "fixed " : "exempted ") + key);
            }
        });
        return changes;
    }
}
