package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an endpoint keeps in a folder. The tables' own files are the engine's concern. */
class PersistenceTest {

    @TempDir
    private Path folder;

    private final Map<String, LogstoreIndex> opened = new LinkedHashMap<>();

    private FakeLogTable open(LogstoreIndex index, @Nullable Path tableFolder) {
        opened.put(folder.relativize(tableFolder).toString().replace('\\', '/'), index);
        return new FakeLogTable(index);
    }

    private EmbeddedSls start() {
        return EmbeddedSls.builder().folder(folder).start(this::open);
    }

    @Test
    void resources_areServedAgain() throws LogException {
        try (EmbeddedSls sls = start()) {
            Client client = SdkClients.v4(sls);
            client.CreateProject(PROJECT, "kept");
            client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 7, 2));
            client.CreateIndex(PROJECT, LOGSTORE, "{\"keys\":{\"status\":{\"type\":\"text\",\"token\":[\",\"]}}}");
            client.CreateLogStore(PROJECT, new LogStore("gone", 7, 2));
            client.DeleteLogStore(PROJECT, "gone");
            client.shutdown();
        }
        opened.clear();

        try (EmbeddedSls sls = start()) {
            Client client = SdkClients.v4(sls);
            assertThat(client.GetProject(PROJECT).GetProjectDescription()).isEqualTo("kept");
            assertThat(client.ListLogStores(PROJECT, 0, 10, "").GetLogStores()).containsExactly(LOGSTORE);
            assertThat(client.GetLogStore(PROJECT, LOGSTORE).GetLogStore().GetTtl())
                    .isEqualTo(7);
            assertThat(client.GetIndex(PROJECT, LOGSTORE).GetIndex().GetKeys().GetKeys())
                    .containsOnlyKeys("status");
            client.shutdown();
        }
        assertThat(opened).containsOnlyKeys("project-" + PROJECT + "/logstore-" + LOGSTORE + "/table");
        assertThat(opened.values()).singleElement().satisfies(index -> assertThat(
                        index.keys().get("status").delimiters())
                .isEqualTo(","));
    }

    @Test
    void configuredLogstore_thatIsThereAlready_isLeftAsItIs() throws LogException {
        EmbeddedSls.Builder builder = EmbeddedSls.builder().folder(folder).cspmLogstore(PROJECT, LOGSTORE);
        try (EmbeddedSls sls = builder.start(this::open)) {
            Client client = SdkClients.v1(sls);
            client.UpdateIndex(PROJECT, LOGSTORE, "{\"keys\":{\"only\":{\"type\":\"long\"}}}");
            client.shutdown();
        }

        try (EmbeddedSls sls = builder.start(this::open)) {
            Client client = SdkClients.v1(sls);
            assertThat(client.GetIndex(PROJECT, LOGSTORE).GetIndex().GetKeys().GetKeys())
                    .containsOnlyKeys("only");
            client.shutdown();
        }
    }

    @Test
    void deletedProject_leavesNoFiles() throws LogException, IOException {
        try (EmbeddedSls sls = start()) {
            Client client = SdkClients.v1(sls);
            client.CreateProject(PROJECT, "");
            client.CreateLogStore(PROJECT, new LogStore(LOGSTORE, 7, 2));
            client.DeleteProject(PROJECT);
            client.shutdown();
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void damagedFile_isNamed() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project-" + PROJECT));
        Files.writeString(project.resolve("project.json"), "{\"projectName\":");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(this::start)
                .withMessageContaining("project.json");
    }
}
