package io.github.cspmalert.sls;

import io.github.cspmalert.sls.SlsVerification.Finding;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import io.github.cspmalert.sls.internal.verify.Checks;
import java.util.ArrayList;
import java.util.List;

/** Keeps how checks came out as the findings that users see. Not thread-safe. */
final class FindingList implements Checks {

    private final List<Finding> all = new ArrayList<>();

    List<Finding> all() {
        return all;
    }

    @Override
    public void ok(String check, String message) {
        all.add(new Finding(check, Verdict.OK, message));
    }

    @Override
    public void warning(String check, String message) {
        all.add(new Finding(check, Verdict.WARNING, message));
    }

    @Override
    public void problem(String check, String message) {
        all.add(new Finding(check, Verdict.PROBLEM, message));
    }

    @Override
    public void skipped(String check, String message) {
        all.add(new Finding(check, Verdict.SKIPPED, message));
    }
}
