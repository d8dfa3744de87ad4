package io.github.cspmalert.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.CheckResultBuilder;
import io.github.cspmalert.check.CheckStatus;
import io.github.cspmalert.check.InstanceSubType;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.definition.rule.FindingChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T02:00:00Z");
    private static final String ACCOUNT = "1234567890123456";

    private final Map<FindingKey, Finding> ledger = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        // One status a day, the state in the end, and what is told of each day; - is nothing.
        "PASS,                            CLEAR,    -",
        "CHECKING,                        CLEAR,    -",
        "NOT_PASS,                        OPEN,     NEW",
        "FAILED,                          OPEN,     NEW",
        "QUARANTINED,                     OPEN,     NEW",
        "WHITELIST,                       CLEAR,    -",
        "NOT_PASS NOT_PASS,               OPEN,     NEW -",
        "NOT_PASS CHECKING NOT_CHECK,     OPEN,     NEW - -",
        "NOT_PASS PASS,                   FIXED,    NEW FIXED",
        "NOT_PASS WHITELIST,              EXEMPTED, NEW EXEMPTED",
        "NOT_PASS WHITELIST PASS,         FIXED,    NEW EXEMPTED -",
        "NOT_PASS PASS CHECKING NOT_PASS, OPEN,     NEW FIXED - REOPENED",
        "PASS NOT_PASS WHITELIST FAILED,  OPEN,     - NEW EXEMPTED REOPENED",
    })
    void fold_oneRecordADay_tellsEachChangeOnce(String statuses, FindingState state, String told) {
        String[] days = statuses.split(" ");
        List<String> kinds = IntStream.range(0, days.length)
                .mapToObj(day -> fold(record(day, days[day])))
                .map(transitions ->
                        transitions.isEmpty() ? "-" : transitions.get(0).kind().name())
                .toList();

        assertThat(kinds).containsExactly(told.split(" "));
        assertThat(only().state()).isEqualTo(state);
    }

    @Test
    void fold_whatIsKnown_changesNothing() {
        fold(record(0, "NOT_PASS"), record(1, "PASS"));

        Ledger.Folded again = Ledger.fold(ACCOUNT, List.of(record(0, "NOT_PASS"), record(1, "PASS")), ledger::get);

        assertThat(again.findings()).isEmpty();
        assertThat(again.transitions()).isEmpty();
    }

    @Test
    void fold_openAndFixedInOneRead_isNoNews() {
        assertThat(fold(record(0, "NOT_PASS"), record(1, "PASS"))).isEmpty();
        assertThat(only().state()).isEqualTo(FindingState.FIXED);
    }

    @Test
    void fold_olderRecordAfterANewerOne_changesWhenItOpenedAndTellsNothing() {
        fold(record(2, "NOT_PASS"));

        assertThat(fold(record(0, "NOT_PASS"))).isEmpty();
        assertThat(only().openedAt()).contains(MONDAY);
        assertThat(fold(record(1, "PASS"))).isEmpty();
        assertThat(only().openedAt()).contains(day(2));
        assertThat(only().timesReopened()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PASS, NOT_PASS, OPEN", "PASS, WHITELIST, EXEMPTED", "WHITELIST, NOT_PASS, OPEN", "PASS, ODD, OPEN"})
    void fold_twoOutcomesAtOneInstant_theWorseCounts(String better, String worse, FindingState state) {
        fold(record(-1, "NOT_PASS"));
        fold(record(0, worse), record(0, better));
        FindingState one = only().state();
        ledger.clear();
        fold(record(-1, "NOT_PASS"));
        fold(record(0, better));
        fold(record(0, worse));

        assertThat(List.of(one, only().state())).containsOnly(state);
    }

    @Test
    void fold_twoOutcomesOfOneCheck_theLaterLoggedCounts() {
        CheckResult first =
                at(day(0), "NOT_PASS").logTime(day(0).plusSeconds(5)).build();
        CheckResult second = at(day(0), "PASS").logTime(day(0).plusSeconds(9)).build();

        fold(second, first);

        assertThat(only().state()).isEqualTo(FindingState.CLEAR);
    }

    @Test
    void fold_openTurnsOutNeverToHaveBeen_isToldAsFixed() {
        fold(at(day(0), "NOT_PASS").logTime(day(0).plusSeconds(5)).build());

        assertThat(fold(at(day(0), "PASS").logTime(day(0).plusSeconds(9)).build()))
                .extracting(Transition::kind)
                .containsExactly(FindingChange.FIXED);
        assertThat(only().state()).isEqualTo(FindingState.CLEAR);
    }

    @Test
    void fold_riskRaised_isToldAndLoweredIsNot() {
        fold(at(day(0), "NOT_PASS").riskLevel(RiskLevel.MEDIUM).build());

        assertThat(fold(at(day(1), "NOT_PASS").riskLevel(RiskLevel.HIGH).build()))
                .extracting(Transition::kind)
                .containsExactly(FindingChange.RISK_RAISED);
        assertThat(fold(at(day(2), "NOT_PASS").riskLevel(RiskLevel.LOW).build()))
                .isEmpty();
        assertThat(only().risk()).contains(RiskLevel.LOW);
    }

    @Test
    void fold_recordsOfSeveralStandards_areOneFinding() {
        fold(
                at(day(0), "NOT_PASS").standardId("1").build(),
                at(day(0), "NOT_PASS").standardId("2").requirementId("5").build());

        assertThat(ledger).hasSize(1);
        assertThat(only().history()).hasSize(1);
    }

    @Test
    void fold_partsOfTheIdentityDiffer_areFindingsOfTheirOwn() {
        CheckResult base = record(0, "NOT_PASS");
        List<CheckResult> others = Stream.<CheckResultBuilder>of(
                        at(day(0), "NOT_PASS").checkId("12"),
                        at(day(0), "NOT_PASS").regionId("cn-beijing"),
                        at(day(0), "NOT_PASS").instanceId("i-2"),
                        at(day(0), "NOT_PASS").instanceSubType(InstanceSubType.of("DISK")))
                .map(CheckResultBuilder::build)
                .toList();

        fold(base);
        others.forEach(this::fold);
        Ledger.fold("another account", List.of(base), ledger::get)
                .findings()
                .forEach(each -> ledger.put(each.key(), each));

        assertThat(ledger).hasSize(6);
        assertThat(ledger.keySet().stream().map(FindingKey::id)).doesNotHaveDuplicates();
    }

    @Test
    void fold_nameChanged_isTheSameFindingUnderItsNewestName() {
        fold(at(day(1), "NOT_PASS").instanceName("new").build());
        fold(at(day(0), "NOT_PASS").instanceName("old").build());

        assertThat(only().instanceName()).isEqualTo("new");
    }

    @Test
    void fold_recordsOfAnotherTopic_areCountedAndNotTaken() {
        Ledger.Folded folded = Ledger.fold(
                ACCOUNT,
                List.of(
                        at(day(0), "NOT_PASS").topic("sas-hc-log").build(),
                        at(day(0), "PASS").topic("").build()),
                ledger::get);

        assertThat(folded.ignored()).isEqualTo(1);
        assertThat(folded.findings()).hasSize(1);
    }

    @Test
    void fold_clockOfACheckFarAhead_countsFromWhenItWasLogged() {
        fold(at(day(1_000), "PASS").logTime(day(0)).build());
        fold(record(1, "NOT_PASS"));

        assertThat(only().state()).isEqualTo(FindingState.OPEN);
    }

    @Test
    void fold_recordWithoutTimes_opensWhatIsNotKnownAndChangesNothingElse() {
        CheckResult undated =
                CheckResult.builder().checkId("11").status(CheckStatus.NOT_PASS).build();
        assertThat(fold(undated)).extracting(Transition::kind).containsExactly(FindingChange.NEW);

        CheckResult passed = CheckResult.builder()
                .checkId("11")
                .status(CheckStatus.PASS)
                .startTime(day(0))
                .build();
        fold(passed);

        assertThat(fold(undated)).isEmpty();
        assertThat(only().state()).isEqualTo(FindingState.FIXED);
    }

    @Test
    void absent_open_isUnobservedUntilANewerRecord() {
        fold(record(0, "NOT_PASS"));
        Finding before = only();
        Finding absent = before.absent();

        assertThat(absent.state()).isEqualTo(FindingState.UNOBSERVED);
        assertThat(Transition.between(Stand.of(before), absent))
                .get()
                .extracting(Transition::kind)
                .isEqualTo(FindingChange.UNOBSERVED);
        assertThat(Transition.between(Stand.of(absent), absent.absent())).isEmpty();
        assertThat(absent.with(List.of(record(-1, "NOT_PASS"))).state()).isEqualTo(FindingState.UNOBSERVED);
        Finding again = absent.with(List.of(record(9, "NOT_PASS")));
        assertThat(Transition.between(Stand.of(absent), again))
                .get()
                .extracting(Transition::kind)
                .isEqualTo(FindingChange.REOPENED);
        assertThat(absent.with(List.of(record(9, "PASS"))).state()).isEqualTo(FindingState.FIXED);
    }

    @Test
    void absent_closed_changesNothing() {
        fold(record(0, "NOT_PASS"), record(1, "PASS"));

        assertThat(only().absent()).isEqualTo(only());
    }

    @Test
    void history_yearsOfTheSame_keepsTheLastDaysAndTheEnds() {
        CheckResult[] years = IntStream.range(0, 1_000)
                .mapToObj(day -> record(day, "NOT_PASS"))
                .toArray(CheckResult[]::new);
        fold(years);

        assertThat(only().history()).hasSizeBetween(30, 34);
        assertThat(only().history().get(0).checkedAt()).isEqualTo(day(0));
        assertThat(only().openedAt()).contains(day(0));
    }

    @Test
    void history_older_keepsEachChange() {
        CheckResult[] days = IntStream.range(0, 400)
                .mapToObj(day -> record(day, day / 50 % 2 == 0 ? "NOT_PASS" : "PASS"))
                .toArray(CheckResult[]::new);
        fold(days);

        assertThat(only().timesReopened()).isEqualTo(3);
        assertThat(only().closedAt()).contains(day(350));
    }

    @Test
    void texts_nothingOfATenants_isPrinted() {
        fold(at(day(0), "NOT_PASS")
                .instanceName("payroll")
                .instanceId("i-secret")
                .build());

        assertThat(only() + " " + only().key()).doesNotContain("payroll", "i-secret");
    }

    @Test
    void key_sourceOfTwoLines_isRefused() {
        assertThatThrownBy(() -> FindingKey.of("a\nb", record(0, "PASS")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source must be one line");
    }

    @Test
    void of_noRecord_isRefused() {
        FindingKey key = FindingKey.of(ACCOUNT, record(0, "PASS"));

        assertThatThrownBy(() -> Finding.of(key, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("results must not be empty; a finding begins with a record");
    }

    private List<Transition> fold(CheckResult... results) {
        Ledger.Folded folded = Ledger.fold(ACCOUNT, Arrays.asList(results), ledger::get);
        folded.findings().forEach(each -> ledger.put(each.key(), each));
        return folded.transitions();
    }

    private Finding only() {
        assertThat(ledger).hasSize(1);
        return ledger.values().iterator().next();
    }

    private static CheckResult record(int day, String status) {
        return at(day(day), status).build();
    }

    private static CheckResultBuilder at(Instant check, String status) {
        return CheckResult.builder()
                .checkId("11")
                .instanceId("i-1")
                .regionId("cn-hangzhou")
                .riskLevel(RiskLevel.HIGH)
                .status(CheckStatus.of(status))
                .startTime(check)
                .logTime(check);
    }

    private static Instant day(int day) {
        return MONDAY.plus(Duration.ofDays(day));
    }
}
