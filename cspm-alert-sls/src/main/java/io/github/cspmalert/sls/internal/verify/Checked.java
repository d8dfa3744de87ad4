package io.github.cspmalert.sls.internal.verify;

/**
 * How a check came out.
 *
 * @param check what was looked at
 * @param outcome how it came out
 * @param message what was found, for people
 */
public record Checked(String check, Outcome outcome, String message) {

    /** In the order of SlsVerification.Verdict, and with its names. */
    public enum Outcome {
        OK,
        WARNING,
        PROBLEM,
        SKIPPED
    }
}
