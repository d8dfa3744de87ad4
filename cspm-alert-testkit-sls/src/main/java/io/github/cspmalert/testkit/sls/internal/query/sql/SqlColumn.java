package io.github.cspmalert.testkit.sls.internal.query.sql;

/**
 * A column that SQL may name.
 *
 * @param name its name
 * @param type its type
 */
public record SqlColumn(String name, SqlType type) {}
