package io.github.cspmalert.testkit.sls.internal.http.catalog;

import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the table of a Logstore. */
@FunctionalInterface
public interface TableFactory {

    /**
     * Opens a table.
     *
     * @param index the index; empty if the Logstore has none
     * @param folder the folder that the table keeps its logs in, or null for memory
     * @return the table, with the logs that the folder holds
     */
    LogTable open(LogstoreIndex index, @Nullable Path folder);
}
