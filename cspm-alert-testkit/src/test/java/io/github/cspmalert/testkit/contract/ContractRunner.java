package io.github.cspmalert.testkit.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract as a user's build would, and tells which of its tests failed. */
final class ContractRunner {

    /** What became of the tests, by the names of their methods. */
    record Result(Set<String> passed, Map<String, Throwable> failed) {}

    private ContractRunner() {}

    static Result run(Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(contract))
                .build();
        LauncherConfig bare = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        Result result = new Result(new TreeSet<>(), new TreeMap<>());
        LauncherFactory.create(bare).execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult execution) {
                record(result, test, execution);
            }
        });
        return result;
    }

    private static void record(Result result, TestIdentifier test, TestExecutionResult execution) {
        String name = test.getDisplayName().replaceAll("\\(.*", "");
        if (execution.getStatus() != Status.SUCCESSFUL) {
            result.failed().put(name, execution.getThrowable().orElseThrow());
        } else if (test.isTest()) {
            result.passed().add(name);
        }
    }
}
