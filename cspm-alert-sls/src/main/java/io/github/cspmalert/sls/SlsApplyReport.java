package io.github.cspmalert.sls;

import java.util.List;

/**
 * What carrying out a plan did.
 *
 * @param done the steps that are done, in order
 * @param notDone the steps that are not done, in order; empty unless the apply failed
 */
public record SlsApplyReport(List<SlsPlan.ObjectStep> done, List<SlsPlan.ObjectStep> notDone) {

    /**
     * Copies the lists.
     *
     * @param done the steps that are done
     * @param notDone the steps that are not done
     */
    public SlsApplyReport {
        done = List.copyOf(done);
        notDone = List.copyOf(notDone);
    }

    /** {@return how many steps are done and how many are not} */
    @Override
    public String toString() {
        return "SlsApplyReport[done=%d, notDone=%d]".formatted(done.size(), notDone.size());
    }
}
