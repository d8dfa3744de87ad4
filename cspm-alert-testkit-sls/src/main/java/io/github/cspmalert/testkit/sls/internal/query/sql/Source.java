package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has columns: the log, a sub-query, a part of a join.
 *
 * @param name what its columns may be qualified with, or null
 * @param columns its columns in order
 */
record Source(@Nullable String name, List<SqlColumn> columns) {

    boolean isNamed(String wanted) {
        return wanted.equalsIgnoreCase(name);
    }
}
