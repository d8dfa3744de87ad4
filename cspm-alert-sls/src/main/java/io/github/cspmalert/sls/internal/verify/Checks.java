package io.github.cspmalert.sls.internal.verify;

/** Takes down how checks came out, each with its name and a message for people. */
public interface Checks {

    /** Takes down that something is as it should be. */
    void ok(String check, String message);

    /** Takes down that something may work, but is likely wrong. */
    void warning(String check, String message);

    /** Takes down that an alert would fail. */
    void problem(String check, String message);

    /** Takes down that something was not looked at. */
    void skipped(String check, String message);
}
