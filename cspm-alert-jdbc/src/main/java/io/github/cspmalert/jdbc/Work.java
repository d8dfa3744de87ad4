package io.github.cspmalert.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. May be run again if the database could not keep several engines apart otherwise. */
@FunctionalInterface
interface Work<T> {

    T with(Connection connection) throws SQLException;
}
