package io.github.cspmalert.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/** A data source whose connections say that they are not valid when it is told so, and throw nothing. */
final class InvalidConnections extends WrappingDataSource {

    private final Semaphore looks = new Semaphore(0);
    private volatile boolean invalid;

    InvalidConnections(DataSource target) {
        super(target);
    }

    void invalid(boolean now) {
        invalid = now;
    }

    void awaitLooks(int count) throws InterruptedException {
        looks.drainPermits();
        looks.acquire(count);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = target.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isValid")) {
                        looks.release();
                        return !invalid;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
