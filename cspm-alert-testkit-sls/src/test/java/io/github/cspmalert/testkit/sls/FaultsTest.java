package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.response.GetLogsResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault as the unmodified SDK meets it. */
class FaultsTest {

    private FakeLogTable table;
    private final EmbeddedSls sls = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, LOGSTORE)
            .start((index, folder) -> table = new FakeLogTable(index));
    private final Client client = SdkClients.v4(sls);

    @BeforeEach
    void putLogs() throws LogException {
        client.PutLogs(PROJECT, LOGSTORE, "sas-cspm-log", threeLogs(), "192.0.2.1");
        sls.clearRequests();
    }

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    private GetLogsResponse getLogs() throws LogException {
        return client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "* | SELECT status, count(*) AS cnt");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(Fault.serverError(500), 500, "InternalServerError"),
                arguments(Fault.serverError(502), 502, "InternalServerError"),
                arguments(Fault.serverBusy(), 503, "ServerBusy"),
                arguments(Fault.tooManyRequests(), 429, "TooManyRequests"),
                arguments(Fault.quotaExceeded("ReadQuotaExceed"), 403, "ReadQuotaExceed"),
                arguments(Fault.error(403, "Unauthorized", "denied by policy"), 403, "Unauthorized"),
                arguments(Fault.html502(), 502, "BadResponse"),
                arguments(Fault.withoutRequestId(), 500, "InternalServerError"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_isGivenOnce_andAllIsWellAgain(Fault fault, int status, String code) throws LogException {
        sls.faults().next(fault);

        LogException refusal = refusal(this::getLogs);

        assertThat(refusal.GetHttpCode()).isEqualTo(status);
        assertThat(refusal.getErrorCode()).isEqualTo(code);
        assertThat(table.queries).isEmpty();
        assertThat(getLogs().IsCompleted()).isTrue();
    }

    @Test
    void error_withoutRequestId_makesTheSdkWriteTwice() throws LogException {
        ClientConfiguration retrying = SdkClients.configuration(sls);
        retrying.setRetryDisabled(false);
        Client persistent = new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), retrying);
        sls.faults().next(Fault.withoutRequestId());

        persistent.PutLogs(PROJECT, LOGSTORE, "t", threeLogs(), "s");

        assertThat(sls.requests()).extracting(RecordedRequest::status).containsExactly(500, 200);
        persistent.shutdown();
    }

    @Test
    void garbage_breaksTheSdksOwnParser() {
        sls.faults().next(Fault.garbage());

        assertThatRuntimeException().isThrownBy(this::getLogs);
    }

    @Test
    void connectionReset_isANetworkFailure() throws LogException {
        sls.faults().next(Fault.connectionReset());

        LogException refusal = refusal(this::getLogs);

        assertThat(refusal.getErrorCode()).isEqualTo("RequestError");
        assertThat(refusal.GetHttpCode()).isEqualTo(-1);
        assertThat(table.queries).isEmpty();
        assertThat(getLogs().IsCompleted()).isTrue();
    }

    @Test
    void lostAnswer_comesAfterTheWork() throws LogException {
        sls.faults().next(1, Fault.lostAnswer(), "PutLogs");

        LogException refusal = refusal(() -> client.PutLogs(PROJECT, LOGSTORE, "t", threeLogs(), "s"));

        assertThat(refusal.getErrorCode()).isEqualTo("RequestError");
        assertThat(table.size()).isEqualTo(6);
    }

    @Test
    void lostAnswer_makesARetryingClientCreateTwice() {
        ClientConfiguration retrying = SdkClients.configuration(sls);
        retrying.setMaxErrorRetry(1);
        retrying.setRetryDisabled(false);
        Client persistent = new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), retrying);
        sls.faults().next(Fault.lostAnswer());

        LogException refusal = refusal(() -> persistent.CreateLogStore(PROJECT, new LogStore("other", 30, 2)));

        assertThat(refusal.getErrorCode()).isEqualTo("LogStoreAlreadyExist");
        assertThat(sls.requests()).extracting(RecordedRequest::status).containsExactly(0, 400);
        persistent.shutdown();
    }

    @Test
    void held_waitsUntilTheGateOpens() throws Exception {
        Gate gate = new Gate();
        sls.faults().next(Fault.held(gate));
        CompletableFuture<GetLogsResponse> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return getLogs();
            } catch (LogException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(gate.awaitHeld(Duration.ofSeconds(20))).isTrue();
        assertThat(answer).isNotDone();
        assertThat(table.queries).isEmpty();
        gate.open();

        assertThat(answer.get(20, TimeUnit.SECONDS).IsCompleted()).isTrue();
    }

    @Test
    void held_meetsTheClientsTimeout() {
        ClientConfiguration impatient = SdkClients.configuration(sls);
        impatient.setSocketTimeout(50);
        Client hasty = new Client(sls.endpoint(), sls.accessKeyId(), sls.accessKeySecret(), impatient);
        Gate gate = new Gate();
        sls.faults().next(Fault.held(gate));

        LogException refusal = refusal(() -> hasty.GetLogStore(PROJECT, LOGSTORE));

        assertThat(refusal.getErrorCode()).isEqualTo("RequestError");
        gate.open();
        hasty.shutdown();
    }

    @Test
    void held_endsWhenTheEndpointCloses() throws Exception {
        Gate gate = new Gate();
        sls.faults().next(Fault.held(gate));
        CompletableFuture<LogException> refusal = CompletableFuture.supplyAsync(() -> refusal(this::getLogs));
        assertThat(gate.awaitHeld(Duration.ofSeconds(20))).isTrue();
        List<Thread> held = Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> List.of(thread.getValue()).toString().contains(Gate.class.getName() + ".pass"))
                .map(Map.Entry::getKey)
                .toList();

        sls.close();

        assertThat(refusal.get(20, TimeUnit.SECONDS).getErrorCode()).isEqualTo("RequestError");
        assertThat(held).hasSize(1);
        held.get(0).join(20_000);
        assertThat(held.get(0).isAlive()).isFalse();
    }

    @Test
    void slow_answersAfterAll() throws LogException {
        sls.faults().next(Fault.slow(Duration.ofMillis(1)));

        assertThat(getLogs().IsCompleted()).isTrue();
    }

    @Test
    void incomplete_isToldTwice_andThenComplete() throws LogException {
        sls.faults().next(2, Fault.incomplete(), "GetLogs");

        assertThat(getLogs().IsCompleted()).isFalse();
        assertThat(getLogs().IsCompleted()).isFalse();
        assertThat(getLogs().IsCompleted()).isTrue();
    }

    @Test
    void incomplete_ofHistograms_isToldInHeaderAndBuckets() throws LogException {
        sls.faults().next(1, Fault.incomplete(), "GetHistograms");

        assertThat(client.GetHistograms(PROJECT, LOGSTORE, T0, T0 + 60, "", "*").IsCompleted())
                .isFalse();
        assertThat(client.GetHistograms(PROJECT, LOGSTORE, T0, T0 + 60, "", "*").IsCompleted())
                .isTrue();
    }

    @Test
    void cutRows_leavesTheFirst_andNamesTheLimit() throws LogException {
        sls.faults().next(Fault.cutRows(2));

        GetLogsResponse cut = getLogs();

        assertThat(cut.GetCount()).isEqualTo(2);
        assertThat(cut.getLimited()).isEqualTo(2);
        assertThat(getLogs().GetCount()).isEqualTo(3);
    }

    @Test
    void fault_ofAnotherOperation_waitsForIt() throws LogException {
        sls.faults().next(1, Fault.serverBusy(), "PutLogs").next(1, Fault.tooManyRequests(), "GetIndex");

        assertThat(getLogs().IsCompleted()).isTrue();
        assertThat(sls.faults().pending()).isEqualTo(2);
        assertThat(refusal(() -> client.GetIndex(PROJECT, LOGSTORE)).GetHttpCode())
                .isEqualTo(429);
        assertThat(sls.faults().pending()).isEqualTo(1);
        sls.faults().clear();
        client.PutLogs(PROJECT, LOGSTORE, "t", threeLogs(), "s");
    }

    @Test
    void requests_areRecordedWithWhatBecameOfThem() throws LogException {
        getLogs();
        refusal(() -> client.GetIndex(PROJECT, "absent"));
        sls.faults().next(Fault.connectionReset());
        refusal(this::getLogs);

        assertThat(sls.requests())
                .containsExactly(
                        new RecordedRequest("POST", PROJECT, "/logstores/sas-log/logs", "GetLogs", 200),
                        new RecordedRequest("GET", PROJECT, "/logstores/absent/index", "GetIndex", 404),
                        new RecordedRequest("POST", PROJECT, "/logstores/sas-log/logs", "GetLogs", 0));
        sls.clearRequests();
        assertThat(sls.requests()).isEmpty();
    }

    @Test
    void wrongFaults_sayWhatIsWrong() {
        Faults faults = sls.faults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(0, Fault.serverBusy()))
                .withMessage("times is 0; it must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.next(1, Fault.serverBusy(), "getlogs"))
                .withMessageStartingWith("operation is \"getlogs\"; it must be one of CreateAlert, ");
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.error(200, "OK", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.cutRows(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.slow(Duration.ofMillis(-1)));
        assertThat(List.of(Fault.serverBusy(), Fault.incomplete())).hasToString("[ServerBusy, incomplete]");
    }
}
