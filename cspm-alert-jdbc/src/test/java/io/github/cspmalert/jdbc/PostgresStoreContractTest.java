package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.testkit.AlertStoreContract;
import java.util.concurrent.atomic.AtomicInteger;

class PostgresStoreContractTest extends AlertStoreContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String prefix = "contract_" + TESTS.incrementAndGet() + "_";

    @Override
    protected AlertStore store() {
        return JdbcStore.builder(PostgresServer.dataSource())
                .tablePrefix(prefix)
                .build();
    }
}
