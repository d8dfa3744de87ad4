/**
 * Logs and queries on DuckDB: the one place that knows its driver.
 */
@NullMarked
package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import org.jspecify.annotations.NullMarked;
