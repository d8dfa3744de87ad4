package io.github.cspmalert.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** A data source that gives no connections when it is told so, as if the network were cut. */
final class FailingDataSource extends WrappingDataSource {

    private final Semaphore failures = new Semaphore(0);
    private volatile boolean failing;

    FailingDataSource(DataSource target) {
        super(target);
    }

    void failFromNowOn() {
        failing = true;
    }

    void work() {
        failing = false;
    }

    void awaitFailures(int count) throws InterruptedException {
        failures.acquire(count);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (failing) {
            failures.release();
            throw new SQLException("connect to s3cret-host failed", "08001");
        }
        return target.getConnection();
    }
}
