package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;

/**
 * The time range of a query.
 *
 * @param from the start, epoch seconds, inclusive
 * @param to the end, epoch seconds, exclusive
 */
record TimeRange(int from, int to) {

    TimeRange {
        if (from < 0) {
            throw SlsException.parameterInvalid("The parameter from must be a positive integer");
        }
        if (from >= to) {
            throw new SlsException(
                    400,
                    "InvalidTimeRange",
                    "request time range is invalid: from is " + from + " and to is " + to
                            + ", in epoch seconds; from must be before to.");
        }
    }
}
