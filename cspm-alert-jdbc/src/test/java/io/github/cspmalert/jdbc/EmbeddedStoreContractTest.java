package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.testkit.AlertStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreContractTest extends AlertStoreContract {

    @TempDir
    Path folder;

    @Override
    protected AlertStore store() {
        return JdbcStore.embedded(folder.resolve("store").resolve("alerts.db"));
    }
}
