package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.ToldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link AlertStore} must do, as tests to inherit. {@link #store()} opens the same store each time that it is
 * called within one test, and an empty one for each test.
 *
 * <p>The file is long because a store inherits the contract whole.
 */
@Timeout(60)
public abstract class AlertStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final StateKey RULE = StateKey.rule("cspm-not-passed");
    private static final StateKey TOLD = StateKey.told("2eef5065da51c9c0");

    private final List<AlertStore> opened = new ArrayList<>();

    /** For subclasses. */
    protected AlertStoreContract() {}

    /**
     * Opens the store of this test. Called several times in one test, it gives several stores over the same states, as
     * several engines have them; or the same store, if it cannot be opened twice.
     *
     * @return the store; closed after the test
     */
    protected abstract AlertStore store();

    @AfterEach
    void closeAll() {
        opened.forEach(AlertStore::close);
    }

    @Test
    void load_unknownKeys_givesNothing() {
        assertThat(open().load(Set.of(RULE, TOLD))).isEmpty();
    }

    @Test
    void load_noKeys_givesNothing() {
        assertThat(open().load(Set.of())).isEmpty();
    }

    @Test
    void commit_states_comeBackWhole() {
        AlertStore store = open();

        assertThat(store.commit(changes(change(RULE, 0, SampleStates.rule()), change(TOLD, 0, SampleStates.told()))))
                .isTrue();

        assertThat(open().load(Set.of(RULE, TOLD)))
                .isEqualTo(Map.of(RULE, new Stored(1, SampleStates.rule()), TOLD, new Stored(1, SampleStates.told())));
    }

    @Test
    void commit_emptyStates_comeBackEmpty() {
        AlertStore store = open();
        store.commit(changes(change(RULE, 0, RuleState.EMPTY), change(TOLD, 0, ToldState.EMPTY)));

        assertThat(store.load(Set.of(RULE, TOLD)))
                .isEqualTo(Map.of(RULE, new Stored(1, RuleState.EMPTY), TOLD, new Stored(1, ToldState.EMPTY)));
    }

    @Test
    void commit_onTheRevisionThatIsThere_countsIt() {
        AlertStore store = open();
        store.commit(changes(change(RULE, 0, SampleStates.rule())));

        assertThat(store.commit(changes(change(RULE, 1, RuleState.EMPTY)))).isTrue();

        assertThat(store.load(Set.of(RULE))).isEqualTo(Map.of(RULE, new Stored(2, RuleState.EMPTY)));
    }

    @Test
    void commit_onAnotherRevision_changesNothing() {
        AlertStore store = open();
        store.commit(changes(change(RULE, 0, SampleStates.rule())));
        store.commit(changes(change(RULE, 1, SampleStates.rule())));

        for (long revision : new long[] {0, 1, 3}) {
            assertThat(store.commit(changes(change(RULE, revision, RuleState.EMPTY))))
                    .as("on revision " + revision)
                    .isFalse();
        }

        assertThat(store.load(Set.of(RULE))).isEqualTo(Map.of(RULE, new Stored(2, SampleStates.rule())));
    }

    @Test
    void commit_oneChangeOfSeveralIsLate_makesNone() {
        AlertStore store = open();
        store.commit(changes(change(RULE, 0, SampleStates.rule())));
        Commit late = new Commit(
                List.of(change(TOLD, 0, SampleStates.told()), change(RULE, 0, RuleState.EMPTY)),
                List.of(item("k-1", 0)),
                Set.of(),
                List.of(),
                List.of(entry("r1", 0)));

        assertThat(store.commit(late)).isFalse();

        assertThat(store.load(Set.of(RULE, TOLD))).isEqualTo(Map.of(RULE, new Stored(1, SampleStates.rule())));
        assertThat(store.waiting()).isZero();
        assertThat(store.history("r1", 10)).isEmpty();
    }

    @Test
    void commit_manyAtOnceOnTheSameRevision_oneWins() {
        for (int round = 0; round < 10; round++) {
            long revision = round;
            AtomicInteger winners = new AtomicInteger();
            List<AlertStore> stores =
                    IntStream.range(0, 8).mapToObj(i -> open()).toList();
            Contracts.together(8, number -> {
                RuleState mine = new RuleState(NOON.plusSeconds(number), Map.of(), Map.of());
                if (stores.get(number).commit(changes(change(RULE, revision, mine)))) {
                    winners.incrementAndGet();
                }
            });
            assertThat(winners).as("round " + round).hasValue(1);
        }
    }

    @Test
    void claim_item_comesBackWhole() {
        AlertStore store = open();
        OutboxItem item = item("k-1", 0);
        store.commit(enqueue(item));

        assertThat(open().claim(request(NOON, 10))).extracting(Claim::item).containsExactly(item);
    }

    @Test
    void claim_severalItems_comeInTheOrderOfTheOutbox() {
        AlertStore store = open();
        store.commit(enqueue(item("z", 0), item("a", 0)));
        store.commit(enqueue(item("m", 0)));

        assertThat(keys(store.claim(request(NOON, 2)))).containsExactly("z", "a");
        assertThat(keys(store.claim(request(NOON, 2)))).containsExactly("m");
        assertThat(store.waiting()).isEqualTo(3);
    }

    @Test
    void claim_claimedItem_isNobodyElsesBeforeTheLeaseEnds() {
        open().commit(enqueue(item("k-1", 0)));
        assertThat(open().claim(request(NOON, 1))).hasSize(1);

        assertThat(open().claim(request(NOON.plus(LEASE).minusMillis(1), 1))).isEmpty();
        assertThat(keys(open().claim(request(NOON.plus(LEASE), 1)))).containsExactly("k-1");
    }

    @Test
    void claim_leaseFromAClockFarAhead_isNotWaitedFor() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0)));
        store.claim(request(NOON.plus(Duration.ofDays(3_650)), 1));

        assertThat(keys(store.claim(request(NOON, 1)))).containsExactly("k-1");
    }

    @Test
    void claim_nextAttemptAhead_isNotDueUnlessImplausiblyFar() {
        AlertStore store = open();
        store.commit(enqueue(
                item("soon", 60),
                item("in-time", 0),
                item("from-the-future", Duration.ofDays(400).toSeconds())));

        assertThat(keys(store.claim(request(NOON, 10)))).containsExactly("in-time", "from-the-future");
        assertThat(keys(store.claim(request(NOON.plusSeconds(60), 10)))).containsExactly("soon");
    }

    @Test
    void claim_otherChannel_isLeftAlone() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0)));

        assertThat(store.claim(new ClaimRequest(Channel.SLACK, NOON, LEASE, Duration.ofMinutes(10), 5)))
                .isEmpty();
    }

    @Test
    void claim_twoEnginesAtOnce_eachItemIsOnes() {
        int items = 200;
        AlertStore first = open();
        first.commit(enqueue(
                IntStream.range(0, items).mapToObj(i -> item("k-" + i, 0)).toArray(OutboxItem[]::new)));
        List<AlertStore> engines = List.of(first, open(), open(), open());
        ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();

        Contracts.together(engines.size(), number -> {
            List<Claim> claims;
            do {
                claims = engines.get(number).claim(request(NOON, 7));
                claimed.addAll(keys(claims));
            } while (!claims.isEmpty());
        });

        assertThat(claimed).hasSize(items).doesNotHaveDuplicates();
    }

    @Test
    void settle_done_takesTheItemOut() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0), item("k-2", 0)));
        Claim claim = store.claim(request(NOON, 1)).get(0);

        assertThat(store.commit(settle(claim, null))).isTrue();

        assertThat(store.waiting()).isEqualTo(1);
        assertThat(keys(store.claim(request(NOON.plus(LEASE), 5)))).containsExactly("k-2");
    }

    @Test
    void settle_again_keepsWhatIsLeftForItsNextAttempt() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0), item("k-2", 0)));
        Claim claim = store.claim(request(NOON, 1)).get(0);
        Notification rest = claim.item().notification().to(List.of(address("bo")));
        OutboxItem next = new OutboxItem(rest, NOON, 1, NOON.plusSeconds(10));

        assertThat(store.commit(settle(claim, next))).isTrue();

        assertThat(keys(store.claim(request(NOON, 5)))).containsExactly("k-2");
        assertThat(store.claim(request(NOON.plusSeconds(10), 5)))
                .extracting(Claim::item)
                .containsExactly(next);
    }

    @Test
    void settle_claimLostToSomebodyElse_changesNothing() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0)));
        Claim lost = store.claim(request(NOON, 1)).get(0);
        Claim current = open().claim(request(NOON.plus(LEASE), 1)).get(0);

        assertThat(store.commit(new Commit(
                        List.of(change(RULE, 0, SampleStates.rule())),
                        List.of(),
                        Set.of(),
                        List.of(new Settlement(lost, null)),
                        List.of())))
                .isFalse();
        assertThat(store.load(Set.of(RULE))).isEmpty();
        assertThat(store.waiting()).isEqualTo(1);
        assertThat(store.commit(settle(current, null))).isTrue();
        assertThat(store.waiting()).isZero();
    }

    @Test
    void settle_twice_isRefusedTheSecondTime() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0)));
        Claim claim = store.claim(request(NOON, 1)).get(0);
        store.commit(settle(claim, new OutboxItem(claim.item().notification(), NOON, 1, NOON)));

        assertThat(store.commit(settle(claim, null))).isFalse();
        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void enqueue_keyThatIsThere_changesNothing() {
        AlertStore store = open();
        store.commit(enqueue(item("k-1", 0)));
        store.claim(request(NOON, 1));

        assertThat(store.commit(enqueue(item("k-1", 0), item("k-2", 0)))).isTrue();

        assertThat(keys(store.claim(request(NOON, 5)))).containsExactly("k-2");
        assertThat(store.waiting()).isEqualTo(2);
    }

    @Test
    void untouched_onlyItemsThatNobodyAttempted() {
        AlertStore store = open();
        OutboxItem fresh = item("fresh", 0);
        store.commit(enqueue(item("claimed", 0), item("failed", 0)));
        List<Claim> claims = store.claim(request(NOON, 2));
        store.commit(settle(claims.get(1), new OutboxItem(claims.get(1).item().notification(), NOON, 1, NOON)));
        store.commit(enqueue(fresh));

        assertThat(store.untouched(List.of("claimed", "failed", "fresh", "unknown")))
                .containsExactly(fresh);
        assertThat(store.untouched(List.of())).isEmpty();
    }

    @Test
    void withdraw_untouchedItem_takesItOutWithTheCommit() {
        AlertStore store = open();
        store.commit(enqueue(item("old", 0)));

        assertThat(store.commit(new Commit(List.of(), List.of(item("new", 0)), Set.of("old"), List.of(), List.of())))
                .isTrue();

        assertThat(keys(store.claim(request(NOON, 5)))).containsExactly("new");
    }

    @Test
    void withdraw_itemThatWasClaimed_changesNothing() {
        AlertStore store = open();
        store.commit(enqueue(item("old", 0)));
        store.claim(request(NOON, 1));

        assertThat(store.commit(new Commit(List.of(), List.of(item("new", 0)), Set.of("old"), List.of(), List.of())))
                .isFalse();
        assertThat(store.commit(new Commit(List.of(), List.of(), Set.of("unknown"), List.of(), List.of())))
                .isFalse();

        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void commit_stateToBeForgotten_isGoneAndMayComeAgain() {
        AlertStore store = open();
        StateKey key = StateKey.news("rule-1", "0f");
        store.commit(changes(change(key, 0, SampleStates.news("first"))));

        assertThat(store.commit(changes(Change.forget(key, 1)))).isTrue();

        assertThat(store.load(Set.of(key))).isEmpty();
        assertThat(store.page(StateKind.NEWS, "", 10)).isEmpty();
        assertThat(store.commit(changes(change(key, 0, SampleStates.news("second")))))
                .isTrue();
        assertThat(store.load(Set.of(key))).isEqualTo(Map.of(key, new Stored(1, SampleStates.news("second"))));
    }

    @Test
    void commit_stateToBeForgottenWasWrittenAgain_changesNothing() {
        AlertStore store = open();
        StateKey key = StateKey.news("rule-1", "0f");
        StateKey other = StateKey.news("rule-1", "1f");
        store.commit(changes(change(key, 0, SampleStates.news("first"))));
        store.commit(changes(change(key, 1, SampleStates.news("second"))));

        assertThat(store.commit(changes(Change.forget(key, 1), change(other, 0, SampleStates.news("other")))))
                .isFalse();
        assertThat(store.commit(changes(Change.forget(other, 1)))).isFalse();

        assertThat(store.page(StateKind.NEWS, "", 10))
                .isEqualTo(Map.of(key, new Stored(2, SampleStates.news("second"))));
    }

    @Test
    void commit_eachKindOfState_isLoadedAsItWas() {
        AlertStore store = open();
        for (StateKind kind : StateKind.values()) {
            StateKey key = new StateKey(kind, "a/0f");

            store.commit(changes(change(key, 0, SampleStates.of(kind))));

            assertThat(store.load(Set.of(key))).isEqualTo(Map.of(key, new Stored(1, SampleStates.of(kind))));
        }
    }

    @Test
    void page_states_comeInOrderAndWhole() {
        AlertStore store = open();
        List<String> ids = new ArrayList<>(
                IntStream.range(0, 25).mapToObj("rule-%02d"::formatted).toList());
        Collections.reverse(ids);
        store.commit(changes(ids.stream()
                .map(id -> change(StateKey.rule(id), 0, SampleStates.rule()))
                .toArray(Change[]::new)));
        store.commit(changes(change(TOLD, 0, SampleStates.told())));

        List<String> read = new ArrayList<>();
        String after = "";
        Map<StateKey, Stored> page = store.page(StateKind.RULE, after, 10);
        while (!page.isEmpty()) {
            page.keySet().forEach(key -> read.add(key.id()));
            after = read.get(read.size() - 1);
            page = store.page(StateKind.RULE, after, 10);
        }

        Collections.reverse(ids);
        assertThat(read).isEqualTo(ids);
        assertThat(store.page(StateKind.TOLD, "", 10)).isEqualTo(Map.of(TOLD, new Stored(1, SampleStates.told())));
    }

    @Test
    void history_ofARule_isNewestFirstAndBounded() {
        AlertStore store = open();
        store.commit(Commit.ofHistory(entry("r1", 1), entry("r2", 2), entry("r1", 3)));
        store.commit(Commit.ofHistory(entry("r1", 4)));

        assertThat(open().history("r1", 2)).containsExactly(entry("r1", 4), entry("r1", 3));
        assertThat(store.history("r1", 10)).hasSize(3);
        assertThat(store.history("unknown", 10)).isEmpty();
    }

    @Test
    void everything_oddTexts_comeBackUnchanged() {
        AlertStore store = open();
        String odd = "安全组 \"a\" 'b' <c> & \\ % _ ünï 🚨 {{ x }} İ \u0001 \u2028 \n\t";
        Notification notification = Samples.notification(
                "odd.1",
                Channel.EMAIL,
                new Message("s " + odd, odd.repeat(2_000), ContentFormat.TEXT, List.of(odd)),
                List.of(new Address("王", "O'Brien \"x\"", "a'b@example.com")));
        OutboxItem item = OutboxItem.of(notification, NOON);
        HistoryEntry entry = new HistoryEntry(NOON, "r1", HistoryEntry.Kind.ATTEMPTED, List.of(odd, ""));
        store.commit(new Commit(List.of(), List.of(item), Set.of(), List.of(), List.of(entry)));

        assertThat(store.claim(request(NOON, 1))).extracting(Claim::item).containsExactly(item);
        assertThat(store.history("r1", 1)).containsExactly(entry);
    }

    @Test
    void close_twice_isHarmless() {
        AlertStore store = store();
        store.close();
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    private AlertStore open() {
        AlertStore store = store();
        opened.add(store);
        return store;
    }

    private static Commit changes(Change... changes) {
        return new Commit(List.of(changes), List.of(), Set.of(), List.of(), List.of());
    }

    private static Change change(StateKey key, long revision, StateValue value) {
        return new Change(key, revision, value, null);
    }

    private static Commit enqueue(OutboxItem... items) {
        return new Commit(List.of(), List.of(items), Set.of(), List.of(), List.of());
    }

    private static Commit settle(Claim claim, @Nullable OutboxItem next) {
        return new Commit(List.of(), List.of(), Set.of(), List.of(new Settlement(claim, next)), List.of());
    }

    private static ClaimRequest request(Instant now, int atMost) {
        return new ClaimRequest(Channel.EMAIL, now, LEASE, Duration.ofMinutes(10), atMost);
    }

    private static List<String> keys(List<Claim> claims) {
        return claims.stream().map(claim -> claim.item().key()).toList();
    }

    private static OutboxItem item(String key, long dueInSeconds) {
        Notification notification = Samples.notification(
                key,
                Channel.EMAIL,
                Samples.message(),
                Stream.of("anna", "bo").map(AlertStoreContract::address).toList());
        return new OutboxItem(notification, NOON, 0, NOON.plusSeconds(dueInSeconds));
    }

    private static Address address(String id) {
        return new Address(id, "", id + "@example.com");
    }

    private static HistoryEntry entry(String rule, int second) {
        return new HistoryEntry(
                NOON.plusSeconds(second), rule, HistoryEntry.Kind.EVALUATED, Arrays.asList("3 rows", "fired: alert x"));
    }
}
