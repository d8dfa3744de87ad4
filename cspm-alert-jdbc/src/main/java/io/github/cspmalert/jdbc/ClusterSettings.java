package io.github.cspmalert.jdbc;

import io.github.cspmalert.common.Backoff;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** What a {@link ClusterScheduler} was set to when it was built. */
record ClusterSettings(
        DataSource dataSource,
        TableNames names,
        Duration heartbeat,
        Duration pollInterval,
        Backoff retryBackoff,
        Clock clock,
        int threads) {}
