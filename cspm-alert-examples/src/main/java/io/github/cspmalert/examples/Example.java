package io.github.cspmalert.examples;

import java.io.PrintStream;

/** Runs an example for a person: what goes wrong is told in one message without a stack trace, and the JVM ends with 1. */
public final class Example {

    private Example() {}

    /** The steps of an example. */
    @FunctionalInterface
    public interface Steps {

        /**
         * Goes through them.
         *
         * @throws Exception if one of them fails
         */
        void run() throws Exception;
    }

    /**
     * Runs the steps of a main method.
     *
     * @param steps the steps
     */
    public static void main(Steps steps) {
        int status = run(steps, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(Steps steps, PrintStream err) {
        try {
            steps.run();
            return 0;
        } catch (Exception e) {
            err.println("\nStopped: " + (e.getMessage() == null ? e.getClass().getName() : e.getMessage()));
            return 1;
        }
    }
}
