package io.github.cspmalert.common;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * A set-up that cannot work. All problems are reported together, each with the field, the value and the fix, so that
 * one round of corrections is enough. Never retryable.
 */
public final class AlertConfigurationException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The problems, in a type that can be serialised, as exceptions are. */
    private final ArrayList<String> problems;

    /**
     * Creates an exception.
     *
     * @param subject what is set up wrongly, such as {@code rule 'cspm-not-passed'}
     * @param problems the problems, one sentence each; not empty
     * @throws IllegalArgumentException if there is no problem
     */
    public AlertConfigurationException(String subject, List<String> problems) {
        super(message(subject, problems), false, null);
        this.problems = new ArrayList<>(problems);
    }

    /** {@return the problems, one sentence each, in the order in which they were found} */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private static String message(String subject, List<String> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        return problems.size() == 1
                ? subject + ": " + problems.get(0)
                : subject + ": " + problems.size() + " problems:\n - " + String.join("\n - ", problems);
    }
}
