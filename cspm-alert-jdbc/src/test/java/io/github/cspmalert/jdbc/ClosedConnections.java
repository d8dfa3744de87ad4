package io.github.cspmalert.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections are closed, as those of a pool that does not check them. */
final class ClosedConnections extends WrappingDataSource {

    ClosedConnections(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = target.getConnection();
        connection.close();
        return connection;
    }
}
