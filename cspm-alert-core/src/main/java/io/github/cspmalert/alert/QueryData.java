package io.github.cspmalert.alert;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogResult;

/**
 * One of the queries of an evaluation, with what it gave. A template sees it as {@code alert.results[n]}.
 *
 * @param statement the statement that ran
 * @param range the range of log time that it ran over
 * @param result the rows that it gave
 */
public record QueryData(String statement, TimeRange range, LogResult result) {}
