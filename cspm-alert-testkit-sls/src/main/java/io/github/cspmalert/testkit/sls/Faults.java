package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.testkit.sls.internal.http.FaultPlan;
import java.util.Set;

/**
 * What goes wrong with the next requests to an {@link EmbeddedSls}. A request meets the first fault asked for that fits
 * it, before its signature is checked; when no fault is left, requests are answered as usual. Thread-safe.
 *
 * <pre>{@code
 * sls.faults().next(2, Fault.serverBusy());
 * sls.faults().next(1, Fault.incomplete(), "GetLogs");
 * }</pre>
 */
public final class Faults {

    private final FaultPlan plan;
    private final Set<String> operations;

    Faults(FaultPlan plan, Set<String> operations) {
        this.plan = plan;
        this.operations = operations;
    }

    /**
     * Breaks the next request.
     *
     * @param fault what goes wrong
     * @return this
     */
    public Faults next(Fault fault) {
        return next(1, fault);
    }

    /**
     * Breaks the next requests.
     *
     * @param times how many
     * @param fault what goes wrong
     * @return this
     * @throws IllegalArgumentException if {@code times} is not positive
     */
    public Faults next(int times, Fault fault) {
        return add(times, fault, "");
    }

    /**
     * Breaks the next requests of one operation; others pass.
     *
     * @param times how many
     * @param fault what goes wrong
     * @param operation the operation, such as {@code GetLogs} or {@code PutLogs}
     * @return this
     * @throws IllegalArgumentException if {@code times} is not positive, or there is no such operation
     */
    public Faults next(int times, Fault fault, String operation) {
        if (!operations.contains(operation)) {
            throw new IllegalArgumentException(
                    "operation is \"" + operation + "\"; it must be one of " + String.join(", ", operations));
        }
        return add(times, fault, operation);
    }

    private Faults add(int times, Fault fault, String operation) {
        if (times < 1) {
            throw new IllegalArgumentException("times is " + times + "; it must be positive");
        }
        plan.add(times, fault.action(), operation);
        return this;
    }

    /** {@return how many requests are still to be broken} */
    public int pending() {
        return plan.pending();
    }

    /** Forgets all faults that are still to come. Requests that are held stay held. */
    public void clear() {
        plan.clear();
    }
}
