package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.provision.AlertJobs;
import io.github.cspmalert.sls.internal.provision.ProvisioningRecord;
import io.github.cspmalert.sls.internal.provision.RecordStore;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import io.github.cspmalert.testkit.sls.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the connection at each request of a plan and its apply in turn, then goes on with a new plan: the end is the same as
 * without a cut, and nothing is there twice.
 */
class CutApplyTest {

    enum Cut {
        BEFORE_THE_SERVICE_ACTS(Fault.connectionReset()),
        AFTER_THE_SERVICE_ACTED(Fault.lostAnswer());

        private final Fault fault;

        Cut(Fault fault) {
            this.fault = fault;
        }
    }

    private static final AlertDefinitions FIRST = ProvisionerFixture.definitions();
    private static final AlertDefinitions SECOND =
            ProvisionerFixture.definitions(
                            ProvisionerFixture.rule().threshold(3).build(), second())
                    .toBuilder()
                    .addPostureRule(PostureRule.builder("posture")
                            .actionPolicy("mail-sec-ops")
                            .build())
                    .build();

    private static AlertRule second() {
        return AlertRule.builder("second-rule")
                .query("*")
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(5)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .actionPolicy("mail-sec-ops")
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void create_cutAtEveryRequest_endsTheSame(Cut cut) {
        cutAtEveryRequest(
                cut, service -> {}, service -> service.provisioner().plan(FIRST).apply());
    }

    @ParameterizedTest
    @EnumSource
    void update_cutAtEveryRequest_endsTheSame(Cut cut) {
        cutAtEveryRequest(cut, service -> service.provisioner().plan(FIRST).apply(), service -> service.provisioner()
                .plan(SECOND)
                .apply());
    }

    @ParameterizedTest
    @EnumSource
    void prune_cutAtEveryRequest_endsTheSame(Cut cut) {
        cutAtEveryRequest(cut, service -> service.provisioner().plan(SECOND).apply(), service -> service.provisioner()
                .plan(FIRST)
                .apply());
    }

    @ParameterizedTest
    @EnumSource
    void destroy_cutAtEveryRequest_endsTheSame(Cut cut) {
        cutAtEveryRequest(cut, service -> service.provisioner().plan(SECOND).apply(), service -> service.provisioner()
                .planDestroy()
                .apply());
    }

    private static void cutAtEveryRequest(
            Cut cut, Consumer<ProvisionerFixture> before, Consumer<ProvisionerFixture> change) {
        Map<String, String> expected;
        int requests;
        try (ProvisionerFixture whole = new ProvisionerFixture()) {
            before.accept(whole);
            whole.server.clearRequests();
            change.accept(whole);
            requests = whole.server.requests().size();
            expected = state(whole);
        }
        assertThat(requests).isGreaterThan(5);
        for (int passed = 0; passed < requests; passed++) {
            try (ProvisionerFixture service = new ProvisionerFixture()) {
                before.accept(service);
                if (passed > 0) {
                    service.server.faults().next(passed, Fault.none());
                }
                service.server.faults().next(cut.fault);
                assertThatThrownBy(() -> change.accept(service))
                        .as("cut at request %d of %d", passed + 1, requests)
                        .isInstanceOf(CspmAlertException.class);

                change.accept(service);

                assertThat(state(service))
                        .as("cut at request %d of %d", passed + 1, requests)
                        .isEqualTo(expected);
            }
        }
    }

    /** All that is in the service, but for the times that it writes. */
    private static Map<String, String> state(ProvisionerFixture service) {
        Map<String, String> state = new TreeMap<>();
        ObjectTypes.all().forEach(type -> type.resource().ifPresent(resource -> records(service, resource, state)));
        records(service, ProvisioningRecord.RESOURCE, state);
        AlertJobs alerts = new AlertJobs(service.connection.calls(), ProvisionerFixture.PROJECT);
        List<String> names = alerts.names();
        assertThat(names).doesNotHaveDuplicates();
        names.forEach(name -> state.put(
                name,
                ObjectTypes.of(ObjectKind.RULE)
                        .content(JsonText.readObject(alerts.get(name).orElseThrow())
                                .orElseThrow())
                        .toString()));
        return state;
    }

    private static void records(ProvisionerFixture service, String resource, Map<String, String> state) {
        List<String> ids = new ArrayList<>();
        for (RecordStore.Item item : service.records().list(resource, Map.of())) {
            ids.add(item.id());
            state.put(resource + "/" + item.id(), item.tag() + " " + item.value());
        }
        assertThat(ids).doesNotHaveDuplicates();
    }
}
