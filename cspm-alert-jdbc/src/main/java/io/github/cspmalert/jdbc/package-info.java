/**
 * Durable stores: in PostgreSQL, MySQL or MariaDB through the host's own {@code DataSource}, or in a file of an embedded
 * database; and a scheduler for several replicas that share a database.
 */
@NullMarked
package io.github.cspmalert.jdbc;

import org.jspecify.annotations.NullMarked;
