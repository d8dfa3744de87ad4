package io.github.cspmalert.testkit.sls.internal.query.sql;

/**
 * A rendered expression. It stands on its own: whatever surrounds it, no parentheses are needed.
 *
 * @param sql the engine's SQL
 * @param type what Presto would call its type
 */
record Fragment(String sql, SqlType type) {}
